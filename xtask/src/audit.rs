//! `cargo xtask audit`

use anyhow::Result;

use crate::setup::{CargoTool, Toolbox};
use crate::step;

pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    CargoTool::cargo_deny().ensure()?;
    let mut deny = Toolbox::for_checking()?.command("cargo-deny");
    // Advisories change by themselves: a workflow of their own looks at them.
    step::run(deny.args(["check", "bans", "licenses", "sources"]))
}
