//! `cargo xtask bench`

use anyhow::Result;

use crate::cli::{Bench, Build, Measured};
use crate::setup::{Engine, Toolbox};
use crate::{build, step};

/// Runs the selected benchmarks on the release build.
pub(crate) fn run(options: &Bench) -> Result<()> {
    let Measured::Search { sizes } = &options.what;
    let toolbox = Toolbox::for_testing(&[Engine::Chromium])?;
    step::announce("Building the site");
    step::run(&mut build::command(&toolbox, &Build::default()))?;
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
    bench.args(["--", "search"]);
    step::run(bench.args(sizes.iter().map(usize::to_string)))
}
