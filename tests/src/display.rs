//! A virtual display for browsers that need one.

use crate::companion::Companion;
use anyhow::{Context, Result};

/// A virtual display.
pub struct Display {
    name: String,
    _xvfb: Companion,
}

impl Display {
    /// Starts Xvfb, which picks a free display number.
    ///
    /// # Errors
    /// If Xvfb is not installed or does not start.
    pub fn start() -> Result<Self> {
        let arguments = [
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1400x1000x24",
            "-nolisten",
            "tcp",
        ];
        let mut xvfb = Companion::start("Xvfb", &arguments, &[])?;
        let number = xvfb
            .until_printed(|line| line.trim().parse::<u32>().ok())
            .context("Xvfb did not start")?;
        Ok(Self {
            name: format!(":{number}"),
            _xvfb: xvfb,
        })
    }

    /// The value for `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}
