//! Programs that run beside the tests: drivers, displays.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A program that ends when this is dropped, or when the test process ends,
/// however it does.
pub struct Companion {
    /// Holds the pipe whose end tells the program to end. Nothing runs at the
    /// end of a test process, so the program's parent is a shell that waits for
    /// its input to end.
    process: Child,
}

/// How a program is told to end.
#[derive(Clone, Copy, Debug)]
pub enum Signal {
    /// It may tidy up.
    Terminate,
    /// It cannot but end.
    Kill,
}

impl Companion {
    /// Starts a program whose output can be read.
    ///
    /// # Errors
    /// Where there is no shell; of the program itself, nothing is known yet.
    pub fn start(
        program: impl AsRef<OsStr>,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Self> {
        let mut shell = Command::new("sh");
        shell.envs(variables.iter().copied()).stdout(Stdio::piped());
        Self::start_below(shell, program, arguments, Signal::Terminate)
    }

    /// Starts a program in a shell that has its environment and its output.
    ///
    /// # Errors
    /// As [`Companion::start`].
    pub fn start_below(
        mut shell: Command,
        program: impl AsRef<OsStr>,
        arguments: &[&str],
        end: Signal,
    ) -> Result<Self> {
        let script = match end {
            Signal::Terminate => r#""$0" "$@" & read -r _; kill $!; wait"#,
            Signal::Kill => r#""$0" "$@" & read -r _; kill -KILL $!; wait"#,
        };
        let process = shell
            .args(["-c", script])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self { process })
    }

    /// Waits until the program prints what the probe looks for, and reads on
    /// behind the caller's back, so that the program never waits for a reader.
    ///
    /// # Errors
    /// Where it ends before it prints that.
    pub fn until_printed<T>(&mut self, probe: impl Fn(&str) -> Option<T>) -> Result<T> {
        let output = self.process.stdout.take();
        let output = output.context("its output is read already")?;
        let mut lines = BufReader::new(output).lines();
        let found = find(&mut lines, probe)?;
        std::thread::spawn(move || lines.for_each(drop));
        Ok(found)
    }
}

fn find<T>(
    lines: &mut Lines<BufReader<ChildStdout>>,
    probe: impl Fn(&str) -> Option<T>,
) -> Result<T> {
    for line in lines {
        if let Some(found) = probe(&line?) {
            return Ok(found);
        }
    }
    bail!("it ended before it said what was waited for")
}

impl Drop for Companion {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It ends by itself now; a failure to wait for it changes nothing.
        let _ = self.process.wait();
    }
}
