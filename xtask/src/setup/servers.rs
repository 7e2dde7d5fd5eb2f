//! The servers that the press writes configurations for, which its tests start.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{debian, on_path};
use crate::step;

/// Their programs, and the packages that they come with.
const SERVERS: [(&str, &[&str]); 2] = [
    ("nginx", &["nginx-light", "libnginx-mod-http-brotli-static"]),
    ("caddy", &["caddy"]),
];

/// Says to Debian's packages whether they may start services when they are installed.
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Installs the servers that are missing, where that is possible. The tests leave out
/// those that are not there.
pub(crate) fn ensure() -> Result<()> {
    let missing = || SERVERS.iter().filter(|(program, _)| !is_installed(program));
    let packages: Vec<&str> = missing()
        .flat_map(|(_, packages)| *packages)
        .copied()
        .collect();
    if packages.is_empty() {
        return Ok(());
    }
    if !debian::can_install() {
        for (program, _) in missing() {
            println!(
                "There is no {program} here: the tests of how it serves the site are left out."
            );
        }
        return Ok(());
    }
    step::announce(&format!(
        "Installing the servers that the site is tested on from Debian, without starting \
         them: {} (some 40 MB)",
        packages.join(", ")
    ));
    without_services(|| debian::install(&packages))
}

/// What administrators run is not on everybody's PATH.
fn is_installed(program: &str) -> bool {
    on_path(program).is_some() || on_path(Path::new("/usr/sbin").join(program)).is_some()
}

/// Installs packages and keeps them from listening at this machine's ports. A policy
/// that is there, as in containers, stays as it is.
fn without_services(install: impl FnOnce() -> Result<()>) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;

    if Path::new(POLICY).exists() {
        return install();
    }
    fs::write(POLICY, "#!/bin/sh\nexit 101\n")
        .and_then(|()| fs::set_permissions(POLICY, fs::Permissions::from_mode(0o755)))
        .with_context(|| format!("{POLICY} cannot be written"))?;
    let installed = install();
    fs::remove_file(POLICY).with_context(|| format!("{POLICY} is to be removed, and cannot be"))?;
    installed
}
