//! Writes the files of a site: every file goes through here.
//!
//! It knows the previous site. Unchanged files keep their timestamps and compressed copies,
//! and the differences are reported as [`Changes`], so that an upload can be as small as
//! the change.

use crate::content::Audience;
use crate::publish::changes::Changes;
use crate::publish::disk::Disk;
use crate::publish::site_folder::PublishedSite;
use crate::site_paths::PRESS_MANIFEST;
use crate::terminal::Shown;
use anyhow::{Context, Result, anyhow};
use flate2::write::GzEncoder;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use walkdir::WalkDir;

/// The extensions of files worth compressing: text, and WebAssembly. All other published
/// formats are already compressed.
const TEXTS: [&str; 11] = [
    "atom",
    "css",
    "html",
    "js",
    "json",
    "md",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Writes a site into a folder. Can be shared by several threads.
#[derive(Debug)]
pub struct SiteWriter {
    folder: PathBuf,
    previous: Option<PublishedSite>,
    compress: bool,
    disk: Disk,
    /// The differences from the previous site, except for removed files, which are not known
    /// yet.
    changes: Mutex<Changes>,
    /// All files written so far.
    files: Mutex<BTreeSet<String>>,
}

impl SiteWriter {
    /// Takes the folder to write into, the previous site if there is one, and whether to
    /// write compressed copies of text files.
    pub fn new(folder: &Path, previous: Option<PublishedSite>, compress: bool, disk: Disk) -> Self {
        Self {
            folder: folder.to_owned(),
            previous,
            compress,
            disk,
            changes: Mutex::default(),
            files: Mutex::default(),
        }
    }

    /// Writes a file, by its path below the site's root (`about/index.html`).
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, path: &str, contents: &[u8]) -> Result<()> {
        let is_unchanged = self.put(path, contents)?;
        self.add_copies(path, is_unchanged, || Ok(contents.into()))
    }

    /// Adds the compressed copies of a file. If it is unchanged, so are they.
    fn add_copies<'c>(
        &self,
        path: &str,
        is_unchanged: bool,
        contents: impl Fn() -> Result<Cow<'c, [u8]>>,
    ) -> Result<()> {
        if !self.compress || !is_text(path) {
            return Ok(());
        }
        for encoding in Encoding::ALL {
            let copy = format!("{path}.{}", encoding.ending());
            if is_unchanged && let Some(kept) = self.in_previous(&copy).filter(|it| is_file(it)) {
                self.add(&copy, &Contents::Kept(&kept))?;
                continue;
            }
            let contents = contents()?;
            let compressed = encoding
                .compress(path, &contents)
                .with_context(|| format!("cannot compress {path}"))?;
            if compressed.len() < contents.len() {
                self.put(&copy, &compressed)?;
            }
        }
        Ok(())
    }

    /// Keeps a folder of the previous site unchanged.
    ///
    /// # Errors
    /// If it cannot be read or written.
    pub fn keep(&self, folder: &str) -> Result<()> {
        let Some(kept) = self.in_previous(folder) else {
            return Ok(());
        };
        for path in files(&kept)? {
            let is_copy = original(&path).is_some_and(|file| kept.join(file).exists());
            if !is_copy {
                let place = kept.join(&path);
                let path = format!("{folder}/{path}");
                self.add(&path, &Contents::Kept(&place))?;
                self.add_copies(&path, true, || {
                    let contents = fs::read(&place);
                    let contents =
                        contents.with_context(|| format!("cannot read {}", place.shown()))?;
                    Ok(contents.into())
                })?;
            }
        }
        Ok(())
    }

    /// The folder that is written.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a file has been written.
    pub fn contains(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }

    /// The path of a file or folder in the previous site.
    pub fn in_previous(&self, path: &str) -> Option<PathBuf> {
        let place = self.previous.as_ref()?.folder().join(path);
        place.exists().then_some(place)
    }

    /// Finishes a site for an audience by writing the manifest, and returns the differences
    /// from the previous site.
    ///
    /// # Errors
    /// If the manifest cannot be written.
    pub fn finish(self, audience: Audience) -> Result<Changes> {
        let files = self
            .files
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let manifest = PublishedSite::manifest(audience, files.iter().map(String::as_str));
        let place = self.folder.join(PRESS_MANIFEST);
        self.disk
            .write_new(&place, manifest.as_bytes())
            .with_context(|| format!("cannot write {}", place.shown()))?;
        let mut changes = self
            .changes
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(previous) = &self.previous {
            changes.removed = previous.files().difference(&files).cloned().collect();
        }
        changes.added.sort_unstable();
        changes.changed.sort_unstable();
        Ok(changes)
    }

    /// Writes one file, and returns whether the previous site has the same contents.
    fn put(&self, path: &str, contents: &[u8]) -> Result<bool> {
        let Some(previous) = self.in_previous(path) else {
            self.add(path, &Contents::New(contents))?;
            return Ok(false);
        };
        let is_unchanged = is_same(&previous, contents)
            .with_context(|| format!("cannot read {}", previous.shown()))?;
        let contents = match is_unchanged {
            true => Contents::Kept(&previous),
            false => Contents::Changed(contents),
        };
        self.add(path, &contents)?;
        Ok(is_unchanged)
    }

    /// Adds one file to the site.
    fn add(&self, path: &str, contents: &Contents<'_>) -> Result<()> {
        let place = self.folder.join(path);
        let written = || -> io::Result<()> {
            if let Some(folder) = place.parent() {
                self.disk.create_folder(folder)?;
            }
            match contents {
                Contents::New(contents) | Contents::Changed(contents) => {
                    self.disk.write_new(&place, contents)
                }
                // The old site is removed, so each file is soon in one place alone.
                Contents::Kept(previous) => self.disk.link(previous, &place),
            }
        };
        written().map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
                anyhow!("two files would be published at /{path}, or a file and a folder")
            }
            _ => anyhow::Error::new(error).context(format!("cannot write {}", place.shown())),
        })?;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned());
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        match contents {
            Contents::New(_) => changes.added.push(path.to_owned()),
            Contents::Changed(_) => changes.changed.push(path.to_owned()),
            Contents::Kept(_) => changes.kept += 1,
        }
        Ok(())
    }
}

/// The contents of a file, compared with the previous site.
enum Contents<'a> {
    /// The previous site does not have the file.
    New(&'a [u8]),
    /// The previous site has other contents there.
    Changed(&'a [u8]),
    /// They are those of this file of the previous site.
    Kept(&'a Path),
}

/// A compression format (IANA, "HTTP Content Coding Registry").
#[derive(Clone, Copy, Debug)]
enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    fn compress(self, path: &str, contents: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let params = brotli::enc::BrotliEncoderParams {
                    quality: brotli_quality(path, contents.len()),
                    lgwin: brotli_window(contents.len()),
                    size_hint: contents.len(),
                    ..Default::default()
                };
                let mut compressed = Vec::new();
                brotli::BrotliCompress(&mut &*contents, &mut compressed, &params)?;
                Ok(compressed)
            }
            Self::Gzip => {
                // Without name and time, so that the output is reproducible.
                let level = flate2::Compression::new(GZIP_LEVEL);
                let mut encoder = GzEncoder::new(Vec::new(), level);
                encoder.write_all(contents)?;
                encoder.finish()
            }
        }
    }
}

/// The app has few files, and every reader downloads them. There can be many pages: at
/// level 11 they are a seventh smaller than at 5, but take thirty times as long. Large
/// files of other kinds are public ones, and would take a second per megabyte.
fn brotli_quality(path: &str, bytes: usize) -> i32 {
    match extension(path) {
        "css" | "js" | "svg" | "wasm" if bytes < 1_000_000 => 11,
        _ => 5,
    }
}

/// The binary logarithm of Brotli's window. It need not be larger than the file, and
/// preparing a large one takes as long as compressing a page. Below 18, Brotli chooses
/// another, slower method.
fn brotli_window(bytes: usize) -> i32 {
    match bytes {
        0..=0x4_0000 => 18,
        _ => 22,
    }
}

/// At the highest level, pages are about one percent smaller.
const GZIP_LEVEL: u32 = 6;

/// Whether a file is worth compressing.
pub fn is_text(path: &str) -> bool {
    TEXTS.contains(&extension(path))
}

/// The original of a compressed copy, by name.
pub fn original(path: &str) -> Option<&str> {
    let endings = Encoding::ALL.map(Encoding::ending).into_iter();
    endings
        .filter_map(|ending| path.strip_suffix(ending)?.strip_suffix('.'))
        .next()
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether a file has the given contents. A symbolic link never has.
fn is_same(file: &Path, contents: &[u8]) -> io::Result<bool> {
    let metadata = fs::symlink_metadata(file)?;
    Ok(
        metadata.is_file()
            && metadata.len() == contents.len() as u64
            && fs::read(file)? == contents,
    )
}

/// Whether a path is a file, and not a symbolic link to one.
fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// The files below a folder except for the press's manifest, as sorted relative paths
/// with forward slashes.
///
/// # Errors
/// If it cannot be read.
pub fn files(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("cannot read {}", folder.shown()))?;
        let path = entry.path().strip_prefix(folder)?;
        if entry.file_type().is_file() && path != Path::new(PRESS_MANIFEST) {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    files.sort_unstable();
    Ok(files)
}
