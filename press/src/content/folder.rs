//! The folders of content, and the one way in which their files are opened: only what
//! is a regular file is read, and only where it lies within its folder.

use super::{Fault, suggestion};
use model::routes::is_slug;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The folder of articles: the only one that must be there.
pub(super) const ARTICLES: &str = "articles";

/// The folder of country profiles.
pub(super) const COUNTRIES: &str = "countries";

/// The folder of pages.
pub(super) const PAGES: &str = "pages";

/// The folders that content is read from.
const FOLDERS: [&str; 3] = [ARTICLES, COUNTRIES, PAGES];

/// A folder that files are read from.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Where it is, without symbolic links.
    real: PathBuf,
}

impl Folder {
    /// Opens a folder by its path, which may be a symbolic link; `None` where there is
    /// nothing at that path.
    pub(super) fn open(path: &Path) -> Result<Option<Self>, Fault> {
        match fs::symlink_metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(path, &error)),
            Ok(_) => {}
        }
        let real = fs::canonicalize(path).map_err(|error| dead_link(path, &error))?;
        let metadata = fs::metadata(&real).map_err(|error| unreadable(path, &error))?;
        if !metadata.is_dir() {
            let problem = format!("This is {}, not a folder.", kind(metadata.file_type()));
            let advice =
                "Replace it with the folder. If the folder is on another disk, mount that disk.";
            return Err(Fault::of_file(path, problem, advice));
        }
        let path = path.to_owned();
        Ok(Some(Self { path, real }))
    }

    /// Opens a folder within this one.
    fn inner(&self, name: &str) -> Result<Option<Self>, Fault> {
        let inner = Self::open(&self.path.join(name))?;
        if let Some(inner) = &inner {
            self.contains(&inner.path)?;
        }
        Ok(inner)
    }

    /// Makes sure that a path below this folder leads to something within it.
    pub(super) fn contains(&self, path: &Path) -> Result<(), Fault> {
        let real = fs::canonicalize(path).map_err(|error| dead_link(path, &error))?;
        if real.starts_with(&self.real) {
            return Ok(());
        }
        let folder = self.path.file_name().unwrap_or_default().to_string_lossy();
        Err(Fault::of_file(
            path,
            format!("This link leads out of the folder “{folder}”."),
            "Replace it with a copy of what it leads to.",
        ))
    }

    /// The path by which it was opened.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Makes sure that a path below this folder leads to a regular file within it.
    /// Reading anything else can wait forever, or bring in what is nobody's to publish.
    pub(super) fn check(&self, path: &Path) -> Result<Metadata, Fault> {
        fs::symlink_metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                let advice = "Create it; docs/content-format.md tells what is in it.";
                Fault::of_file(path, "The file is missing.", advice)
            }
            _ => unreadable(path, &error),
        })?;
        self.contains(path)?;
        let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
        if !metadata.is_file() {
            let problem = format!("This is {}, not a file.", kind(metadata.file_type()));
            return Err(Fault::of_file(
                path,
                problem,
                "Replace it with a regular file.",
            ));
        }
        Ok(metadata)
    }

    /// Reads a file below this folder.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        self.check(path)?;
        fs::read(path).map_err(|error| unreadable(path, &error))
    }
}

/// What a file is that is not the one wanted, in words.
fn kind(of: FileType) -> &'static str {
    if of.is_dir() {
        return "a folder";
    }
    if of.is_file() {
        return "a file";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if of.is_fifo() {
            return "a named pipe";
        }
        if of.is_socket() {
            return "a socket";
        }
    }
    "a device"
}

fn unreadable(path: &Path, error: &io::Error) -> Fault {
    let problem = format!("This cannot be read: {error}.");
    let advice = "Change its permissions so that you can read it.";
    Fault::of_file(path, problem, advice)
}

fn dead_link(path: &Path, error: &io::Error) -> Fault {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => "This link leads to nothing.".to_owned(),
        io::ErrorKind::PermissionDenied => return unreadable(path, error),
        _ => format!("This link cannot be followed: {error}."),
    };
    let advice =
        "Replace it with what it should lead to. If that is on another disk, mount that disk.";
    Fault::of_file(path, problem, advice)
}

/// A Markdown file, by the part of the address that its name stands for.
pub(super) struct Entry {
    pub(super) slug: String,
    pub(super) path: PathBuf,
}

/// The Markdown files of a folder of the content, by name. All folders but that of the
/// articles may be missing: without it, a whole archive would be withdrawn because a
/// disk is not mounted. `None` where it cannot be told what is in the folder.
pub(super) fn markdown_files(
    content: &Folder,
    name: &'static str,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Entry>> {
    let folder = match content.inner(name) {
        Ok(Some(folder)) => folder,
        Ok(None) if name == ARTICLES => {
            faults.push(Fault::of_file(
                &content.path.join(name),
                format!("The folder “{name}” is missing."),
                "Create it; an empty folder makes a site without articles. If it is on another disk, mount that disk.",
            ));
            return None;
        }
        Ok(None) => return Some(Vec::new()),
        Err(fault) => {
            faults.push(fault);
            return None;
        }
    };
    let mut entries = Vec::new();
    for path in visible_entries(&folder, faults).iter().map(DirEntry::path) {
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
    Some(entries)
}

/// Faults for the folders that nothing is read from, such as `article/`.
pub(super) fn unknown_folders(content: &Folder) -> Vec<Fault> {
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

fn visible_entries(folder: &Folder, faults: &mut Vec<Fault>) -> Vec<DirEntry> {
    let mut entries = Vec::new();
    let walk = WalkDir::new(&folder.path).min_depth(1).max_depth(1);
    for entry in walk.sort_by_file_name() {
        match entry {
            // Systems and editors keep hidden files that are none of the content.
            Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
            Ok(entry) => entries.push(entry),
            Err(error) => {
                let reason = error.io_error().map(io::Error::to_string);
                faults.push(Fault::of_file(
                    &folder.path,
                    format!("The folder cannot be read: {}.", reason.unwrap_or_default()),
                    "Change its permissions so that you can read it.",
                ));
            }
        }
    }
    entries
}
