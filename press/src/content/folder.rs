//! The folders of content, and the only way to open their files: regular files only, and
//! only within their folder.

use super::{Fault, suggestion};
use crate::terminal::Shown;
use model::routes::is_slug;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The folder of articles, the only required one.
pub(super) const ARTICLES: &str = "articles";

/// The folder of country profiles.
pub(super) const COUNTRIES: &str = "countries";

/// The folder of pages.
pub(super) const PAGES: &str = "pages";

/// The folder of authors.
pub(super) const AUTHORS: &str = "authors";

/// The folder of the originals of pictures.
pub(super) const PICTURES: &str = "pictures";

/// The folder of topics.
pub(super) const TOPICS: &str = "topics";

/// The folder of treaties and regimes.
pub(super) const TREATIES: &str = "treaties";

/// The folder of the versions of articles, which the press writes.
pub(super) const HISTORY: &str = "history";

/// The folder of terms.
pub(super) const GLOSSARY: &str = "glossary";

/// The folders that content is read from.
const FOLDERS: [&str; 9] = [
    ARTICLES, AUTHORS, COUNTRIES, GLOSSARY, HISTORY, PAGES, PICTURES, TOPICS, TREATIES,
];

/// The problem with a name that is to be part of an address, and the advice; `None` if it
/// can be.
pub(super) fn slug_fault(name: &str) -> Option<(String, &'static str)> {
    let fault = || {
        (
            format!("“{name}” cannot be part of an address."),
            "Use lowercase letters a to z, digits, and hyphens in between.",
        )
    };
    (!is_slug(name)).then(fault)
}

/// A folder that files are read from.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// The canonical path.
    real: PathBuf,
}

impl Folder {
    /// Opens a folder by its path, which may be a symbolic link; `None` if the path does
    /// not exist.
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

    /// Opens a folder that need not exist; reports what keeps it from being opened.
    pub(super) fn open_optional(path: &Path, faults: &mut Vec<Fault>) -> Option<Self> {
        Self::open(path).unwrap_or_else(|fault| {
            faults.push(fault);
            None
        })
    }

    /// Opens a subfolder.
    fn inner(&self, name: &str) -> Result<Option<Self>, Fault> {
        let inner = Self::open(&self.path.join(name))?;
        if let Some(inner) = &inner {
            self.contains(&inner.path)?;
        }
        Ok(inner)
    }

    /// Checks that a path below this folder resolves to something inside it.
    pub(super) fn contains(&self, path: &Path) -> Result<(), Fault> {
        let real = fs::canonicalize(path).map_err(|error| dead_link(path, &error))?;
        if real.starts_with(&self.real) {
            return Ok(());
        }
        let folder = self.path.file_name().unwrap_or_default().to_string_lossy();
        Err(Fault::of_file(
            path,
            format!("This symbolic link points outside the folder “{folder}”."),
            "Replace it with a copy of its target.",
        ))
    }

    /// The path that it was opened with.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Checks that a path below this folder resolves to a regular file inside it. Reading
    /// anything else could block forever or expose a file that is not part of the site.
    pub(super) fn check(&self, path: &Path) -> Result<Metadata, Fault> {
        fs::symlink_metadata(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                let advice = "Create it; see docs/content-format.md.";
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

    /// Reads a file below this folder, of at most so many bytes; `None` if it is larger.
    pub(super) fn read_up_to(&self, path: &Path, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        if self.check(path)?.len() > most {
            return Ok(None);
        }
        let read = fs::read(path).map(Some);
        read.map_err(|error| unreadable(path, &error))
    }
}

/// Describes a file of an unexpected type.
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
    let problem = format!("Cannot read this file: {error}.");
    let advice = "Change its permissions so that you can read it.";
    Fault::of_file(path, problem, advice)
}

fn dead_link(path: &Path, error: &io::Error) -> Fault {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => "The target of this symbolic link does not exist.".to_owned(),
        io::ErrorKind::PermissionDenied => return unreadable(path, error),
        _ => format!("Cannot follow this symbolic link: {error}."),
    };
    let advice =
        "Replace it with its intended target. If that is on another disk, mount that disk.";
    Fault::of_file(path, problem, advice)
}

/// A Markdown file with the slug that its name stands for.
pub(super) struct Entry {
    pub(super) slug: String,
    pub(super) path: PathBuf,
}

/// The Markdown files of a content folder, by name; those of articles may be in folders of
/// any names. Every folder but `articles` is optional: if that one could be missing, an
/// unmounted disk would unpublish the whole archive. `None` if the folder cannot be listed.
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
                "Create it, even if empty. If it is on another disk, mount that disk.",
            ));
            return None;
        }
        Ok(None) => return Some(Vec::new()),
        Err(fault) => {
            faults.push(fault);
            return None;
        }
    };
    let mut entries: Vec<Entry> = Vec::new();
    let depth = if name == ARTICLES { usize::MAX } else { 1 };
    let mut files = visible_entries(&folder, depth, faults);
    files.retain(|entry| depth == 1 || !is_folder(entry));
    files.sort_by(|one, other| one.file_name().cmp(other.file_name()));
    for path in files.iter().map(DirEntry::path) {
        let is_markdown = path.extension().is_some_and(|extension| extension == "md");
        if !is_markdown || path.is_dir() {
            faults.push(Fault::of_file(
                path,
                match path.is_dir() {
                    true => "This is a folder, but its name ends in “.md”.",
                    false => "Unexpected file: only files with names ending in “.md” are read.",
                },
                "Rename it, or move it out of the folder.",
            ));
            continue;
        }
        let name = path.file_stem().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        if let Some((problem, advice)) = slug_fault(&name) {
            faults.push(Fault::of_file(path, problem, advice));
        }
        // They are in the order of their names.
        if let Some(other) = entries.last().filter(|other| other.slug == name) {
            let other = other.path.strip_prefix(&folder.path).unwrap_or(&other.path);
            let problem = format!(
                "Two articles are named “{name}”: this one and {}.",
                other.shown()
            );
            let advice = "Rename one of them: the name is the article’s address in all folders.";
            faults.push(Fault::of_file(path, problem, advice));
        }
        entries.push(Entry {
            slug: name,
            path: path.to_owned(),
        });
    }
    Some(entries)
}

/// An optional content folder with the files in it and in its subfolders, by path.
pub(super) fn files(
    content: &Folder,
    name: &'static str,
    faults: &mut Vec<Fault>,
) -> Option<(Folder, Vec<PathBuf>)> {
    let folder = content.inner(name).unwrap_or_else(|fault| {
        faults.push(fault);
        None
    })?;
    let mut files = visible_entries(&folder, usize::MAX, faults);
    files.retain(|entry| !entry.file_type().is_dir());
    let paths = files.into_iter().map(DirEntry::into_path).collect();
    Some((folder, paths))
}

/// Faults for unknown folders, such as `article/`.
pub(super) fn unknown_folders(content: &Folder) -> Vec<Fault> {
    let mut faults = Vec::new();
    for entry in visible_entries(content, 1, &mut faults) {
        let name = entry.file_name().to_string_lossy();
        if entry.path().is_dir() && !FOLDERS.contains(&&*name) {
            faults.push(Fault::of_file(
                entry.path(),
                format!("Unknown folder “{name}”."),
                suggestion::one_of(&name, FOLDERS),
            ));
        }
    }
    faults
}

/// Whether an entry is a folder to read files from. One that looks like a file is not, and
/// neither is a symbolic link, which could lead around in a circle.
fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.path().extension().is_none_or(|it| it != "md")
}

/// The files and folders in a folder, down to a depth, in the order of their paths.
fn visible_entries(folder: &Folder, depth: usize, faults: &mut Vec<Fault>) -> Vec<DirEntry> {
    let mut entries = Vec::new();
    let walk = WalkDir::new(&folder.path).min_depth(1).max_depth(depth);
    let walk = walk.sort_by_file_name().into_iter();
    // Hidden files come from systems and editors, not from authors.
    let is_visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in walk.filter_entry(is_visible) {
        match entry {
            Ok(entry) => entries.push(entry),
            Err(error) => {
                let reason = error.io_error().map(io::Error::to_string);
                faults.push(Fault::of_file(
                    &folder.path,
                    format!("Cannot read the folder: {}.", reason.unwrap_or_default()),
                    "Change its permissions so that you can read it.",
                ));
            }
        }
    }
    entries
}
