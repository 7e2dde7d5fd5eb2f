//! Programs that run alongside the tests: drivers, displays.

use crate::DEADLINE;
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

/// A program that ends when this is dropped or when the test process ends, however it
/// does. Its child processes end with it.
pub struct Companion {
    /// Holds the pipe whose closing ends the program. Since no code runs at the end of a
    /// test process, the program's parent is a shell that waits for its input to close.
    process: Child,
}

/// The signal that ends a program.
#[derive(Clone, Copy, Debug)]
pub enum Signal {
    /// Lets it clean up.
    Terminate,
    /// Ends it immediately.
    Kill,
}

impl Companion {
    /// Starts a program whose output can be read.
    ///
    /// # Errors
    /// If there is no shell; this does not check the program itself.
    pub fn start(
        program: impl AsRef<OsStr>,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Result<Self> {
        let mut shell = Command::new("sh");
        shell.envs(variables.iter().copied()).stdout(Stdio::piped());
        Self::start_below(shell, program, arguments, Signal::Terminate)
    }

    /// Starts a program from a shell with its environment and output.
    ///
    /// # Errors
    /// As for [`Companion::start`].
    pub fn start_below(
        mut shell: Command,
        program: impl AsRef<OsStr>,
        arguments: &[&str],
        end: Signal,
    ) -> Result<Self> {
        // The shell and its children form a process group, and signals go to the whole
        // group, `0`, because some drivers leave their browser behind. Processes that
        // ignore the first signal are killed. Files left behind, such as a browser's
        // profile, are deleted with their folder.
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

    /// Waits until the probe matches a line of output, then keeps reading in the
    /// background so that the program never blocks on its output.
    ///
    /// # Errors
    /// If it ends before that, or does not print it before the deadline.
    pub fn until_printed<T: Send + 'static>(
        &mut self,
        probe: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> Result<T> {
        let output = self.process.stdout.take();
        let output = output.context("its output is already being read")?;
        let (found, answer) = mpsc::channel();
        std::thread::spawn(move || {
            let mut lines = BufReader::new(output).lines().map_while(Result::ok);
            if let Some(it) = lines.find_map(|line| probe(&line)) {
                // Fails only if the caller no longer waits.
                let _ = found.send(it);
            }
            drop(found);
            lines.for_each(drop);
        });
        let answer = answer.recv_timeout(DEADLINE);
        answer.context("the expected output was not printed")
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        // It ends by itself now; an error while waiting changes nothing.
        let _ = self.process.wait();
    }
}
