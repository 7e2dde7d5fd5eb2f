//! Walks through the folder of a site, which has many files, on all processors.

use crate::terminal::Shown;
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Something in a folder.
pub struct Entry {
    /// Where it is.
    pub place: PathBuf,
    /// Its path below the folder, with forward slashes.
    pub path: String,
    /// Whether it is a folder, and not a link to one.
    pub is_folder: bool,
}

/// Visits everything in a folder, in no particular order. For a folder, `visit` returns whether
/// to go into it.
///
/// # Errors
/// If something cannot be read, or cannot be visited.
pub fn walk(folder: &Path, visit: &(impl Fn(&Entry) -> Result<bool> + Sync)) -> Result<()> {
    walk_below(folder, "", visit)
}

fn walk_below(
    folder: &Path,
    above: &str,
    visit: &(impl Fn(&Entry) -> Result<bool> + Sync),
) -> Result<()> {
    let read = || -> io::Result<Vec<Entry>> {
        let entries = fs::read_dir(folder)?.map(|entry| {
            let entry = entry?;
            Ok(Entry {
                is_folder: entry.file_type()?.is_dir(),
                path: format!("{above}{}", entry.file_name().to_string_lossy()),
                place: entry.path(),
            })
        });
        entries.collect()
    };
    // Read as a whole before `visit` removes any of it.
    let entries = read().with_context(|| format!("cannot read {}", folder.shown()))?;
    let mut folders = Vec::new();
    for entry in entries {
        if visit(&entry)? && entry.is_folder {
            folders.push(entry);
        }
    }
    let folders = folders.into_par_iter();
    folders.try_for_each(|entry| walk_below(&entry.place, &(entry.path + "/"), visit))
}
