//! The folder that a site is published into: the one place through which its files
//! are written.
//!
//! It knows the site that stood before. A file that is the same as there keeps its
//! time stamp and its compressed copies, and what is not the same is told
//! ([`Changes`]), so that an upload can be as small as the change.

use anyhow::{Context, Result};
use flate2::write::GzEncoder;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use walkdir::WalkDir;

/// The endings of the files that are worth compressing: texts, and WebAssembly. All
/// other kinds that are published are compressed by themselves.
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

/// A folder that a site is being published into. Several threads may write.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    last: Option<PathBuf>,
    compress: bool,
    /// What differs from the last site; what was removed is not known yet.
    changes: Mutex<Changes>,
}

impl Output {
    /// A folder to publish into, the site that stood before if there is any, and
    /// whether texts get compressed copies beside them.
    pub fn new(folder: &Path, last: Option<&Path>, compress: bool) -> Self {
        Self {
            folder: folder.to_owned(),
            last: last.filter(|last| last.is_dir()).map(Path::to_owned),
            compress,
            changes: Mutex::default(),
        }
    }

    /// Writes a file, by its path below the site's root (`about/index.html`).
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, path: &str, contents: &[u8]) -> Result<()> {
        let is_unchanged = self.put(path, contents)?;
        if !self.compress || !is_text(path) {
            return Ok(());
        }
        for encoding in Encoding::ALL {
            let copy = format!("{path}.{}", encoding.ending());
            let kept = is_unchanged.then(|| self.in_last(&copy)).flatten();
            let compressed = match kept.and_then(|kept| fs::read(kept).ok()) {
                Some(kept) => kept,
                None => encoding
                    .compress(path, contents)
                    .with_context(|| format!("cannot compress {path}"))?,
            };
            if compressed.len() < contents.len() {
                self.put(&copy, &compressed)?;
            }
        }
        Ok(())
    }

    /// Takes over a folder of the last site as it stands.
    ///
    /// # Errors
    /// Where it cannot be read or written.
    pub fn keep(&self, folder: &str) -> Result<()> {
        let Some(kept) = self.in_last(folder) else {
            return Ok(());
        };
        for path in files(&kept)? {
            let is_copy = original(&path).is_some_and(|file| kept.join(file).exists());
            if !is_copy {
                let place = kept.join(&path);
                let contents =
                    fs::read(&place).with_context(|| format!("cannot read {}", place.display()))?;
                self.write(&format!("{folder}/{path}"), &contents)?;
            }
        }
        Ok(())
    }

    /// Whether a file has been written.
    pub fn contains(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }

    /// Where the last site has a file or folder.
    pub fn in_last(&self, path: &str) -> Option<PathBuf> {
        let place = self.last.as_ref()?.join(path);
        place.exists().then_some(place)
    }

    /// Ends the writing, and tells what differs from the last site.
    ///
    /// # Errors
    /// Where the last site cannot be read.
    pub fn finish(self) -> Result<Changes> {
        let mut changes = self
            .changes
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = &self.last {
            changes.removed = files(last)?;
            let folder = &self.folder;
            changes.removed.retain(|path| !folder.join(path).exists());
        }
        changes.added.sort_unstable();
        changes.changed.sort_unstable();
        Ok(changes)
    }

    /// Writes one file, and returns whether the last site has the same.
    fn put(&self, path: &str, contents: &[u8]) -> Result<bool> {
        let place = self.folder.join(path);
        let last = self.in_last(path);
        let is_unchanged = match &last {
            Some(last) => is_same(last, contents)
                .with_context(|| format!("cannot read {}", last.display()))?,
            None => false,
        };
        let written = || -> io::Result<()> {
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder)?;
            }
            let mut file = File::create(&place)?;
            file.write_all(contents)?;
            match &last {
                Some(last) if is_unchanged => file.set_modified(fs::metadata(last)?.modified()?),
                _ => Ok(()),
            }
        };
        written().with_context(|| format!("cannot write {}", place.display()))?;
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        match last {
            Some(_) if is_unchanged => changes.kept += 1,
            Some(_) => changes.changed.push(path.to_owned()),
            None => changes.added.push(path.to_owned()),
        }
        Ok(is_unchanged)
    }
}

/// What differs between a site and the one that stood before: paths below the
/// site's root, each list in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The files that the last site did not have.
    pub added: Vec<String>,
    /// The files that are not as they were.
    pub changed: Vec<String>,
    /// The files that are not there any more.
    pub removed: Vec<String>,
    /// How many files are as they were.
    pub kept: usize,
}

impl Changes {
    /// A line for each change: `+ path`, `~ path` or `- path`. In this order they can
    /// be uploaded one by one: what a page needs is there before the page, and goes
    /// after it.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let lines = |sign: char, paths: &[String]| {
            let lines = paths.iter().map(|path| format!("{sign} {path}"));
            lines.collect::<Vec<_>>()
        };
        [
            lines('+', &self.added),
            lines('~', &self.changed),
            lines('-', &self.removed),
        ]
        .into_iter()
        .flatten()
    }
}

/// How many files were added, changed, removed and left.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} files added, {} changed, {} removed, {} as they were",
            self.added.len(),
            self.changed.len(),
            self.removed.len(),
            self.kept
        )
    }
}

/// How a file is compressed (IANA, "HTTP Content Coding Registry").
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
                    quality: brotli_quality(path),
                    size_hint: contents.len(),
                    ..Default::default()
                };
                let mut compressed = Vec::new();
                brotli::BrotliCompress(&mut &*contents, &mut compressed, &params)?;
                Ok(compressed)
            }
            Self::Gzip => {
                // Without name and time, so that the same bytes make the same file.
                let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
                encoder.write_all(contents)?;
                encoder.finish()
            }
        }
    }
}

/// Of the app's files there are few, and every reader takes them. Of pages there can
/// be many: at 11 they are a seventh smaller than at 5, and take thirty times as long.
fn brotli_quality(path: &str) -> i32 {
    match extension(path) {
        "css" | "js" | "svg" | "wasm" => 11,
        _ => 5,
    }
}

fn is_text(path: &str) -> bool {
    TEXTS.contains(&extension(path))
}

/// The file that one is the compressed copy of, if there is such a file.
pub fn original(path: &str) -> Option<&str> {
    let endings = Encoding::ALL.map(Encoding::ending).into_iter();
    endings
        .filter_map(|ending| path.strip_suffix(ending)?.strip_suffix('.'))
        .next()
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn is_same(file: &Path, contents: &[u8]) -> io::Result<bool> {
    let metadata = fs::metadata(file)?;
    Ok(
        metadata.is_file()
            && metadata.len() == contents.len() as u64
            && fs::read(file)? == contents,
    )
}

/// The files below a folder, by their paths in it, with slashes; in order.
///
/// # Errors
/// Where it cannot be read.
pub fn files(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder)?;
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    files.sort_unstable();
    Ok(files)
}
