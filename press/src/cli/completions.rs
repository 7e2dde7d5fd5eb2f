//! `press completions`

use super::{CommandLine, Completions};
use anyhow::{Context, Result};
use clap::CommandFactory;
use std::io::{self, ErrorKind, Write};

pub(super) fn run(options: &Completions) -> Result<()> {
    match io::stdout().write_all(&options.script()) {
        // Who closes the pipe has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot print the completions"),
    }
}

impl Completions {
    /// What the shell reads.
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
