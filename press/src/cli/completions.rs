//! `press completions`

use super::{CommandLine, Completions};
use anyhow::{Context, Result};
use clap::CommandFactory;
use std::io::{self, ErrorKind, Write};

pub(super) fn run(options: &Completions) -> Result<()> {
    match io::stdout().write_all(&options.script()) {
        // Whoever closed the pipe has read enough, which is not an error.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot print the completions"),
    }
}

impl Completions {
    /// The completion script for the shell.
    pub(super) fn script(&self) -> Vec<u8> {
        let mut script = Vec::new();
        clap_complete::generate(
            self.shell,
            &mut CommandLine::command(),
            "press",
            &mut script,
        );
        script
    }
}
