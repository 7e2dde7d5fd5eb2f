//! The compiler for release builds of the app.
//!
//! It links with a standard library of its own, which makes the programs that readers wait for
//! a sixth smaller (decision 48). That takes options that Rust has not stabilized, so they
//! are used for this one purpose, with the compiler that `rust-toolchain.toml` pins.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::standard_library::{StandardLibrary, WITHOUT_PANIC_MESSAGES};
use super::wasm_target::WasmTarget;
use crate::{project, rustc_wrapper, step};

/// The compiler's options for WebAssembly, as Cargo reads them.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// A folder like those of toolchains, with the small standard library.
const SYSROOT: &str = ".tools/wasm-sysroot";

/// What the library was built with; in [`SYSROOT`].
const BUILT_WITH: &str = "built-with.txt";

/// How release builds of the app are compiled.
pub(crate) struct ReleaseCompiler {
    sysroot: PathBuf,
}

impl ReleaseCompiler {
    /// Builds its standard library, unless it is there as this compiler needs it; `None` if
    /// the source of the library cannot be had.
    pub(super) fn ensure(target: WasmTarget) -> Result<Option<Self>> {
        let library = StandardLibrary::Small;
        let with = format!("{}{}\n", target.compiler_version()?, library.flags());
        let sysroot = project::path(SYSROOT);
        let built_with = sysroot.join(BUILT_WITH);
        if fs::read_to_string(&built_with).is_ok_and(|it| it == with) {
            return Ok(Some(Self { sysroot }));
        }
        if !target.ensure_source() {
            println!(
                "The source of Rust's standard library is not installed (`rustup component add \
                 rust-src`): the app is built with the usual library, and is a fifth larger."
            );
            return Ok(None);
        }
        step::announce("Building the small standard library of the app (half a minute, once)");
        library.build(target, &sysroot)?;
        fs::write(&built_with, with)
            .with_context(|| format!("{} cannot be written", built_with.display()))?;
        Ok(Some(Self { sysroot }))
    }

    /// Makes a command that runs Cargo compile the app this way.
    pub(crate) fn prepare(&self, command: &mut Command) -> Result<()> {
        let xtask = env::current_exe().context("the path of this program")?;
        command
            // Cargo must know of them, to compile again what was compiled without them.
            .env(FLAGS, WITHOUT_PANIC_MESSAGES)
            .env("RUSTC_WRAPPER", xtask)
            .env(rustc_wrapper::SYSROOT, &self.sysroot);
        Ok(())
    }
}
