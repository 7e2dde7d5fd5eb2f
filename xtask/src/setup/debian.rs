//! Installs Debian packages, if the machine and user allow it.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::step;

/// Whether packages can be installed: as root on Debian.
pub(crate) fn can_install() -> bool {
    let is_root = || step::output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    Path::new("/etc/debian_version").exists() && super::on_path("apt-get").is_some() && is_root()
}

/// Installs packages and their dependencies, without recommended ones.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let apt_get = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    step::run(apt_get().arg("update"))?;
    step::run(
        apt_get()
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages),
    )
}
