//! Packages from npm: flags, the WebAssembly optimizer, HTML checkers.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Result, ensure};

use crate::{project, step};

/// Installs the packages of package-lock.json unless they are there.
pub(crate) fn ensure() -> Result<()> {
    let installed = modified(&project::path("node_modules/.package-lock.json"));
    let wanted = modified(&project::path("package-lock.json"));
    if is_fresh(installed, wanted) {
        return Ok(());
    }
    ensure!(
        super::on_path("npm").is_some(),
        "npm is not installed. Install Node.js 20.19 or newer, which brings it: \
         the flags and the WebAssembly optimizer are npm packages."
    );
    step::announce("Installing the npm packages into node_modules/ (some seconds)");
    step::run(Command::new("npm").current_dir(project::root()).args([
        "ci",
        "--no-audit",
        "--no-fund",
        // None of the packages needs its install script; one would download Java.
        "--ignore-scripts",
        "--loglevel=error",
    ]))
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).ok()?.modified().ok()
}

/// Whether the installed packages are newer than the lock file.
fn is_fresh(installed: Option<SystemTime>, wanted: Option<SystemTime>) -> bool {
    installed.is_some() && installed >= wanted
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::is_fresh;

    #[test]
    fn packages_are_fresh_until_the_lock_changes() {
        let earlier = SystemTime::UNIX_EPOCH;
        let later = earlier + Duration::from_secs(1);
        assert!(is_fresh(Some(later), Some(earlier)));
        assert!(is_fresh(Some(later), Some(later)));
        assert!(!is_fresh(Some(earlier), Some(later)));
    }

    #[test]
    fn missing_packages_are_not_fresh() {
        assert!(!is_fresh(None, Some(SystemTime::UNIX_EPOCH)));
        assert!(!is_fresh(None, None));
    }
}
