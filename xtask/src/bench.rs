//! `cargo xtask bench`

use std::iter;

use anyhow::Result;

use crate::cli::{Bench, Build, Measured};
use crate::setup::{Engine, Toolbox};
use crate::{build, step};

/// Runs the selected benchmarks on the release build.
pub(crate) fn run(options: &Bench) -> Result<()> {
    let toolbox = Toolbox::for_testing(&[Engine::Chromium])?;
    step::announce("Building the site");
    step::run(&mut build::command(&toolbox, &Build::default())?)?;
    let arguments = match &options.what {
        Measured::Pages { rounds } => {
            step::announce("Measuring pages");
            vec!["pages".to_owned(), rounds.to_string()]
        }
        Measured::Press { sizes } => {
            step::announce("Measuring the press");
            with_sizes("press", sizes)
        }
        Measured::Search { sizes } => {
            step::announce("Measuring search (100,000 articles take a while)");
            with_sizes("search", sizes)
        }
    };
    let mut bench = toolbox.command("cargo");
    bench.args([
        "run",
        "--quiet",
        "--profile",
        "measure",
        "--package",
        "bench",
    ]);
    step::run(bench.arg("--").args(arguments))
}

fn with_sizes(what: &str, sizes: &[usize]) -> Vec<String> {
    let sizes = sizes.iter().map(usize::to_string);
    iter::once(what.to_owned()).chain(sizes).collect()
}
