//! `cargo xtask build`

use std::process::Command;

use anyhow::Result;

use crate::cli::Build;
use crate::setup::Toolbox;
use crate::step;

/// Installs what is needed, then builds the site.
pub(crate) fn run(options: &Build) -> Result<()> {
    let toolbox = if options.debug {
        Toolbox::for_developing()?
    } else {
        Toolbox::for_building()?
    };
    step::announce("Building the site into dist/ (a release build takes some minutes)");
    step::run(&mut command(&toolbox, options)?)
}

/// The command that builds the site.
pub(crate) fn command(toolbox: &Toolbox, options: &Build) -> Result<Command> {
    let mut trunk = if options.debug {
        toolbox.trunk("build")
    } else {
        toolbox.trunk_for_release()?
    };
    if let Some(base) = &options.base {
        trunk.args(["--public-url", base]);
    }
    if options.allow_removals {
        // Trunk passes the environment on to the press, but no options.
        trunk.env("PRESS_ALLOW_REMOVALS", "1");
    }
    Ok(trunk)
}
