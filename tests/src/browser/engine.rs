//! The engines that the tests run in, and what each of them cannot do there.

use anyhow::{Result, bail};
use std::env;
use std::io::Write;

/// A browser engine, with the browser that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, driven by ChromeDriver.
    Chromium,
    /// Firefox, driven by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, driven by WebKitWebDriver, on a display of its
    /// own.
    WebKit,
}

/// Something that a test asks of a browser and that not every engine's driver
/// can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Handing out the console's messages. Where it is missing, tests run
    /// without looking at them.
    ReportConsole,
    /// Taking the network away from a page.
    GoOffline,
    /// Opening another tab on a click with Control.
    OpenTabs,
}

/// What an engine lacks, and what is not tested for it, and why.
pub type Limit = (Ability, &'static str);

impl Engine {
    /// All engines.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine that the variable `ENGINE` names; Chromium if there is none.
    ///
    /// # Errors
    /// Where it names none that is known.
    pub fn chosen() -> Result<Self> {
        let Ok(name) = env::var("ENGINE") else {
            return Ok(Self::Chromium);
        };
        match Self::ALL.iter().find(|engine| engine.id() == name) {
            Some(engine) => Ok(*engine),
            None => bail!("ENGINE is to be chromium, firefox or webkit, not “{name}”"),
        }
    }

    /// The name by which it is chosen.
    pub fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// Its name, as people write it.
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

    /// Why the engine cannot do something; `None` if it can.
    pub fn lacks(self, ability: Ability) -> Option<&'static str> {
        let limit = self
            .limits()
            .iter()
            .find(|(lacking, _)| *lacking == ability);
        limit.map(|(_, reason)| *reason)
    }
}

/// Whether the test that asks is left out, because the chosen engine lacks an
/// ability; says so where the tests are run, with the reason.
///
/// # Errors
/// As [`Engine::chosen`].
pub fn is_left_out(test: &str, ability: Ability) -> Result<bool> {
    let engine = Engine::chosen()?;
    let Some(reason) = engine.lacks(ability) else {
        return Ok(false);
    };
    // Not by a macro: the test harness would keep that to itself.
    writeln!(
        std::io::stderr(),
        "left out: {test}. Not tested in {}: {reason}",
        engine.name()
    )?;
    Ok(true)
}
