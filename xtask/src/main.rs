//! The project's commands: `cargo xtask help` lists them.

mod audit;
mod bench;
mod build;
mod cli;
mod clippy;
mod notices;
mod preview;
mod project;
mod rustc_wrapper;
mod serve;
mod setup;
mod step;
mod test;
mod test_runner;

use std::env;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use cli::{Command, CommandLine};

fn main() -> ExitCode {
    let result = match rustc_wrapper::sysroot() {
        Some(sysroot) => rustc_wrapper::run(&sysroot, env::args_os().skip(1).collect()),
        None => run(CommandLine::parse().command).map(|()| ExitCode::SUCCESS),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(options),
        Command::Build(options) => build::run(&options),
        Command::Preview(options) => preview::run(&options),
        Command::Audit => audit::run(),
        Command::Bench(options) => bench::run(&options),
        Command::Notices => notices::run(),
        Command::Setup(options) => setup::run(options.browsers),
        Command::RunTests(program) => test_runner::run(program.program.into_iter()),
    }
}
