//! `cargo xtask notices`: writes the notices that the licenses of shipped code require.

use crate::step;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Published with every site, because that is where the code is shipped.
const FILE: &str = "third-party-notices.txt";

/// Shipped works that are not crates: name, license, copyright.
const OTHERS: [(&str, &str, &str); 4] = [
    (
        "flag-icons 7.5.0 (the flags)",
        "MIT",
        "Copyright (c) 2013 Panayiotis Lipiridis",
    ),
    (
        "world-atlas 2.0.2 (the maps; their shapes are Natural Earth's, in the public domain)",
        "ISC",
        "Copyright 2013-2019 Michael Bostock",
    ),
    (
        "DejaVu Serif 2.37 (outlines in logo.svg and favicon.svg)",
        "Bitstream Vera and public domain",
        "Copyright (c) 2003 by Bitstream, Inc. All Rights Reserved. Bitstream Vera is a trademark of Bitstream, Inc.",
    ),
    (
        "Newsreader 1.003 (letters in card-*.png)",
        "OFL-1.1",
        "Copyright 2020 The Newsreader Project Authors (http://github.com/productiontype/Newsreader)",
    ),
];

/// The license of world-atlas; no shipped crate uses it.
const ISC: &str = "\
Permission to use, copy, modify, and/or distribute this software for any purpose
with or without fee is hereby granted, provided that the above copyright notice
and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED \"AS IS\" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER
TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.";

pub(crate) fn run() -> Result<()> {
    let shipped = shipped()?;
    let mut texts = BTreeMap::from([("ISC", ISC.to_owned())]);
    let mut notices = String::from(
        "The newswire's pages ship parts of these works. Each is under its own license; where there\n\
         is a choice, MIT is chosen. The texts of the licenses follow at the end.\n",
    );
    for (name, license, copyright) in OTHERS {
        write!(notices, "\n{name}\n  {license}\n  {copyright}\n")?;
    }
    for package in &shipped {
        let field = |name: &str| package[name].as_str().unwrap_or_default();
        write!(
            notices,
            "\n{} {}\n  {}\n",
            field("name"),
            field("version"),
            field("license")
        )?;
        let folder = Path::new(field("manifest_path"))
            .parent()
            .unwrap_or(Path::new("."));
        for line in copyrights(folder, field("license"), &mut texts)? {
            writeln!(notices, "  {line}")?;
        }
    }
    for (license, text) in texts {
        write!(notices, "\n\n---- {license} ----\n\n{}\n", text.trim())?;
    }
    fs::write(FILE, notices).with_context(|| format!("cannot write {FILE}"))?;
    println!("Wrote {FILE}: {} crates.", shipped.len());
    Ok(())
}

/// The packages linked into the app and the search program, by name: their dependencies
/// without those that only run at compile time.
fn shipped() -> Result<Vec<Value>> {
    let tree = cargo(&[
        "tree",
        "--package=newswire",
        "--package=search",
        "--target=wasm32-unknown-unknown",
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--format={p}",
    ])?;
    // Each line is `name v1.2.3`, and more for packages that are not from the registry.
    let linked: BTreeSet<_> = tree
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or(rest)))
        .collect();
    let metadata = cargo(&["metadata", "--format-version=1"])?;
    let mut metadata: Value =
        serde_json::from_str(&metadata).context("cannot parse the output of cargo metadata")?;
    let packages = metadata["packages"].as_array_mut().map(std::mem::take);
    let mut shipped = packages.context("cargo metadata has an unknown format")?;
    shipped.retain(|package| {
        let [name, version] = ["name", "version"].map(|field| package[field].as_str());
        let is_linked = name
            .zip(version)
            .is_some_and(|package| linked.contains(&package));
        // The project's own packages have no source.
        is_linked && !package["source"].is_null()
    });
    let order = |package: &Value, field: &str| package[field].as_str().map(str::to_owned);
    shipped.sort_by_cached_key(|package| (order(package, "name"), order(package, "version")));
    Ok(shipped)
}

/// The output of a Cargo command, for the locked dependencies.
fn cargo(arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("cargo");
    command.args(arguments).arg("--locked");
    step::output(&mut command).with_context(|| format!("`cargo {}` failed", arguments[0]))
}

/// A package's copyright lines, and its license text for the end of the file, once for
/// all packages with the same text.
fn copyrights(
    folder: &Path,
    license: &str,
    texts: &mut BTreeMap<&'static str, String>,
) -> Result<BTreeSet<String>> {
    let chosen = ["MIT", "Zlib", "Unicode-3.0", "BSL-1.0"]
        .into_iter()
        .find(|known| license.contains(known))
        .with_context(|| format!("unknown license “{license}”"))?;
    let mut lines = BTreeSet::new();
    let mut files: Vec<_> = fs::read_dir(folder)?.filter_map(Result::ok).collect();
    files.sort_by_key(std::fs::DirEntry::file_name);
    for file in files {
        let name = file.file_name().to_string_lossy().to_uppercase();
        let is_license =
            name.contains("LICENSE") || name.contains("LICENCE") || name == "COPYRIGHT";
        if !is_license || name.contains("APACHE") || !file.path().is_file() {
            continue;
        }
        let text = fs::read_to_string(file.path())?;
        let is_copyright = |line: &str| {
            let line = line.to_lowercase();
            line.starts_with("copyright (c)")
                || line.starts_with("copyright ©")
                || line.starts_with("copyright 2")
        };
        lines.extend(
            text.lines()
                .map(str::trim)
                .filter(|line| is_copyright(line))
                .map(str::to_owned),
        );
        if chosen != "MIT" || text.contains("Permission is hereby granted") {
            texts.entry(chosen).or_insert_with(|| {
                text.lines()
                    .filter(|line| !is_copyright(line.trim()))
                    .collect::<Vec<_>>()
                    .join("\n")
            });
        }
    }
    Ok(lines)
}
