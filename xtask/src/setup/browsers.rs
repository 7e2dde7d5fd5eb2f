//! The browser that the tests drive.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{debian, on_path};
use crate::step;

/// A browser and the WebDriver that drives it.
pub(crate) struct Browser {
    pub(crate) program: PathBuf,
    pub(crate) driver: PathBuf,
}

/// Chromium with its driver, installed if it is missing.
pub(crate) fn chromium() -> Result<Browser> {
    if let Some(browser) = find_chromium() {
        return Ok(browser);
    }
    if debian::can_install() {
        step::announce("Installing Chromium and its driver from Debian (about 100 MB)");
        debian::install(&["chromium", "chromium-driver"])?;
    }
    if let Some(browser) = find_chromium() {
        return Ok(browser);
    }
    bail!(
        "The tests drive Chromium through ChromeDriver, and one of the two is not on PATH. \
         Install both (on Debian the packages chromium and chromium-driver) and try again."
    )
}

fn find_chromium() -> Option<Browser> {
    let programs = ["chromium", "chromium-browser", "google-chrome"];
    Some(Browser {
        program: programs.into_iter().find_map(on_path)?,
        driver: on_path("chromedriver")?,
    })
}
