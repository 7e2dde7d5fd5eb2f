//! `cargo xtask bench`

use anyhow::{Result, bail};
use lexopt::prelude::*;

use crate::build;
use crate::setup::{Engine, Toolbox};
use crate::step;

/// Measures what the arguments name, on the release build.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let what = match arguments.next()? {
        Some(Value(what)) => what.string()?,
        _ => bail!("Say what is to be measured: cargo xtask bench search"),
    };
    if what != "search" {
        bail!("There is nothing called `{what}` to be measured. Write: cargo xtask bench search");
    }
    let toolbox = Toolbox::for_testing(&[Engine::Chromium])?;
    step::announce("Building the site");
    step::run(&mut build::command(&toolbox, &build::Options::default()))?;
    step::announce("Measuring search (100,000 articles take a while)");
    let mut bench = toolbox.command("cargo");
    bench.args([
        "run",
        "--quiet",
        "--profile",
        "measure",
        "--package",
        "bench",
    ]);
    bench.args(["--", &what]);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(size) => bench.arg(size),
            other => return Err(other.unexpected().into()),
        };
    }
    step::run(&mut bench)
}
