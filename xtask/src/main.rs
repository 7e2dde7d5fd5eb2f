//! The project's commands: `cargo xtask help` lists them.

mod audit;
mod bench;
mod build;
mod notices;
mod preview;
mod project;
mod serve;
mod setup;
mod step;
mod test;
mod times;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

const HELP: &str = "\
The newswire's commands:

  cargo xtask serve [--port 8080]
      Serves the newswire on this machine and rebuilds it when a file changes.
  cargo xtask test [--fast | --engine chromium|firefox|webkit] [FILTER]
      Checks everything: form, lints, the release build and all tests; lists the
      tests that took longest.
      --fast leaves out what needs the release build or a browser.
      --engine runs only what readers see and do, in that one engine.
      FILTER runs only the tests whose names contain it.

  cargo xtask build [--debug] [--base /newswire/] [--allow-removals]
      Builds the site into dist/, to be put under the path --base.
      --allow-removals does so even if most articles of the last site are gone.
  cargo xtask preview [--port 8080]
      Serves dist/ as a plain static host would; builds it first if missing.
  cargo xtask audit
      Checks the licences and the origins of all dependencies.
  cargo xtask bench search [SIZE…]
      Measures how well and how fast search is, for generated articles of these
      numbers [1000 10000 100000], and prints the tables of docs/search.md.
  cargo xtask notices
      Writes third-party-notices.txt, after dependencies have changed.
  cargo xtask setup [--browsers]
      Only installs what the commands need; each of them does so by itself.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            match error.downcast_ref::<lexopt::Error>() {
                Some(misuse) => {
                    eprintln!("{misuse}\n`cargo xtask help` lists the commands and their options.");
                }
                None => eprintln!("{error:#}"),
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let is_runner = arguments.next().is_some_and(|first| first == times::RUNNER);
    if !is_runner && std::env::args().any(|argument| argument == "--help" || argument == "-h") {
        print!("{HELP}");
        return Ok(());
    }
    let mut arguments = lexopt::Parser::from_env();
    let command = match arguments.next()? {
        None => "help".to_owned(),
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "serve" => serve::run(arguments),
        "test" => test::run(arguments),
        "build" => build::run(arguments),
        "preview" => preview::run(arguments),
        "audit" => audit::run(arguments),
        "bench" => bench::run(arguments),
        "notices" => notices::run(arguments),
        "setup" => setup::run(arguments),
        // Cargo asks for this, where `test` has told it to.
        times::RUNNER => times::run(arguments.raw_args()?),
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        unknown => {
            bail!("There is no command `{unknown}`. `cargo xtask help` lists those there are.")
        }
    }
}
