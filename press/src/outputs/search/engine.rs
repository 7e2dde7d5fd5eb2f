//! The search program.

use crate::app_build::File;
use crate::hashed::{Hashed, fingerprint};
use crate::publish::site_writer::SiteWriter;
use anyhow::Result;
use model::contract::search::FOLDER;

/// The script that starts the program.
pub(super) const SCRIPT: &str = "search.js";

/// Publishes the files of the program in a folder, and returns their paths below `/search/`.
pub(super) fn publish(program: &[File], output: &SiteWriter) -> Result<Vec<String>> {
    let mut files: Vec<_> = program.iter().collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let texts = files
        .iter()
        .flat_map(|file| [file.path.as_bytes(), file.contents.as_slice()]);
    let name = Hashed::SearchEngine.name(&fingerprint(texts));
    let files = files.into_iter().map(|file| {
        let path = format!("{name}/{}", file.path);
        output.write(&format!("{FOLDER}{path}"), &file.contents)?;
        Ok(path)
    });
    files.collect()
}
