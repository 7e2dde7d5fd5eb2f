//! The search program.

use crate::app_build::File;
use crate::hashed::{Hashed, fingerprint};
use crate::publish::site_writer::SiteWriter;
use anyhow::Result;
use model::contract::search::FOLDER;

/// The script that starts the program.
pub(super) const SCRIPT: &str = "search.js";

/// Publishes the files of the program in a folder, and returns the path of its start script
/// below `/search/`.
pub(super) fn publish(program: &[File], output: &SiteWriter) -> Result<String> {
    let mut files: Vec<_> = program.iter().collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let texts = files
        .iter()
        .flat_map(|file| [file.path.as_bytes(), file.contents.as_slice()]);
    let name = Hashed::SearchEngine.name(&fingerprint(texts));
    for file in files {
        output.write(&format!("{FOLDER}{name}/{}", file.path), &file.contents)?;
    }
    Ok(format!("{name}/{SCRIPT}"))
}
