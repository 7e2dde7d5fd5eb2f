//! Measures test durations and lists the slowest tests.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::{project, step};

/// The variable with the path of the file for test durations.
const FILE: &str = "NEWSWIRE_TEST_TIMES";

/// Makes the harness report each test's duration.
const UNSTABLE: [&str; 3] = ["-Z", "unstable-options", "--report-time"];

/// The command with which Cargo starts test programs.
pub(crate) const RUNNER: &str = "time-tests";

/// How many tests to list.
const LISTED: usize = 10;

/// The file in which test programs record durations.
pub(crate) struct Times {
    file: PathBuf,
}

impl Times {
    /// Clears the last run's durations.
    pub(crate) fn start() -> Result<Self> {
        let file = project::path("target/test-times");
        File::create(&file).with_context(|| format!("{} cannot be written", file.display()))?;
        Ok(Self { file })
    }

    /// `cargo test` with recorded durations: Cargo starts the test programs through
    /// [`run`]. Programs without Rust's test harness are unaffected.
    pub(crate) fn cargo_test(&self, mut cargo: Command) -> Result<Command> {
        let this = env::current_exe()?;
        let runner = format!("target.'cfg(all())'.runner = [{this:?}, '{RUNNER}']");
        cargo
            .args(["--config", &runner, "test"])
            .env(FILE, &self.file);
        Ok(cargo)
    }

    /// Prints the slowest tests.
    pub(crate) fn print_slowest(&self) -> Result<()> {
        let times = fs::read_to_string(&self.file)?;
        let slowest = slowest(&times);
        if !slowest.is_empty() {
            println!("\nThe slowest tests, in seconds:");
        }
        for (seconds, test) in slowest {
            println!("{seconds:8.1}  {test}");
        }
        Ok(())
    }
}

/// The slowest tests, from lines of seconds and names.
fn slowest(times: &str) -> Vec<(f64, &str)> {
    let mut tests: Vec<_> = times
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

/// Runs a test program for Cargo, passes on its output, and records durations.
///
/// The harness reports durations only with unstable options. They are enabled here, at
/// run time, so that nothing is compiled differently. Doctests are not programs and are
/// not timed.
pub(crate) fn run(mut words: impl Iterator<Item = OsString>) -> Result<()> {
    let program = PathBuf::from(words.next().context("no program to run")?);
    let mut tests = Command::new(&program);
    tests.args(words);
    let Some(times) = env::var_os(FILE) else {
        return step::run(&mut tests);
    };
    let mut times = OpenOptions::new().append(true).open(times)?;
    tests.args(UNSTABLE);
    let mut tests = tests
        .env("RUSTC_BOOTSTRAP", "1")
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} could not be started", program.display()))?;
    let output = tests.stdout.take().context("stdout is piped")?;
    let program = name(&program);
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some((test, seconds)) = timed(&line) {
            writeln!(times, "{seconds} {test} ({program})")?;
        }
    }
    let status = tests.wait()?;
    ensure!(status.success(), "{program} failed ({status}).");
    Ok(())
}

/// A test program's name, including its engine.
fn name(program: &Path) -> String {
    let stem = program.file_stem().unwrap_or_default().to_string_lossy();
    // Cargo appends a hash.
    let name = stem.rsplit_once('-').map_or(&*stem, |(name, _)| name);
    match env::var("ENGINE") {
        Ok(engine) if name == "end_to_end" => format!("{name}, {engine}"),
        _ => name.to_owned(),
    }
}

/// A line's test and duration: `test a::b ... ok <0.123s>`.
fn timed(line: &str) -> Option<(&str, &str)> {
    let (test, outcome) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let (_, seconds) = outcome.rsplit_once('<')?;
    Some((test, seconds.strip_suffix("s>")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_tests_are_listed_first() {
        let times = (1..=12).map(|second| format!("{second}.5 number {second} (site)\n"));
        let times = times.collect::<String>() + "not a line of times\n";
        let slowest = slowest(&times);
        assert_eq!(slowest.len(), LISTED);
        assert_eq!(slowest[0], (12.5, "number 12 (site)"));
        assert_eq!(slowest[9], (3.5, "number 3 (site)"));
    }

    #[test]
    fn a_line_about_a_test_has_its_duration() {
        for (line, expected) in [
            ("test a::b ... ok <0.123s>", Some(("a::b", "0.123"))),
            ("test a::b ... FAILED <30.001s>", Some(("a::b", "30.001"))),
            (
                "test a - should panic ... ok <0.001s>",
                Some(("a - should panic", "0.001")),
            ),
            ("test a::b ... ok", None),
            ("test a has been running for over 60 seconds", None),
            ("test result: ok. 3 passed; finished in 0.02s", None),
        ] {
            assert_eq!(timed(line), expected, "{line}");
        }
    }

    #[test]
    fn a_programs_name_omits_cargos_hash() {
        let program = Path::new("target/debug/deps/layout_shift-0a1b2c3d4e5f6071");
        assert_eq!(name(program), "layout_shift");
    }

    /// Uses this test program itself, so that a change in the harness is noticed.
    #[test]
    fn the_harness_reports_durations() {
        let output = Command::new(env::current_exe().expect("it runs"))
            .args(["--exact", "times::tests::a_programs_name_omits_cargos_hash"])
            .args(UNSTABLE)
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .expect("it runs again");
        let output = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.lines().filter_map(timed).count(), 1, "{output}");
    }
}
