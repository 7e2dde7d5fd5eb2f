//! Pagefind, which splits an index into files as ours does.

use super::readers::Engine;
use super::{Built, files, package};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::fs;
use std::path::Path;
use std::process::Command;
use tests::site::project;

/// The version to measure.
const VERSION: &str = "1.6.0";

/// A page that shows the titles of the ten best results.
const PAGE: &str = r#"<!doctype html><meta charset="utf-8"><title>Pagefind</title><ul></ul>
<script type="module">
import * as pagefind from "/pagefind/pagefind.js";
window.find = async word => {
    document.querySelector("ul").innerHTML = "";
    const { results } = await pagefind.search(word);
    const best = await Promise.all(results.slice(0, 10).map(result => result.data()));
    document.querySelector("ul").innerHTML = best.map(it => `<li>${it.meta.title}`).join("");
    document.title = word;
};
find(new URLSearchParams(location.search).get("q"));
</script>"#;

/// How it is searched.
pub const ENGINE: Engine = Engine {
    page: "/pagefind.html?q=",
    is_found: "document.title === arguments[0] && document.querySelector('li') !== null",
    next: "void find(arguments[0])",
    is_its_own: |path| path.starts_with("/pagefind/"),
};

/// What the process that indexed took.
#[derive(Deserialize)]
struct Taken {
    seconds: f64,
    megabytes: u64,
}

/// Builds an index of the records in a folder, and adds it to a site.
///
/// # Errors
/// If it fails, for example for lack of memory.
pub fn build(folder: &Path, site: &Path) -> Result<Built> {
    let library = package("pagefind", VERSION)?;
    let index = site.join("pagefind");
    let output = Command::new("node")
        .arg("--max-old-space-size=4096")
        .arg(project("bench/src/search/pagefind.mjs"))
        .arg(library.join("lib/index.js"))
        .arg(folder.join("records.json"))
        .arg(&index)
        .output()
        .context("Node.js is not installed")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let Taken { seconds, megabytes } = serde_json::from_slice(&output.stdout)?;
    fs::write(site.join("pagefind.html"), PAGE)?;
    let files = files(&index)?;
    Ok(Built {
        seconds,
        megabytes,
        bytes: files.values().sum(),
        files: files.len(),
        newest: None,
    })
}
