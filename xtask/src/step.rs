//! Runs other programs and reports progress.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

/// Says what is starting, and why it takes time.
pub(crate) fn announce(what: &str) {
    println!("{what}…");
}

/// Runs a command to completion with its output on the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command
        .status()
        .with_context(|| format!("`{shown}` could not be started"))?;
    ensure!(status.success(), "`{shown}` failed ({status}).");
    Ok(())
}

/// A command's output; `None` if it cannot be run or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|it| it.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// One of a sequence of commands.
pub(crate) struct Step {
    what: &'static str,
    command: Command,
}

impl Step {
    pub(crate) fn new(what: &'static str, command: Command) -> Self {
        Self { what, command }
    }
}

/// Runs the steps in order until one fails.
pub(crate) fn run_all(steps: Vec<Step>) -> Result<()> {
    let total = steps.len();
    for (number, Step { what, mut command }) in (1..).zip(steps) {
        println!("\n[{number}/{total}] {what}: {}", shown(&command));
        let started = Instant::now();
        run(&mut command).with_context(|| format!("\nStep {number} of {total} ({what}) failed"))?;
        let seconds = started.elapsed().as_secs_f32();
        println!("[{number}/{total}] {what}: done in {seconds:.1} s");
    }
    println!("\nAll {total} steps passed.");
    Ok(())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_exit_code() {
        let mut command = Command::new("sh");
        command.args(["-c", "exit 3"]);
        let error = run(&mut command).expect_err("the command exits with 3");
        assert_eq!(error.to_string(), "`sh -c exit 3` failed (exit status: 3).");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error =
            run(&mut Command::new("no-such-program")).expect_err("the program does not exist");
        assert!(error.to_string().contains("`no-such-program`"));
    }

    #[test]
    fn nothing_runs_after_a_failed_step() {
        let steps = vec![
            Step::new("fails", Command::new("false")),
            Step::new("cannot even start", Command::new("no-such-program")),
        ];
        let error = run_all(steps).expect_err("the first step fails");
        assert!(error.to_string().contains("Step 1 of 2 (fails)"));
    }
}
