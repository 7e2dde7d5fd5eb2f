//! The browsers for the tests, and the tools for audits and screen readers.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::{CargoTool, debian, on_path};
use crate::{project, step};

/// A browser engine that the tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    #[value(name = "webkit")]
    WebKit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The name used to select it, here and in the tests.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The programs it needs.
    fn parts(self) -> Vec<Part> {
        match self {
            Self::Chromium => vec![
                Part::new("CHROMIUM", "chromium", "chromium", || {
                    first_on_path(&["chromium", "chromium-browser", "google-chrome"])
                }),
                Part::new("CHROMEDRIVER", "chromedriver", "chromium-driver", || {
                    on_path("chromedriver")
                }),
                Part::new(
                    "HEADLESS_SHELL",
                    "chromium-headless-shell",
                    "chromium-headless-shell",
                    || first_on_path(&["chromium-headless-shell", "chrome-headless-shell"]),
                )
                .optional(),
            ],
            Self::Firefox => vec![
                Part::new("FIREFOX", "firefox", "firefox-esr", || {
                    first_on_path(&["firefox-esr", "firefox"])
                }),
                // Debian does not package it.
                Part::new("GECKODRIVER", "geckodriver", "", || {
                    let own = project::path(".tools/bin/geckodriver");
                    own.is_file()
                        .then_some(own)
                        .or_else(|| on_path("geckodriver"))
                }),
            ],
            Self::WebKit => vec![
                Part::new(
                    "WEBKITWEBDRIVER",
                    "WebKitWebDriver",
                    "webkit2gtk-driver",
                    || on_path("WebKitWebDriver"),
                ),
                Part::new(
                    "MINIBROWSER",
                    "MiniBrowser",
                    "webkit2gtk-driver",
                    mini_browser,
                ),
                Part::new("XVFB", "Xvfb", "xvfb", || on_path("Xvfb")),
            ],
        }
    }
}

/// What the audits and screen reader tests need besides Chromium: programs and their
/// packages.
const OF_AUDITS: [(&str, &str); 8] = [
    ("java", "default-jre-headless"),
    ("pdftotext", "poppler-utils"),
    ("orca", "orca"),
    ("dbus-daemon", "dbus-daemon"),
    ("dbus-send", "dbus-bin"),
    ("openbox", "openbox"),
    ("xdotool", "xdotool"),
    ("Xvfb", "xvfb"),
];

/// A program, and the variable that tells the tests where it is.
pub(crate) struct Part {
    /// The environment variable with its path.
    pub(crate) variable: &'static str,
    name: &'static str,
    package: &'static str,
    find: fn() -> Option<PathBuf>,
    /// Whether the tests do without it, only slower.
    is_optional: bool,
}

impl Part {
    fn new(
        variable: &'static str,
        name: &'static str,
        package: &'static str,
        find: fn() -> Option<PathBuf>,
    ) -> Self {
        Self {
            variable,
            name,
            package,
            find,
            is_optional: false,
        }
    }

    fn optional(self) -> Self {
        Self {
            is_optional: true,
            ..self
        }
    }
}

/// The programs of some engines with their variables; installs missing ones.
pub(crate) fn ensure(engines: &[Engine]) -> Result<Vec<(&'static str, PathBuf)>> {
    let parts = || engines.iter().flat_map(|engine| engine.parts());
    let missing: Vec<_> = parts()
        .filter(|part| !part.package.is_empty() && (part.find)().is_none())
        .map(|part| part.package)
        .collect();
    install("the browsers", &missing)?;
    if engines.contains(&Engine::Firefox) && on_path("geckodriver").is_none() {
        CargoTool::geckodriver().ensure()?;
    }
    let mut found = Vec::new();
    for part in parts() {
        let Some(program) = (part.find)() else {
            if part.is_optional {
                continue;
            }
            bail!(
                "The tests need {}, which is not on PATH. Install it (on Debian it comes with \
                 the package {}), or test in another engine: cargo xtask test --engine NAME",
                part.name,
                part.package
            );
        };
        found.push((part.variable, program));
    }
    Ok(found)
}

/// Installs the tools for audits and screen reader tests if any are missing.
pub(crate) fn ensure_audits() -> Result<()> {
    let missing = || {
        let programs = OF_AUDITS.iter();
        programs.filter(|(program, _)| on_path(program).is_none())
    };
    let mut packages: Vec<_> = missing().map(|(_, package)| *package).collect();
    if packages.contains(&"orca") {
        // Recommended packages that it needs to receive events.
        packages.extend(["at-spi2-core", "gsettings-desktop-schemas"]);
    }
    install("the screen reader and other checkers", &packages)?;
    if let Some((program, package)) = missing().next() {
        bail!(
            "The tests need {program}, which is not on PATH. On Debian it comes with the package \
             {package}. What readers see and do is tested without it: \
             cargo xtask test --engine chromium"
        );
    }
    Ok(())
}

fn install(what: &str, packages: &[&str]) -> Result<()> {
    if packages.is_empty() || !debian::can_install() {
        return Ok(());
    }
    step::announce(&format!(
        "Installing {what} from Debian: {} (some 100 MB)",
        packages.join(", ")
    ));
    debian::install(packages)
}

fn first_on_path(programs: &[&str]) -> Option<PathBuf> {
    programs.iter().find_map(on_path)
}

/// WebKitGTK keeps it outside PATH, in a folder named after its version, which may be
/// inside one named after the architecture.
fn mini_browser() -> Option<PathBuf> {
    let versions = ["/usr/lib", "/usr/libexec"].into_iter().flat_map(|folder| {
        let folder = PathBuf::from(folder);
        let nested = folders_in(&folder)
            .into_iter()
            .flat_map(|it| folders_in(&it));
        nested.chain(folders_in(&folder)).collect::<Vec<_>>()
    });
    versions
        .filter(|folder| folder.to_string_lossy().contains("webkit2gtk-"))
        .map(|folder| folder.join("MiniBrowser"))
        .find(|program| program.is_file())
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<_> = entries.map(|entry| entry.path()).collect();
    folders.sort();
    folders
}
