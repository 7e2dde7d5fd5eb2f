//! Builds Rust's standard library for WebAssembly from its source.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::wasm_target::{TARGET, WasmTarget};
use crate::{project, step};

/// The compiler's options for panics that stop the program at once, without a message. They
/// must be the same for the library and for what is linked with it.
pub(crate) const WITHOUT_PANIC_MESSAGES: &str = "-Zunstable-options -Cpanic=immediate-abort";

/// How the standard library is compiled.
#[derive(Clone, Copy)]
pub(super) enum StandardLibrary {
    /// As rustup provides it.
    Usual,
    /// For size, and without messages of panics.
    Small,
}

impl StandardLibrary {
    /// The compiler's options for it.
    pub(super) fn flags(self) -> String {
        // Otherwise the library could not take part in link-time optimization.
        let usual = "-Cembed-bitcode=yes";
        match self {
            Self::Usual => usual.to_owned(),
            Self::Small => format!("{usual} -Copt-level=z {WITHOUT_PANIC_MESSAGES}"),
        }
    }

    /// Builds it for a compiler, and installs it in a sysroot.
    pub(super) fn build(self, compiler: WasmTarget, sysroot: &Path) -> Result<()> {
        // An empty crate that uses it, with which Cargo compiles it.
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
            .env("RUSTC_BOOTSTRAP", "1");
        let target = match self {
            Self::Usual => krate.join("usual"),
            Self::Small => {
                cargo.arg("-Zbuild-std-features=optimize_for_size");
                krate.join("small")
            }
        };
        // What another compiler built must not be installed, too.
        remove(&target)?;
        cargo
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTFLAGS", self.flags())
            .env("CARGO_TARGET_DIR", &target);
        compiler.prepare(&mut cargo, &env::var_os("PATH").unwrap_or_default());
        step::run(&mut cargo)?;

        let built = target.join(TARGET).join("release/deps");
        install(&built, &libraries(sysroot))
    }
}

/// Where a sysroot has the libraries for WebAssembly.
pub(super) fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// Copies the libraries such that the folder appears only once complete.
fn install(built: &Path, destination: &Path) -> Result<()> {
    let unfinished = destination.with_extension("unfinished");
    remove(&unfinished)?;
    remove(destination)?;
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

/// Removes a folder if it exists.
fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    Ok(())
}
