//! The compiler's support for WebAssembly.
//!
//! Usually rustup adds it to the toolchain. If rustup cannot reach its server, Debian's
//! compiler is used: Debian does not package the standard library for WebAssembly, but it
//! does package its source, which is built once and placed next to that compiler. After
//! that, both work the same way.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::debian;
use super::standard_library::{self, StandardLibrary};
use crate::{project, step};

/// What the app is compiled to.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_SYSROOT: &str = "/usr";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const DEBIAN_LINKER: &str = "wasm-ld-22";

/// The compiler for WebAssembly.
#[derive(Clone, Copy)]
pub(crate) enum WasmTarget {
    /// The active toolchain's.
    OfToolchain,
    /// Debian's.
    OfDebian,
}

impl WasmTarget {
    /// Makes a command that compiles to WebAssembly use that compiler.
    pub(crate) fn prepare(self, command: &mut Command, path: &OsStr) {
        if let Self::OfDebian = self {
            use_debian_compiler(command, path);
        }
    }

    /// The compiler's version, in words of its own.
    pub(super) fn compiler_version(self) -> Result<String> {
        let mut rustc = Command::new("rustc");
        rustc.current_dir(project::root()).arg("-vV");
        self.prepare(&mut rustc, &env::var_os("PATH").unwrap_or_default());
        step::output(&mut rustc).context("`rustc -vV` failed")
    }

    /// Whether the source of its standard library is there, installing it if it is not.
    pub(super) fn ensure_source(self) -> bool {
        match self {
            Self::OfDebian => true,
            Self::OfToolchain => toolchain_has_source() || add_source(),
        }
    }
}

/// Finds a compiler for WebAssembly, or installs one.
pub(crate) fn ensure() -> Result<WasmTarget> {
    if toolchain_has_target() {
        return Ok(WasmTarget::OfToolchain);
    }
    if has_target(Path::new(DEBIAN_SYSROOT)) {
        return Ok(WasmTarget::OfDebian);
    }
    step::announce("Adding support for WebAssembly to the Rust toolchain");
    let mut rustup = Command::new("rustup");
    rustup
        .args(["target", "add", TARGET])
        .env("RUST_BACKTRACE", "0");
    let added = step::run(&mut rustup);
    if added.is_ok() && toolchain_has_target() {
        return Ok(WasmTarget::OfToolchain);
    }
    if debian::can_install() {
        step::announce(
            "rustup could not add it: installing Debian's compiler, and building \
             its standard library for WebAssembly (some minutes, once)",
        );
        debian::install(&DEBIAN_PACKAGES)?;
        StandardLibrary::Usual
            .build(WasmTarget::OfDebian, Path::new(DEBIAN_SYSROOT))
            .context(
                "The standard library for WebAssembly could not be installed next to Debian's compiler",
            )?;
        return Ok(WasmTarget::OfDebian);
    }
    bail!(
        "The Rust toolchain cannot compile to WebAssembly, and rustup could not add the target. \
         Install it (`rustup target add {TARGET}`) and try again."
    )
}

fn toolchain_has_target() -> bool {
    sysroot_of_toolchain().is_some_and(|sysroot| has_target(&sysroot))
}

fn sysroot_of_toolchain() -> Option<PathBuf> {
    let mut rustc = Command::new("rustc");
    rustc
        .current_dir(project::root())
        .args(["--print", "sysroot"]);
    step::output(&mut rustc).map(|sysroot| PathBuf::from(sysroot.trim()))
}

fn toolchain_has_source() -> bool {
    let source = "lib/rustlib/src/rust/library/std";
    sysroot_of_toolchain().is_some_and(|sysroot| sysroot.join(source).is_dir())
}

fn add_source() -> bool {
    step::announce("Adding the source of the standard library to the Rust toolchain");
    let mut rustup = Command::new("rustup");
    rustup
        .current_dir(project::root())
        .args(["component", "add", "rust-src"]);
    step::run(&mut rustup).is_ok() && toolchain_has_source()
}

fn has_target(sysroot: &Path) -> bool {
    standard_library::libraries(sysroot).is_dir()
}

fn use_debian_compiler(command: &mut Command, path: &OsStr) {
    // The project's own tools stay first on PATH; only rustup's compiler is removed.
    let ours = env::split_paths(path).filter(|folder| folder.starts_with(project::root()));
    let others = env::split_paths(path).filter(|folder| !folder.starts_with(project::root()));
    let folders = ours.chain([PathBuf::from("/usr/bin")]).chain(others);
    if let Ok(path) = env::join_paths(folders) {
        command.env("PATH", path);
    }
    command
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER)
        // Set by the Cargo that runs this program; they point to rustup's compiler.
        .env_remove("CARGO")
        .env_remove("LD_LIBRARY_PATH");
}
