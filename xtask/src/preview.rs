//! `cargo xtask preview`

use anyhow::Result;

use crate::setup::Toolbox;
use crate::{build, project, serve, step};

pub(crate) fn run(arguments: lexopt::Parser) -> Result<()> {
    let port = serve::port(arguments)?;
    serve::check_port(port, "preview")?;
    if !project::path("dist").exists() {
        build::build(&build::Options::default())?;
    }
    let mut host = Toolbox::for_checking()?.command("cargo");
    host.args(["run", "--quiet", "--package", "host", "--", "dist"]);
    step::run(host.args(["--port", &port.to_string()]))
}
