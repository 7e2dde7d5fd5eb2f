//! `cargo xtask audit`

use anyhow::Result;

use crate::setup::{CargoTool, Toolbox};
use crate::step;

pub(crate) fn run() -> Result<()> {
    CargoTool::cargo_deny().ensure()?;
    let mut deny = Toolbox::for_checking()?.command("cargo-deny");
    // New advisories appear without a change here, so they have a workflow of their own.
    step::run(deny.args(["check", "bans", "licenses", "sources"]))
}
