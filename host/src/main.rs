//! `host DIR [--port N] [--base /newswire/]`: serves a built site on this machine.

use std::process::ExitCode;

use anyhow::{Context, Result};
use host::{Host, Settings};
use lexopt::prelude::*;

const USAGE: &str = "host DIR [--port N] [--base /newswire/]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let host = Host::start_with(settings(lexopt::Parser::from_env())?)?;
    println!("Serving at {}; Ctrl+C ends it.", host.url("/"));
    host.wait();
    Ok(())
}

fn settings(mut arguments: lexopt::Parser) -> Result<Settings> {
    let mut root = None;
    let mut settings = Settings::new("");
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => settings.port = arguments.value()?.parse()?,
            Long("base") => settings.base = arguments.value()?.string()?,
            Value(folder) if root.is_none() => root = Some(folder),
            other => return Err(other.unexpected().into()),
        }
    }
    settings.root = root
        .with_context(|| format!("No folder was named. Usage: {USAGE}"))?
        .into();
    Ok(settings)
}
