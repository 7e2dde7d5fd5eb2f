//! The web servers for which the press writes configurations; its tests start them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{debian, on_path};
use crate::step;

/// The programs and their packages.
const SERVERS: [(&str, &[&str]); 2] = [
    ("nginx", &["nginx-light", "libnginx-mod-http-brotli-static"]),
    ("caddy", &["caddy"]),
];

/// Tells Debian's packages whether they may start services on installation.
const POLICY: &str = "/usr/sbin/policy-rc.d";

/// Installs missing servers if possible. The tests skip servers that are not installed.
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
            println!("{program} is not installed: skipping the tests that serve the site with it.");
        }
        return Ok(());
    }
    step::announce(&format!(
        "Installing the servers that the tests use from Debian, without starting \
         them: {} (some 40 MB)",
        packages.join(", ")
    ));
    without_services(|| debian::install(&packages))
}

/// Administrative programs are not on every user's PATH.
fn is_installed(program: &str) -> bool {
    on_path(program).is_some() || on_path(Path::new("/usr/sbin").join(program)).is_some()
}

/// Installs packages and keeps their services from starting. An existing policy, as in
/// containers, is left alone.
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
