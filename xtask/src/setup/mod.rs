//! Installs missing tools that the project's commands need.

mod browsers;
mod cargo_tools;
mod debian;
mod npm;
mod release_compiler;
mod servers;
mod standard_library;
mod wasm_target;

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{clippy, project};
pub(crate) use browsers::Engine;
pub(crate) use cargo_tools::CargoTool;
use release_compiler::ReleaseCompiler;
pub(crate) use standard_library::WITHOUT_PANIC_MESSAGES;
pub(crate) use wasm_target::TARGET as WASM_TARGET;
use wasm_target::WasmTarget;

/// `cargo xtask setup`, with or without what the tests need.
pub(crate) fn run(browsers: bool) -> Result<()> {
    let mut toolbox = Toolbox::for_building()?;
    if browsers {
        toolbox.add_browsers(&Engine::ALL)?;
    }
    println!("Everything that the commands need is installed.");
    Ok(())
}

/// The installed tools, and how to run commands with them.
pub(crate) struct Toolbox {
    path: OsString,
    wasm_target: WasmTarget,
    /// What the app is compiled with for release; `None` for the compiler as it is.
    release: Option<ReleaseCompiler>,
    /// Whether Clippy compiles the workspace.
    lints: bool,
    /// Environment variables that tell the tests about the browsers.
    browsers: Vec<(&'static str, PathBuf)>,
}

impl Toolbox {
    /// Tools for lints and native tests: the compiler and the npm packages.
    pub(crate) fn for_checking() -> Result<Self> {
        npm::ensure()?;
        Ok(Self {
            path: path_with_tools()?,
            wasm_target: wasm_target::ensure()?,
            release: None,
            lints: false,
            browsers: Vec::new(),
        })
    }

    /// Tools to build the site without optimization, and serve it.
    pub(crate) fn for_developing() -> Result<Self> {
        let toolbox = Self::for_checking()?;
        CargoTool::trunk().ensure()?;
        CargoTool::wasm_bindgen(project::locked_version("wasm-bindgen")?).ensure()?;
        Ok(toolbox)
    }

    /// Tools to build the site for release.
    pub(crate) fn for_building() -> Result<Self> {
        let mut toolbox = Self::for_developing()?;
        toolbox.release = ReleaseCompiler::ensure(toolbox.wasm_target)?;
        Ok(toolbox)
    }

    /// Tools for lints and tests outside browsers.
    pub(crate) fn for_fast_tests() -> Result<Self> {
        servers::ensure()?;
        CargoTool::typos().ensure()?;
        Self::for_checking()
    }

    /// Tools to build the site and test it in some engines; also to audit it if these are
    /// all engines.
    pub(crate) fn for_testing(engines: &[Engine]) -> Result<Self> {
        let mut toolbox = Self::for_building()?;
        toolbox.add_browsers(engines)?;
        Ok(toolbox)
    }

    /// From now on, commands that run Cargo also lint the workspace, and fail at each warning.
    pub(crate) fn lint(&mut self) {
        self.lints = true;
    }

    fn add_browsers(&mut self, engines: &[Engine]) -> Result<()> {
        self.browsers = browsers::ensure(engines)?;
        if engines == Engine::ALL {
            browsers::ensure_audits()?;
            servers::ensure()?;
            CargoTool::typos().ensure()?;
        }
        Ok(())
    }

    /// A command that finds the project's tools, run in the project's root.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(project::root()).env("PATH", &self.path);
        // Read by the tests and by wasm-bindgen's test runner.
        command.envs(self.browsers.iter().cloned());
        if self.lints {
            clippy::compile(&mut command);
        }
        command
    }

    /// Like [`Toolbox::command`], for commands that compile to WebAssembly.
    pub(crate) fn wasm_command(&self, program: &str) -> Command {
        let mut command = self.command(program);
        self.wasm_target.prepare(&mut command, &self.path);
        if !self.can_lint_wasm() {
            clippy::leave_out(&mut command);
        }
        command
    }

    /// Trunk, ready to build the site for release.
    pub(crate) fn trunk_for_release(&self) -> Result<Command> {
        let mut trunk = self.trunk("build");
        trunk.arg("--release");
        match &self.release {
            Some(release) => release.prepare(&mut trunk)?,
            // Without the wrapper, Clippy would also compile the app that readers get.
            None => clippy::leave_out(&mut trunk),
        }
        Ok(trunk)
    }

    /// Trunk, ready to build or serve the site.
    pub(crate) fn trunk(&self, command: &str) -> Command {
        let mut trunk = self.wasm_command("trunk");
        trunk
            .arg(command)
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // Its errors are for users, so no backtraces.
            .env("RUST_LIB_BACKTRACE", "0");
        // Trunk accepts only `true` or `false` for NO_COLOR and stops at anything else.
        if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            trunk.env("NO_COLOR", "true");
        } else {
            trunk.env_remove("NO_COLOR");
        }
        trunk
    }

    /// Whether Clippy can check the WebAssembly code.
    pub(crate) fn can_lint_wasm(&self) -> bool {
        matches!(self.wasm_target, WasmTarget::OfToolchain)
    }
}

fn path_with_tools() -> Result<OsString> {
    let ours = [
        project::path(".tools/bin"),
        project::path("node_modules/.bin"),
    ];
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(ours.into_iter().chain(env::split_paths(&path)))
        .context("The project's path contains a character that the variable PATH cannot hold")
}

/// A program's location on PATH.
fn on_path(program: impl AsRef<OsStr>) -> Option<PathBuf> {
    which::which(program).ok()
}
