//! The alternative for comparison: MiniSearch, which sends the whole index to the reader.

use crate::corpus::{COMMON, RARE};
use anyhow::{Context, Result, ensure};
use press::catalog::Catalog;
use press::content::Newsroom;
use press::outputs::search;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::queries::Query;
use tests::site::project;

/// The version to measure.
const VERSION: &str = "minisearch@7.2.0";

/// The pages it finds for each query, best first.
pub fn answers(newsroom: &Newsroom, queries: &[Query]) -> Result<Vec<Vec<String>>> {
    let folder = tempfile::tempdir()?;
    let catalog = Catalog::new(newsroom);
    let (records, asked) = (
        folder.path().join("records.json"),
        folder.path().join("queries.json"),
    );
    fs::write(&records, serde_json::to_vec(&search::records(&catalog))?)?;
    fs::write(&asked, serde_json::to_vec(queries)?)?;
    let output = node(&["answers".as_ref(), records.as_ref(), asked.as_ref()])?;
    Ok(serde_json::from_str(&output)?)
}

/// Prints its cost for the generated articles in a folder.
pub fn measure(folder: &Path) -> Result<()> {
    let records = folder.join("records.json");
    let words = [RARE, COMMON];
    match node(&[
        "measure".as_ref(),
        records.as_ref(),
        words[0].as_ref(),
        words[1].as_ref(),
    ]) {
        Ok(output) => println!("{output}"),
        Err(error) => println!("MiniSearch: fails at this size: {error:#}\n"),
    }
    Ok(())
}

/// Runs `minisearch.mjs` with at most 4 GB of memory.
fn node(arguments: &[&std::ffi::OsStr]) -> Result<String> {
    let modules = installed()?;
    let output = Command::new("node")
        .arg("--max-old-space-size=4096")
        .arg(project("bench/src/minisearch.mjs"))
        .arg(modules.join("node_modules/minisearch/dist/es/index.js"))
        .args(arguments)
        .output()
        .context("Node.js is not installed")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let reason = said
        .lines()
        .find(|line| line.contains("Error") || line.contains("FATAL"));
    ensure!(
        output.status.success(),
        "{}",
        reason.unwrap_or("it ended without a message")
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The folder it is installed in, outside the project's own packages.
fn installed() -> Result<PathBuf> {
    let folder = project("target/bench");
    if !folder.join("node_modules/minisearch").is_dir() {
        fs::create_dir_all(&folder)?;
        let npm = Command::new("npm")
            .args(["install", "--silent", "--prefix"])
            .arg(&folder)
            .arg(VERSION)
            .status()
            .context("npm is not installed")?;
        ensure!(npm.success(), "{VERSION} could not be installed");
    }
    Ok(folder)
}
