//! Search: ours, Pagefind, and MiniSearch, which sends the whole index to the reader, with the
//! same records.

mod minisearch;
mod ours;
mod pagefind;
mod quality;
mod readers;

use crate::report;
use anyhow::{Context, Result, ensure};
use readers::Fetched;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::site::project;
use walkdir::WalkDir;

pub use ours::run as index;

/// An index, and what it took to build it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Built {
    /// Of one processor.
    seconds: f64,
    /// Beside the articles, at most.
    megabytes: u64,
    /// The size of the index.
    bytes: u64,
    files: usize,
    /// The bytes that a new article changes, if that is known.
    newest: Option<u64>,
}

/// An engine's figures for one number of articles.
struct Measured {
    engine: &'static str,
    articles: usize,
    built: Result<Built>,
    /// As [`readers::measure`] returns it.
    fetched: Vec<Fetched>,
}

/// Runs the queries, measures the engines with these numbers of articles, and puts the table in
/// its place in `docs/search.md`.
pub async fn measure(sizes: &[usize]) -> Result<()> {
    quality::measure().await?;
    let mut all = Vec::new();
    for &articles in sizes {
        let folder = tempfile::tempdir()?;
        let folder = folder.path();
        let site = folder.join("site");
        let built = ours::build(articles, folder)?;
        all.push(Measured {
            engine: "ours",
            articles,
            built: Ok(built),
            fetched: readers::measure(&site, &ours::ENGINE).await?,
        });
        let built = pagefind::build(folder, &site);
        let fetched = match &built {
            Ok(_) => readers::measure(&site, &pagefind::ENGINE).await?,
            Err(_) => Vec::new(),
        };
        all.push(Measured {
            engine: "Pagefind",
            articles,
            built,
            fetched,
        });
        all.push(Measured {
            engine: "MiniSearch",
            articles,
            built: minisearch::build(folder),
            fetched: Vec::new(),
        });
        report::publish("docs/search.md", "cargo xtask bench search", &table(&all)?)?;
    }
    Ok(())
}

fn table(all: &[Measured]) -> Result<String> {
    let mut text = String::new();
    let header = "| articles | | “plutonium” | then “weapons” | “weapons” | then “plutonium” | \
                  index | a new article | to build |";
    writeln!(text, "{header}")?;
    writeln!(
        text,
        "|{}",
        " --- |".repeat(header.matches('|').count() - 1)
    )?;
    for measured in all {
        let Measured {
            engine, articles, ..
        } = measured;
        write!(text, "| {articles} | {engine} |")?;
        let built = match &measured.built {
            Ok(built) => built,
            Err(error) => {
                writeln!(text, " fails: {error:#} |{}", " |".repeat(6))?;
                continue;
            }
        };
        let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
        for place in 0..4 {
            match measured.fetched.get(place) {
                Some(fetched) => write!(text, " {fetched} |")?,
                // The whole index.
                None if place % 2 == 0 => write!(text, " {} in 1 |", megabytes(built.bytes))?,
                None => write!(text, " |")?,
            }
        }
        let newest = built.newest.map(|bytes| format!("{} kB", bytes / 1_000));
        writeln!(
            text,
            " {}, {} files | {} | {:.1} s, {} MB |",
            megabytes(built.bytes),
            built.files,
            newest.unwrap_or_default(),
            built.seconds,
            built.megabytes
        )?;
    }
    writeln!(text, "\n{}.", report::machine())?;
    Ok(text)
}

/// The size of each file of an index in bytes, by its path below a folder.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, u64>> {
    let files = WalkDir::new(folder).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file() && !is_of_program(entry.path()));
    let sizes = files.map(|file| {
        let path = file.path().strip_prefix(folder)?.to_owned();
        Ok((path, file.metadata()?.len()))
    });
    sizes.collect()
}

/// Whether a file belongs to the program that searches, and not to the index.
fn is_of_program(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str);
    matches!(ending, Some("js" | "wasm" | "css" | "pagefind"))
}

/// The folder of a package from npm, which is installed outside the project's own packages.
fn package(name: &str, version: &str) -> Result<PathBuf> {
    let folder = project("target/bench");
    let package = folder.join("node_modules").join(name);
    if !package.is_dir() {
        fs::create_dir_all(&folder)?;
        let npm = Command::new("npm")
            .args(["install", "--silent", "--prefix"])
            .arg(&folder)
            .arg(format!("{name}@{version}"))
            .status()
            .context("npm is not installed")?;
        ensure!(npm.success(), "{name} {version} could not be installed");
    }
    Ok(package)
}
