//! The compiler's support for WebAssembly.
//!
//! Usually rustup adds it to the toolchain. If rustup cannot reach its server, Debian's
//! compiler is used: Debian does not package the standard library for WebAssembly, but it
//! does package its source, which is built once and placed next to that compiler. After
//! that, both work the same way.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::debian;
use crate::{project, step};

const TARGET: &str = "wasm32-unknown-unknown";
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
        build_standard_library()?;
        return Ok(WasmTarget::OfDebian);
    }
    bail!(
        "The Rust toolchain cannot compile to WebAssembly, and rustup could not add the target. \
         Install it (`rustup target add {TARGET}`) and try again."
    )
}

fn toolchain_has_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc
        .current_dir(project::root())
        .args(["--print", "sysroot"]);
    step::output(&mut rustc).is_some_and(|sysroot| has_target(Path::new(sysroot.trim())))
}

fn has_target(sysroot: &Path) -> bool {
    libraries(sysroot).is_dir()
}

fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn use_debian_compiler(command: &mut Command, path: &OsStr) {
    // The project's own tools stay first on PATH; only rustup's compiler is removed.
    let ours = std::env::split_paths(path).filter(|folder| folder.starts_with(project::root()));
    let others = std::env::split_paths(path).filter(|folder| !folder.starts_with(project::root()));
    let folders = ours.chain([PathBuf::from("/usr/bin")]).chain(others);
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
    command
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER)
        // Set by the Cargo that runs this program; they point to rustup's compiler.
        .env_remove("CARGO")
        .env_remove("LD_LIBRARY_PATH");
}

/// Builds the standard library by building an empty crate that uses it.
fn build_standard_library() -> Result<()> {
    let krate = project::path("target/wasm-standard-library");
    fs::create_dir_all(krate.join("src"))?;
    fs::write(krate.join("src/lib.rs"), "")?;
    fs::write(
        krate.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;

    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&krate)
        .args(["build", "--quiet", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,panic_unwind,test")
        .env("CARGO_TARGET_DIR", krate.join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        // Otherwise the library could not take part in link-time optimization.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    use_debian_compiler(&mut cargo, &std::env::var_os("PATH").unwrap_or_default());
    step::run(&mut cargo)?;

    let built = krate.join("target").join(TARGET).join("release/deps");
    install_libraries(&built, &libraries(Path::new(DEBIAN_SYSROOT))).context(
        "The standard library for WebAssembly could not be installed next to Debian's compiler",
    )
}

/// Copies the libraries such that the folder appears only once complete.
fn install_libraries(built: &Path, destination: &Path) -> Result<()> {
    let unfinished = destination.with_extension("unfinished");
    fs::create_dir_all(&unfinished)?;
    for entry in fs::read_dir(built)? {
        let file = entry?.path();
        let is_library = file.extension().is_some_and(|it| it == "rlib");
        let is_of_empty_crate = file
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("libempty-"));
        if let (true, false, Some(name)) = (is_library, is_of_empty_crate, file.file_name()) {
            fs::copy(&file, unfinished.join(name))?;
        }
    }
    fs::rename(&unfinished, destination)?;
    Ok(())
}
