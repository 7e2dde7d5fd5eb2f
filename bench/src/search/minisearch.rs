//! The alternative for comparison: MiniSearch, which sends the whole index to the reader.

use super::{Built, package};
use anyhow::{Context, Result, ensure};
use press::catalog::Catalog;
use press::content::Newsroom;
use press::outputs::search;
use std::fs;
use std::path::Path;
use std::process::Command;
use tests::queries::Query;
use tests::site::project;

/// The version to measure.
const VERSION: &str = "7.2.0";

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

/// Builds an index of the records in a folder.
///
/// # Errors
/// If it fails, for example for lack of memory.
pub fn build(folder: &Path) -> Result<Built> {
    let records = folder.join("records.json");
    let output = node(&["build".as_ref(), records.as_ref()])?;
    Ok(serde_json::from_str(&output)?)
}

/// Runs `minisearch.mjs` with at most 4 GB of memory.
fn node(arguments: &[&std::ffi::OsStr]) -> Result<String> {
    let library = package("minisearch", VERSION)?;
    let output = Command::new("node")
        .arg("--max-old-space-size=4096")
        .arg(project("bench/src/search/minisearch.mjs"))
        .arg(library.join("dist/es/index.js"))
        .args(arguments)
        .output()
        .context("Node.js is not installed")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let reason = match said.contains("heap out of memory") {
        true => Some("it needs more than 4 GB of memory"),
        false => said.lines().find(|line| line.contains("Error")),
    };
    ensure!(
        output.status.success(),
        "{}",
        reason.unwrap_or("it ended without a message")
    );
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
