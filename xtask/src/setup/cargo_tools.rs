//! Tools built by Cargo, kept in `.tools/` for this project.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{project, step};

/// A tool from crates.io, at the version the project uses.
pub(crate) struct CargoTool {
    krate: &'static str,
    program: &'static str,
    version: String,
    options: &'static [&'static str],
    minutes: u32,
}

impl CargoTool {
    /// Builds and serves the site.
    pub(crate) fn trunk() -> Self {
        Self {
            krate: "trunk",
            program: "trunk",
            version: "0.21.14".to_owned(),
            // Its default features are for downloads, which are not used here.
            options: &["--locked", "--no-default-features"],
            minutes: 5,
        }
    }

    /// Generates the bindings between the app and the browser, and runs the app's tests.
    ///
    /// Must match the version of the library.
    pub(crate) fn wasm_bindgen(version: String) -> Self {
        Self {
            krate: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version,
            options: &[],
            minutes: 2,
        }
    }

    /// Drives Firefox in the tests.
    pub(crate) fn geckodriver() -> Self {
        Self {
            krate: "geckodriver",
            program: "geckodriver",
            version: "0.37.1".to_owned(),
            options: &["--locked"],
            minutes: 2,
        }
    }

    /// Checks spelling.
    pub(crate) fn typos() -> Self {
        Self {
            krate: "typos-cli",
            program: "typos",
            version: "1.52.0".to_owned(),
            options: &["--locked"],
            minutes: 2,
        }
    }

    /// Checks the licenses and sources of dependencies.
    pub(crate) fn cargo_deny() -> Self {
        Self {
            krate: "cargo-deny",
            program: "cargo-deny",
            version: "0.20.2".to_owned(),
            options: &["--locked"],
            minutes: 4,
        }
    }

    /// Installs the tool unless the right version is there.
    pub(crate) fn ensure(&self) -> Result<()> {
        if self.installed_version().as_ref() == Some(&self.version) {
            return Ok(());
        }
        let Self {
            krate,
            version,
            minutes,
            ..
        } = self;
        step::announce(&format!(
            "Installing {krate} {version} into .tools/ (compiles for about {minutes} minutes, once)"
        ));
        step::run(
            Command::new("cargo")
                .current_dir(project::root())
                .args(["install", krate, "--version", version])
                .args(self.options)
                .arg("--root")
                .arg(project::path(".tools"))
                // These tools run for seconds, so compiling them quickly saves more time.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        )
    }

    /// The version that would run: the project's own copy takes precedence over PATH.
    fn installed_version(&self) -> Option<String> {
        let own = project::path(".tools/bin").join(self.program);
        let program = if own.exists() {
            own.as_path()
        } else {
            Path::new(self.program)
        };
        let printed = step::output(
            Command::new(program)
                .arg("--version")
                .env_remove("NO_COLOR"),
        )?;
        version_in(&printed).map(str::to_owned)
    }
}

/// The version in the output of `--version`: a name, the version, possibly more.
fn version_in(printed: &str) -> Option<&str> {
    let version = printed.split_whitespace().nth(1)?;
    version
        .starts_with(|first: char| first.is_ascii_digit())
        .then_some(version)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_version_follows_the_name() {
        assert_eq!(version_in("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(
            version_in("wasm-bindgen 0.2.130 (27c7a4d06)"),
            Some("0.2.130")
        );
    }

    #[test]
    fn other_words_are_not_a_version() {
        assert_eq!(version_in(""), None);
        assert_eq!(version_in("trunk"), None);
        assert_eq!(version_in("error: toolchain is not installed"), None);
    }
}
