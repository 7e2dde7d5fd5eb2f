//! The search program, and the files that Pagefind provides for browsers.

use super::record::Record;
use super::segment::index;
use crate::app_build::File;
use crate::hashed::{Hashed, fingerprint};
use crate::publish::site_writer::SiteWriter;
use anyhow::Result;
use model::contract::search::FOLDER;
use search::index::FETCH;

/// The text of the only page in the engine's own index: Pagefind needs an index next to
/// its script when it starts, and gets those of the segments afterwards. Nobody will search
/// for it, and a match would not be shown, because it has no row.
const NOTHING: &str = "zzzzzz";

/// Whether one of Pagefind's files is published with the program.
fn is_wanted(name: &str) -> bool {
    matches!(
        name,
        "pagefind.js" | "pagefind-worker.js" | "pagefind-entry.json" | "wasm.en.pagefind"
    ) || name.ends_with(".pf_meta")
        || name.starts_with("index/")
}

/// The script that starts the program.
pub(super) const SCRIPT: &str = "search.js";

/// Publishes the files of the program and of Pagefind in one folder, and returns the path
/// of its start script below `/search/`.
pub(super) fn publish(program: &[File], output: &SiteWriter) -> Result<String> {
    let nothing = [Record {
        path: "/".to_owned(),
        title: String::new(),
        summary: String::new(),
        text: NOTHING.to_owned(),
        sections: Vec::new(),
        countries: Vec::new(),
        country_names: String::new(),
        abbreviations: String::new(),
        day: 0,
    }];
    let mut files: Vec<(String, Vec<u8>)> = index(&nothing, Record::text)?
        .into_iter()
        .map(|file| (file.filename.to_string_lossy().into_owned(), file.contents))
        .filter(|(name, _)| is_wanted(name))
        .map(|(name, contents)| match name.ends_with(".js") {
            true => (name, [FETCH.as_bytes(), &contents].concat()),
            false => (name, contents),
        })
        .collect();
    files.extend(
        program
            .iter()
            .map(|file| (file.path.clone(), file.contents.clone())),
    );
    files.sort();
    let texts = files
        .iter()
        .flat_map(|(name, contents)| [name.as_bytes(), contents.as_slice()]);
    let name = Hashed::SearchEngine.name(&fingerprint(texts));
    for (file, contents) in &files {
        output.write(&format!("{FOLDER}{name}/{file}"), contents)?;
    }
    Ok(format!("{name}/{SCRIPT}"))
}
