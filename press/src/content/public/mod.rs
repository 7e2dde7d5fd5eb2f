//! The files in `public/`, which are published as they are.

mod css;
mod format;
mod target;
mod xml;

use super::Fault;
use super::folder::Folder;
use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use format::Format;
pub(super) use format::{drawing_text, picture_fault, picture_size};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
pub(super) use xml::drawing;

/// The maximum file size in bytes. Static hosts accept no more, and the press holds each
/// file in memory while it writes it.
const LARGEST: u64 = 100_000_000;

/// Hidden files and folders that hosts look for.
const PUBLISHED: [&str; 3] = [".well-known", ".nojekyll", ".htaccess"];

/// Prefixes of hidden files and folders left behind by systems, editors and git.
const LEFT_BEHIND: [&str; 6] = [".DS_Store", "._", ".git", ".directory", ".#", ".Trash"];

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicFile {
    /// The path below the site's root where it is published, such as `figures/a.svg`.
    pub path: String,
    /// The path of the source file.
    pub place: PathBuf,
}

impl PublicFile {
    /// The contents of the file.
    ///
    /// # Errors
    /// If it can no longer be read.
    pub fn contents(&self) -> Result<Vec<u8>> {
        let read = || -> Result<Vec<u8>> {
            ensure!(fs::metadata(&self.place)?.is_file(), "it is not a file");
            Ok(fs::read(&self.place)?)
        };
        read().with_context(|| format!("cannot read {}", self.place.shown()))
    }

    /// The size in pixels, if it is a picture whose header gives one.
    pub fn picture_size(&self) -> Option<(usize, usize)> {
        picture_size(&self.place).ok()?
    }
}

/// The files in the optional folder `public`, by path, and what is wrong with them.
pub(super) fn read(path: &Path, faults: &mut Vec<Fault>) -> Vec<PublicFile> {
    let Some(folder) = Folder::open_optional(path, faults) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    // Links to folders are followed, but not out of this folder.
    let mut walk = WalkDir::new(path)
        .follow_links(true)
        .min_depth(1)
        .into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                if !error.path().is_some_and(is_left_behind) {
                    faults.push(unwalkable(path, &error));
                }
                continue;
            }
        };
        let place = entry.path();
        let is_folder = entry.file_type().is_dir();
        let fault = if is_left_behind(place) {
            None
        } else if is_hidden(place) {
            Some(hidden(place))
        } else if is_folder {
            match folder.contains(place) {
                Ok(()) => continue,
                Err(fault) => Some(fault),
            }
        } else {
            let file = check(&folder, place, faults);
            file.map(|file| files.push(file)).err()
        };
        faults.extend(fault);
        if is_folder {
            walk.skip_current_dir();
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn is_hidden(place: &Path) -> bool {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') && !PUBLISHED.contains(&&*name)
}

fn hidden(place: &Path) -> Fault {
    let problem = "Files whose names start with a dot are not published, since most are not meant \
                   to be.";
    let advice = format!(
        "Remove it from “public”. The only ones published are {}.",
        PUBLISHED.join(", ")
    );
    Fault::of_file(place, problem, advice)
}

/// Whether a file was left behind by a system or a program.
fn is_left_behind(place: &Path) -> bool {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let is_swap_file = name.starts_with('.') && name.ends_with(".swp");
    let is_of_windows = ["Thumbs.db", "desktop.ini"].contains(&&*name);
    is_swap_file || is_of_windows || LEFT_BEHIND.iter().any(|start| name.starts_with(start))
}

fn unwalkable(public: &Path, error: &walkdir::Error) -> Fault {
    let path = error.path().unwrap_or(public);
    if error.loop_ancestor().is_some() {
        let problem = "This symbolic link points to a folder that contains it.";
        return Fault::of_file(path, problem, "Remove it.");
    }
    if path.is_symlink() {
        let problem = "The target of this symbolic link does not exist.";
        return Fault::of_file(path, problem, "Replace it with its intended target.");
    }
    let reason = error.io_error().map(ToString::to_string);
    let problem = format!("Cannot read this file: {}.", reason.unwrap_or_default());
    Fault::of_file(
        path,
        problem,
        "Change its permissions so that you can read it.",
    )
}

/// Checks one file. Returns an error only if it cannot have a URL: files with other
/// faults can be linked to, so that no fault is reported twice.
fn check(folder: &Folder, place: &Path, faults: &mut Vec<Fault>) -> Result<PublicFile, Fault> {
    let below = place.strip_prefix(folder.path()).unwrap_or(place);
    let path = address(below).map_err(|problem| {
        let advice = "Use letters, digits, hyphens, underscores and dots.";
        Fault::of_file(place, problem, advice)
    })?;
    match folder.check(place) {
        Err(fault) => faults.push(fault),
        Ok(metadata) if metadata.len() > LARGEST => {
            let megabytes = metadata.len().div_ceil(1_000_000);
            let problem = format!("The file is too large: {megabytes} MB.");
            let advice = format!("Reduce it to at most {} MB.", LARGEST / 1_000_000);
            faults.push(Fault::of_file(place, problem, advice));
        }
        Ok(metadata) => faults.extend(Format::of(&path).faults(place, metadata.len())),
    }
    let place = place.to_owned();
    Ok(PublicFile { path, place })
}

/// The path of a file on the site, from its path in the folder, or why no host would
/// serve it.
fn address(path: &Path) -> Result<String, &'static str> {
    let text = path.to_str().ok_or("The file’s name is not UTF-8.")?;
    // Where a backslash separates folders, it cannot be part of a name.
    let text = match std::path::MAIN_SEPARATOR {
        '/' => text.to_owned(),
        separator => text.replace(separator, "/"),
    };
    if text.contains(|character: char| character.is_control() || is_invisible(character)) {
        return Err("The file’s name contains an invisible character.");
    }
    // These characters have a special meaning in a URL (RFC 3986, section 3).
    if text.contains(['\\', '?', '#', '%']) {
        return Err(
            r"The file’s name contains a character that cannot be used in an address: \ ? # or %.",
        );
    }
    Ok(text)
}

/// Whether a character is invisible: direction marks and zero-width characters.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
