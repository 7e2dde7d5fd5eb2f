//! Minifies the app's scripts and those published with it.

use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Minifies the scripts in a folder, in place. Trunk's own minifier does not support all
/// of today's JavaScript and leaves such scripts alone.
///
/// # Errors
/// If esbuild is missing or cannot parse a script.
pub fn minify(folder: &Path, esbuild: &Path) -> Result<()> {
    let scripts: Vec<PathBuf> = folder
        .read_dir()
        .with_context(|| format!("cannot read {}", folder.shown()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"))
        .collect();
    ensure_is_there("esbuild", "--esbuild", esbuild)?;
    let minified = Command::new(esbuild)
        .args(["--minify", "--allow-overwrite", "--log-level=warning"])
        .arg(format!("--outdir={}", folder.display()))
        .args(&scripts)
        .status()
        .with_context(|| format!("cannot start {}", esbuild.shown()))?;
    ensure!(minified.success(), "cannot minify the scripts");
    Ok(())
}

/// Fails with advice if a program that makes the app smaller is not where an option says.
pub(super) fn ensure_is_there(program: &str, option: &str, path: &Path) -> Result<()> {
    ensure!(
        path.is_file(),
        "a release build needs {program}, which is not at {}. Install it: npm ci. If it is \
         elsewhere, name it: {option} FILE",
        path.shown()
    );
    Ok(())
}
