//! `cargo xtask audit`

use anyhow::Result;

use crate::setup::{CargoTool, Toolbox};
use crate::step;

pub(crate) fn run() -> Result<()> {
    CargoTool::cargo_deny().ensure()?;
    let mut deny = Toolbox::for_checking()?.command("cargo-deny");
    // Advisories change by themselves: a workflow of their own looks at them.
    step::run(deny.args(["check", "bans", "licenses", "sources"]))
}
