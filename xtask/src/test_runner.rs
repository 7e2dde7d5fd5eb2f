//! Runs test programs: measures durations, and repeats tests that fail in a browser.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};

use crate::{project, step};

/// The variable with the path of the file for test outcomes.
const FILE: &str = "NEWSWIRE_TEST_OUTCOMES";

/// Makes the harness report each test's duration.
const UNSTABLE: [&str; 3] = ["-Z", "unstable-options", "--report-time"];

/// The command with which Cargo starts test programs.
pub(crate) const COMMAND: &str = "run-tests";

/// How many of the slowest tests to list.
const LISTED: usize = 10;

/// The test programs that drive browsers.
const IN_BROWSERS: [&str; 3] = ["audits", "end_to_end", "screen_reader"];

/// The program whose tests wait for browsers some of the time.
const WAITS: &str = "end_to_end";

/// How many more of them run than there are processors, which keeps these busy.
const WAITING: usize = 2;

/// The variable for the number of tests at a time.
const THREADS: &str = "RUST_TEST_THREADS";

/// How many failed tests of a program run again. More of them are no accident.
const REPEATED: usize = 3;

/// The harness's exit code when it ran all tests and some failed.
const SOME_FAILED: i32 = 101;

/// Marks a test in the file that passed only when repeated, in place of its duration.
const UNSTEADY: &str = "unsteady";

/// The file in which test programs record the outcomes of a run.
pub(crate) struct Outcomes {
    file: PathBuf,
}

impl Outcomes {
    /// Clears the last run's outcomes.
    pub(crate) fn start() -> Result<Self> {
        let file = project::path("target/test-outcomes");
        File::create(&file).with_context(|| format!("{} cannot be written", file.display()))?;
        Ok(Self { file })
    }

    /// `cargo test` with recorded outcomes: Cargo starts the test programs through
    /// [`run`]. Programs without Rust's test harness are unaffected.
    pub(crate) fn cargo_test(&self, mut cargo: Command) -> Result<Command> {
        let this = env::current_exe()?;
        let runner = format!("target.'cfg(all())'.runner = [{this:?}, '{COMMAND}']");
        cargo
            .args(["--config", &runner, "test"])
            .env(FILE, &self.file);
        Ok(cargo)
    }

    /// Prints the slowest tests, and those that failed before they passed.
    pub(crate) fn print(&self) -> Result<()> {
        let outcomes = fs::read_to_string(&self.file)?;
        let slowest = slowest(&outcomes);
        if !slowest.is_empty() {
            println!("\nThe slowest tests, in seconds:");
        }
        for (seconds, test) in slowest {
            println!("{seconds:8.1}  {test}");
        }
        let unsteady: Vec<_> = unsteady(&outcomes).collect();
        if !unsteady.is_empty() {
            println!("\nThese tests failed, then passed when repeated. Find the race and fix it:");
        }
        for test in unsteady {
            println!("  {test}");
        }
        Ok(())
    }
}

/// The slowest tests, from lines of seconds and names.
fn slowest(outcomes: &str) -> Vec<(f64, &str)> {
    let mut tests: Vec<_> = outcomes
        .lines()
        .filter_map(|line| {
            let (seconds, test) = line.split_once(' ')?;
            Some((seconds.parse::<f64>().ok()?, test))
        })
        .collect();
    tests.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    tests.truncate(LISTED);
    tests
}

/// The tests that passed only when repeated.
fn unsteady(outcomes: &str) -> impl Iterator<Item = &str> {
    let lines = outcomes.lines();
    lines.filter_map(|line| line.strip_prefix(UNSTEADY)?.strip_prefix(' '))
}

/// Runs a test program for Cargo, passes on its output, and records outcomes.
///
/// A few failures in a browser are repeated (`docs/decisions/0037-failed-browser-tests-run-again.md`).
/// Doctests are not programs and are neither recorded nor repeated.
pub(crate) fn run(mut words: impl Iterator<Item = OsString>) -> Result<()> {
    let program = PathBuf::from(words.next().context("no program to run")?);
    let mut tests = Command::new(&program);
    tests.args(words);
    let stem = stem(&program);
    if stem == WAITS && env::var_os(THREADS).is_none() {
        let processors = thread::available_parallelism()?.get();
        tests.env(THREADS, (processors + WAITING).to_string());
    }
    let Some(file) = env::var_os(FILE) else {
        return step::run(&mut tests);
    };
    let mut file = OpenOptions::new().append(true).open(file)?;
    let name = name(&stem);

    let (status, outcomes) = watch(&mut tests)?;
    for Outcome { test, seconds, .. } in &outcomes {
        writeln!(file, "{seconds} {test} ({name})")?;
    }
    let failed: Vec<_> = outcomes
        .iter()
        .filter(|outcome| !outcome.passed)
        .map(|outcome| outcome.test.as_str())
        .collect();
    let may_repeat = status.code() == Some(SOME_FAILED)
        && IN_BROWSERS.contains(&stem.as_str())
        && (1..=REPEATED).contains(&failed.len());
    if !may_repeat {
        ensure!(status.success(), "{name} failed ({status}).");
        return Ok(());
    }

    println!(
        "Repeating what failed, one test at a time: {}",
        failed.join(", ")
    );
    let mut again = Command::new(&program);
    again.args(["--exact", "--test-threads=1"]).args(&failed);
    let (status, outcomes) = watch(&mut again)?;
    ensure!(status.success(), "{name} failed twice ({status}).");
    for Outcome { test, .. } in &outcomes {
        writeln!(file, "{UNSTEADY} {test} ({name})")?;
    }
    Ok(())
}

/// A test's result.
#[derive(Debug, PartialEq)]
struct Outcome {
    test: String,
    /// As the harness writes it.
    seconds: String,
    passed: bool,
}

/// Runs a test program and passes on its output.
///
/// The harness reports durations only with unstable options. They are enabled here, at
/// run time, so that nothing is compiled differently.
fn watch(tests: &mut Command) -> Result<(ExitStatus, Vec<Outcome>)> {
    let program = tests.get_program().to_owned();
    let mut tests = tests
        .args(UNSTABLE)
        .env("RUSTC_BOOTSTRAP", "1")
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} could not be started", program.display()))?;
    let output = tests.stdout.take().context("stdout is piped")?;
    let mut outcomes = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        outcomes.extend(outcome(&line));
    }
    Ok((tests.wait()?, outcomes))
}

/// A test program's name, without the hash that Cargo appends.
fn stem(program: &Path) -> String {
    let stem = program.file_stem().unwrap_or_default().to_string_lossy();
    stem.rsplit_once('-')
        .map_or(&*stem, |(name, _)| name)
        .to_owned()
}

/// A test program's name, including its engine.
fn name(stem: &str) -> String {
    match env::var("ENGINE") {
        Ok(engine) if stem == "end_to_end" => format!("{stem}, {engine}"),
        _ => stem.to_owned(),
    }
}

/// A line's test, result, and duration: `test a::b ... ok <0.123s>`.
fn outcome(line: &str) -> Option<Outcome> {
    let (test, result) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let (result, seconds) = result.rsplit_once(" <")?;
    Some(Outcome {
        test: test.to_owned(),
        seconds: seconds.strip_suffix("s>")?.to_owned(),
        passed: result == "ok",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_tests_are_listed_first() {
        let times = (1..=12).map(|second| format!("{second}.5 number {second} (site)\n"));
        let outcomes = times.collect::<String>() + "unsteady number 3 (site)\n";
        assert_eq!(unsteady(&outcomes).collect::<Vec<_>>(), ["number 3 (site)"]);
        let slowest = slowest(&outcomes);
        assert_eq!(slowest.len(), LISTED);
        assert_eq!(slowest[0], (12.5, "number 12 (site)"));
        assert_eq!(slowest[9], (3.5, "number 3 (site)"));
    }

    #[test]
    fn a_line_about_a_test_has_its_outcome() {
        for (line, expected) in [
            ("test a::b ... ok <0.123s>", Some(("a::b", "0.123", true))),
            (
                "test a::b ... FAILED <30.001s>",
                Some(("a::b", "30.001", false)),
            ),
            (
                "test a - should panic ... ok <0.001s>",
                Some(("a - should panic", "0.001", true)),
            ),
            ("test a::b ... ok", None),
            ("test a has been running for over 60 seconds", None),
            ("test result: ok. 3 passed; finished in 0.02s", None),
        ] {
            let expected = expected.map(|(test, seconds, passed)| Outcome {
                test: test.to_owned(),
                seconds: seconds.to_owned(),
                passed,
            });
            assert_eq!(outcome(line), expected, "{line}");
        }
    }

    #[test]
    fn a_programs_name_omits_cargos_hash() {
        let program = Path::new("target/debug/deps/layout_shift-0a1b2c3d4e5f6071");
        assert_eq!(stem(program), "layout_shift");
    }

    /// Uses this test program itself, so that a change in the harness is noticed.
    #[test]
    fn the_harness_reports_durations() {
        let output = Command::new(env::current_exe().expect("it runs"))
            .args([
                "--exact",
                "test_runner::tests::a_programs_name_omits_cargos_hash",
            ])
            .args(UNSTABLE)
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .expect("it runs again");
        let output = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.lines().filter_map(outcome).count(), 1, "{output}");
    }
}
