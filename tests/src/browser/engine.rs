//! The browser engines for the tests, and their limitations.

use anyhow::{Result, bail};
use std::env;
use std::io::Write;

/// A browser engine, represented by one browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, driven by ChromeDriver.
    Chromium,
    /// Firefox, driven by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, driven by WebKitWebDriver on its own display.
    WebKit,
}

/// A capability that some tests need and that not every engine's driver has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Console messages. Without them, tests run but do not check the console.
    ReportConsole,
    /// Taking a page offline.
    GoOffline,
    /// Opening a tab by Control-click.
    OpenTabs,
}

/// A missing ability, with what is therefore not tested and why.
pub type Limit = (Ability, &'static str);

impl Engine {
    /// All engines.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine in the variable `ENGINE`; Chromium by default.
    ///
    /// # Errors
    /// If the variable names an unknown engine.
    pub fn chosen() -> Result<Self> {
        let Ok(name) = env::var("ENGINE") else {
            return Ok(Self::Chromium);
        };
        match Self::ALL.iter().find(|engine| engine.id() == name) {
            Some(engine) => Ok(*engine),
            None => bail!("ENGINE must be chromium, firefox or webkit, not “{name}”"),
        }
    }

    /// The name used to select it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Its display name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }

    /// What tests cannot do in it.
    pub fn limits(self) -> &'static [Limit] {
        match self {
            Self::Chromium => &[],
            Self::Firefox => &[
                (
                    Ability::ReportConsole,
                    "console messages, which geckodriver does not provide.",
                ),
                (
                    Ability::GoOffline,
                    "going offline, because geckodriver cannot disconnect the browser; a host \
                     that refuses connections is used instead.",
                ),
            ],
            Self::WebKit => &[
                (
                    Ability::ReportConsole,
                    "console messages, which WebKitWebDriver does not provide.",
                ),
                (
                    Ability::GoOffline,
                    "going offline, because WebKitWebDriver cannot disconnect the browser; a host \
                     that refuses connections is used instead.",
                ),
                (
                    Ability::OpenTabs,
                    "a click with Control, because MiniBrowser does not open tabs while it is \
                     automated.",
                ),
            ],
        }
    }

    /// Why the engine lacks an ability; `None` if it has it.
    pub fn lacks(self, ability: Ability) -> Option<&'static str> {
        let limit = self
            .limits()
            .iter()
            .find(|(lacking, _)| *lacking == ability);
        limit.map(|(_, reason)| *reason)
    }
}

/// Whether to skip the test because the chosen engine lacks an ability; prints the reason
/// if so.
///
/// # Errors
/// As for [`Engine::chosen`].
pub fn is_left_out(test: &str, ability: Ability) -> Result<bool> {
    let engine = Engine::chosen()?;
    let Some(reason) = engine.lacks(ability) else {
        return Ok(false);
    };
    // Not with `eprintln!`, whose output the test harness captures.
    writeln!(
        std::io::stderr(),
        "left out: {test}. Not tested in {}: {reason}",
        engine.name()
    )?;
    Ok(true)
}
