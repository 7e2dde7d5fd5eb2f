use super::{Fault, suggestion};
use newswire::routes::is_slug;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The folders that content is read from.
const FOLDERS: [&str; 3] = ["articles", "countries", "pages"];

/// A Markdown file, by the part of the address that its name stands for.
pub(super) struct Entry {
    pub(super) slug: String,
    pub(super) path: PathBuf,
}

/// The Markdown files of a folder, by name. A folder that is missing is empty.
pub(super) fn markdown_files(folder: &Path, faults: &mut Vec<Fault>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for path in visible_entries(folder, faults).iter().map(DirEntry::path) {
        let is_markdown = path.extension().is_some_and(|extension| extension == "md");
        if !is_markdown || path.is_dir() {
            faults.push(Fault::of_file(
                path,
                "Nothing is read from here: only files with names ending in “.md” are read.",
                "Rename it, or move it out of the folder.",
            ));
            continue;
        }
        let name = path.file_stem().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        if !is_slug(&name) {
            faults.push(Fault::of_file(
                path,
                format!("“{name}” cannot be part of an address."),
                "Name the file with lower-case letters a to z, digits, and hyphens between them.",
            ));
        }
        entries.push(Entry {
            slug: name,
            path: path.to_owned(),
        });
    }
    entries
}

/// Faults for the folders that nothing is read from, such as `article/`.
pub(super) fn unknown_folders(content: &Path) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in visible_entries(content, &mut faults) {
        let name = entry.file_name().to_string_lossy();
        if entry.path().is_dir() && !FOLDERS.contains(&&*name) {
            faults.push(Fault::of_file(
                entry.path(),
                format!("Nothing is read from the folder “{name}”."),
                suggestion::one_of(&name, FOLDERS),
            ));
        }
    }
    faults
}

/// The paths within the site of the files that are published as they are: those
/// of the folder `public` beside the content.
pub(super) fn public_files(folder: &Path) -> BTreeSet<String> {
    let files = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(folder).ok()?;
            Some(format!("/{}", path.to_str()?))
        })
        .collect()
}

fn visible_entries(folder: &Path, faults: &mut Vec<Fault>) -> Vec<DirEntry> {
    if !folder.exists() {
        return Vec::new();
    }
    let mut entries = Vec::new();
    let walk = WalkDir::new(folder).min_depth(1).max_depth(1);
    for entry in walk.sort_by_file_name() {
        match entry {
            // Systems and editors keep hidden files that are none of the content.
            Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
            Ok(entry) => entries.push(entry),
            Err(error) => faults.push(Fault::of_file(
                folder,
                format!("The folder cannot be read: {error}."),
                "Make it a folder that can be read.",
            )),
        }
    }
    entries
}
