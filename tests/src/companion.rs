//! Programs that run beside the tests: drivers, displays.

use crate::DEADLINE;
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

/// A program that ends when this is dropped, or when the test process ends,
/// however it does. All that it has started ends with it.
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
        // The shell and all that it starts are a process group, and signals go to the
        // group, `0`: some drivers leave their browser behind. What does not heed the
        // first signal would be waited for in vain. What the program has not tidied away,
        // such as a browser's profile, goes with the folder for it.
        let script = match end {
            Signal::Terminate => {
                r#"TMPDIR=$(mktemp -d) || exit; export TMPDIR
                   "$0" "$@" & it=$!; read -r _
                   trap '' TERM; kill 0
                   (sleep 20; kill -KILL 0) & wait $it
                   until rm -rf "$TMPDIR"; do sleep 0.1; done
                   kill -KILL 0"#
            }
            Signal::Kill => r#""$0" "$@" & read -r _; kill -KILL 0"#,
        };
        let process = shell
            .args(["-c", script])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { process })
    }

    /// Waits until the program prints what the probe looks for, and reads on
    /// behind the caller's back, so that the program never waits for a reader.
    ///
    /// # Errors
    /// Where it ends before it prints that, or does not print it before the deadline.
    pub fn until_printed<T: Send + 'static>(
        &mut self,
        probe: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> Result<T> {
        let output = self.process.stdout.take();
        let output = output.context("its output is read already")?;
        let (found, answer) = mpsc::channel();
        std::thread::spawn(move || {
            let mut lines = BufReader::new(output).lines().map_while(Result::ok);
            if let Some(it) = lines.find_map(|line| probe(&line)) {
                // Fails only where nobody waits for it any more.
                let _ = found.send(it);
            }
            drop(found);
            lines.for_each(drop);
        });
        let answer = answer.recv_timeout(DEADLINE);
        answer.context("what was waited for has not been printed")
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It ends by itself now; a failure to wait for it changes nothing.
        let _ = self.process.wait();
    }
}
