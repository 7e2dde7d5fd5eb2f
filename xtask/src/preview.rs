//! `cargo xtask preview`

use anyhow::Result;

use crate::cli::{At, Build};
use crate::setup::Toolbox;
use crate::{build, project, serve, step};

pub(crate) fn run(options: &At) -> Result<()> {
    let port = options.port;
    serve::check_port(port, "preview")?;
    if !project::path("dist").exists() {
        build::run(&Build::default())?;
    }
    let mut host = Toolbox::for_checking()?.command("cargo");
    host.args(["run", "--quiet", "--package", "host", "--", "dist"]);
    step::run(host.args(["--port", &port.to_string()]))
}
