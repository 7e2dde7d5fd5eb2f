//! Writes the files of a site: every file goes through here.
//!
//! It knows the previous site. Unchanged files keep their timestamps and compressed copies,
//! and the differences are reported as [`Changes`], so that an upload can be as small as
//! the change.

use crate::content::Audience;
use crate::publish::changes::Changes;
use crate::publish::disk::{Disk, Placed};
use crate::publish::record::{Entry, Group, Inputs, Keeping, Made, Record, State};
use crate::publish::site_folder::{PublishedSite, Staging};
use crate::publish::walk::walk;
use crate::site_paths::PRESS_MANIFEST;
use crate::terminal::Shown;
use anyhow::{Context, Result, anyhow, ensure};
use flate2::write::GzEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
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
    staging: Staging,
    previous: Option<PublishedSite>,
    compress: bool,
    disk: Disk,
    /// What the last run wrote into the previous site.
    record: Record,
    written: Mutex<Written>,
    /// The folders that have been created.
    folders: Mutex<HashSet<PathBuf>>,
}

/// What has been written so far.
#[derive(Debug, Default)]
struct Written {
    /// All files.
    files: BTreeSet<String>,
    /// The folders that they are in, below the site's root.
    folders: HashSet<String>,
    /// The differences from the previous site, except for removed files, which are not known
    /// yet.
    changes: Changes,
    /// What was made from known inputs.
    made: Made,
}

/// Whether a text has compressed copies beside it, if the site has any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copies {
    /// It has: browsers load it.
    Compressed,
    /// It has none: programs load it, and seldom. A copy of each article in each form would
    /// be a quarter of all files.
    None,
}

/// What a file is made from, and what is to be known of it if it is not made again.
#[derive(Clone, Copy)]
struct Making<'a> {
    inputs: Inputs,
    notes: &'a [String],
}

impl SiteWriter {
    /// Takes the folder to write into, the previous site if there is one, and whether to
    /// write compressed copies of text files.
    pub fn new(
        staging: Staging,
        previous: Option<PublishedSite>,
        compress: bool,
        disk: Disk,
    ) -> Self {
        Self {
            staging,
            previous,
            compress,
            disk,
            record: Record::default(),
            written: Mutex::default(),
            folders: Mutex::default(),
        }
    }

    /// Uses the record of the run that wrote the previous site.
    #[must_use]
    pub fn with_record(self, record: Record) -> Self {
        Self { record, ..self }
    }

    /// Writes a file, by its path below the site's root (`about/index.html`).
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, path: &str, contents: &[u8]) -> Result<()> {
        let inputs = Inputs::of([contents]);
        match self.keep_made(path, inputs)? {
            Some(_) => Ok(()),
            None => self.write_made(path, contents, inputs, &[]),
        }
    }

    /// Writes a file that is made from nothing but `inputs`. If the previous site has the
    /// file, made from the same, it is kept, and `make` is not called.
    ///
    /// # Errors
    /// If it cannot be made or written.
    pub fn write_from(
        &self,
        path: &str,
        inputs: Inputs,
        copies: Copies,
        make: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<()> {
        match self.keep_with(path, inputs, copies)? {
            Some(_) => Ok(()),
            None => self.write_with(path, &make()?, Making { inputs, notes: &[] }, copies),
        }
    }

    /// Keeps a file if the previous site has it, made from the same inputs, and returns what
    /// was noted of it.
    ///
    /// # Errors
    /// If it cannot be kept.
    pub fn keep_made(&self, path: &str, inputs: Inputs) -> Result<Option<&[String]>> {
        self.keep_with(path, inputs, Copies::Compressed)
    }

    fn keep_with(&self, path: &str, inputs: Inputs, copies: Copies) -> Result<Option<&[String]>> {
        let recorded = self.record.entry(path);
        let Some(entry) = recorded.filter(|entry| entry.inputs == inputs) else {
            return Ok(None);
        };
        let Some((place, file)) = self.file_of_previous(path) else {
            return Ok(None);
        };
        if State::of(&file) != Some(entry.state) {
            return Ok(None);
        }
        let making = Making {
            inputs,
            notes: &entry.notes,
        };
        self.add(path, &Contents::Kept(&place, &file), Some(making))?;
        self.add_copies(path, copies, true, || read(&place))?;
        Ok(Some(&entry.notes))
    }

    /// Writes a file that was made from nothing but `inputs`, with what is to be known of it
    /// if it is not made again.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_made(
        &self,
        path: &str,
        contents: &[u8],
        inputs: Inputs,
        notes: &[String],
    ) -> Result<()> {
        self.write_with(path, contents, Making { inputs, notes }, Copies::Compressed)
    }

    fn write_with(
        &self,
        path: &str,
        contents: &[u8],
        making: Making<'_>,
        copies: Copies,
    ) -> Result<()> {
        let is_unchanged = self.put(path, contents, Some(making))?;
        self.add_copies(path, copies, is_unchanged, || Ok(contents.into()))
    }

    /// Writes a group of files that are made together from nothing but `inputs`, and returns
    /// what `make` returns. If the previous site has all of them, made from the same, they
    /// are kept, and `make` is not called. `is_of_group` tells their paths. If `make` makes other
    /// groups, their names begin with that of this one and a slash.
    ///
    /// # Errors
    /// If they cannot be made or written.
    pub fn write_group<T: Serialize + DeserializeOwned>(
        &self,
        name: &str,
        inputs: Inputs,
        is_of_group: impl Fn(&str) -> bool,
        make: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        let last = self.record.group(name).filter(|it| it.inputs == inputs);
        let last = last.filter(|group| group.files.iter().all(|path| self.is_as_recorded(path)));
        let returned = last.map(|group| serde_json::from_str(&group.returned));
        if let (Some(group), Some(Ok(returned))) = (last, returned) {
            for path in &group.files {
                if let Some(entry) = self.record.entry(path) {
                    self.keep_made(path, entry.inputs)?;
                }
            }
            let with_it = self.record.groups_of(name);
            let with_it = with_it.map(|(name, group)| (name.clone(), group.clone()));
            self.written().made.groups.extend(with_it);
            return Ok(returned);
        }
        let returned = make()?;
        let mut written = self.written();
        let is_whole = |path: &&String| is_of_group(path) && original(path).is_none();
        let group = Group {
            inputs,
            files: written.files.iter().filter(is_whole).cloned().collect(),
            returned: serde_json::to_string(&returned)?,
        };
        written.made.groups.insert(name.to_owned(), group);
        Ok(returned)
    }

    /// Whether a file of the previous site is the one that was recorded.
    fn is_as_recorded(&self, path: &str) -> bool {
        let recorded = self.record.entry(path).map(|entry| entry.state);
        let there = self.file_of_previous(path);
        recorded.is_some() && there.and_then(|(_, file)| State::of(&file)) == recorded
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds the compressed copies of a file. If it is unchanged, so are they.
    fn add_copies<'c>(
        &self,
        path: &str,
        copies: Copies,
        is_unchanged: bool,
        contents: impl Fn() -> Result<Cow<'c, [u8]>>,
    ) -> Result<()> {
        if !self.compress || copies == Copies::None || !is_text(path) {
            return Ok(());
        }
        for encoding in Encoding::ALL {
            let copy = format!("{path}.{}", encoding.ending());
            if is_unchanged && let Some((kept, file)) = self.file_of_previous(&copy) {
                self.add(&copy, &Contents::Kept(&kept, &file), None)?;
                continue;
            }
            let contents = contents()?;
            let compressed = encoding
                .compress(path, &contents)
                .with_context(|| format!("cannot compress {path}"))?;
            if compressed.len() < contents.len() {
                self.put(&copy, &compressed, None)?;
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
                let path = format!("{folder}/{path}");
                let Some((place, file)) = self.file_of_previous(&path) else {
                    continue;
                };
                let inputs = match self.record.entry(&path) {
                    Some(entry) if State::of(&file) == Some(entry.state) => entry.inputs,
                    _ => Inputs::of([&*read(&place)?]),
                };
                let making = Making { inputs, notes: &[] };
                self.add(&path, &Contents::Kept(&place, &file), Some(making))?;
                self.add_copies(&path, Copies::Compressed, true, || read(&place))?;
            }
        }
        Ok(())
    }

    /// The files that have been written so far.
    pub(crate) fn files(&self) -> BTreeSet<String> {
        self.written().files.clone()
    }

    /// The size of a file that has been written, in bytes.
    ///
    /// # Errors
    /// If the file is not there.
    pub fn size(&self, path: &str) -> Result<usize> {
        let place = self.staging.path.join(path);
        let file =
            fs::metadata(&place).with_context(|| format!("cannot read {}", place.shown()))?;
        Ok(file.len().try_into()?)
    }

    /// Whether a file has been written.
    pub fn contains(&self, path: &str) -> bool {
        self.written().files.contains(path)
    }

    /// The path of a file or folder in the previous site.
    pub fn in_previous(&self, path: &str) -> Option<PathBuf> {
        let place = self.previous.as_ref()?.folder().join(path);
        place.exists().then_some(place)
    }

    /// A file of the previous site. Symbolic links do not count.
    fn file_of_previous(&self, path: &str) -> Option<(PathBuf, Metadata)> {
        let place = self.previous.as_ref()?.folder().join(path);
        let file = fs::symlink_metadata(&place).ok()?;
        file.is_file().then_some((place, file))
    }

    /// Finishes a site for an audience by writing the manifest, and returns the differences
    /// from the previous site, and what the next run is to know.
    ///
    /// # Errors
    /// If the manifest cannot be written.
    pub fn finish(self, audience: Audience) -> Result<(Changes, NextRecord)> {
        let Written {
            files,
            folders,
            mut changes,
            made,
        } = self
            .written
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if self.staging.is_twin {
            clear(&self.staging.path, &files, &folders, &self.disk)?;
        }
        let manifest = PublishedSite::manifest(audience, files.iter().map(String::as_str));
        let place = self.staging.path.join(PRESS_MANIFEST);
        self.disk
            .write_new(&place, manifest.as_bytes())
            .with_context(|| format!("cannot write {}", place.shown()))?;
        if let Some(previous) = &self.previous {
            changes.removed = previous.files().difference(&files).cloned().collect();
        }
        changes.added.sort_unstable();
        changes.changed.sort_unstable();
        let next = NextRecord {
            keeping: self.record.forget(),
            made,
        };
        Ok((changes, next))
    }

    /// Writes one file, and returns whether the previous site has the same contents.
    fn put(&self, path: &str, contents: &[u8], making: Option<Making<'_>>) -> Result<bool> {
        let Some(previous) = self.in_previous(path) else {
            self.add(path, &Contents::New(contents), making)?;
            return Ok(false);
        };
        let same = same_file(&previous, contents)
            .with_context(|| format!("cannot read {}", previous.shown()))?;
        let contents = match &same {
            Some(file) => Contents::Kept(&previous, file),
            None => Contents::Changed(contents),
        };
        self.add(path, &contents, making)?;
        Ok(same.is_some())
    }

    /// Adds one file to the site.
    fn add(&self, path: &str, contents: &Contents<'_>, making: Option<Making<'_>>) -> Result<()> {
        let place = self.staging.path.join(path);
        let two_files =
            || anyhow!("two files would be published at /{path}, or a file and a folder");
        ensure!(self.written().claim(path), two_files());
        let state = self
            .place(&place, contents)
            .map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
                    two_files()
                }
                _ => anyhow::Error::new(error).context(format!("cannot write {}", place.shown())),
            })?;
        let mut written = self.written();
        match contents {
            Contents::New(_) => written.changes.added.push(path.to_owned()),
            Contents::Changed(_) => written.changes.changed.push(path.to_owned()),
            Contents::Kept(..) => written.changes.kept += 1,
        }
        if let (Some(making), Some(state)) = (making, state) {
            let entry = Entry {
                inputs: making.inputs,
                state,
                notes: making.notes.to_vec(),
            };
            written.made.entries.push((path.to_owned(), entry));
        }
        Ok(())
    }

    /// Puts contents in their place, and returns the state of the file.
    fn place(&self, place: &Path, contents: &Contents<'_>) -> io::Result<Option<State>> {
        if let Some(folder) = place.parent() {
            self.create_folder(folder)?;
        }
        if self.staging.is_twin
            && let Ok(there) = fs::symlink_metadata(place)
        {
            if let Contents::Kept(_, file) = contents
                && is_same_file(&there, file)
            {
                return Ok(State::of(file));
            }
            self.disk.remove(place).map_err(io::Error::other)?;
        }
        Ok(match contents {
            Contents::New(contents) | Contents::Changed(contents) => {
                let file = self.disk.write_new(place, contents)?;
                State::of(&file.metadata()?)
            }
            Contents::Kept(previous, file) => match self.disk.link(previous, place)? {
                Placed::Linked => State::of(file),
                Placed::Copied => State::of(&fs::symlink_metadata(place)?),
            },
        })
    }

    /// Creates a folder, once.
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if known.contains(folder) {
            return Ok(());
        }
        if self.staging.is_twin {
            let ancestors = folder.ancestors();
            let new = ancestors.take_while(|it| *it != self.staging.path && !known.contains(*it));
            for folder in new {
                // The site before may have had a file there, but this one has none.
                if fs::symlink_metadata(folder).is_ok_and(|there| !there.is_dir()) {
                    self.disk.remove(folder).map_err(io::Error::other)?;
                }
            }
        }
        self.disk.create_folder(folder)?;
        known.insert(folder.to_owned());
        Ok(())
    }
}

impl Written {
    /// Takes a path for a file; returns whether no other file is there, in it, or above it.
    fn claim(&mut self, path: &str) -> bool {
        if self.files.contains(path) || self.folders.contains(path) {
            return false;
        }
        let mut below = path;
        while let Some((folder, _)) = below.rsplit_once('/') {
            if self.folders.contains(folder) {
                break;
            }
            if self.files.contains(folder) {
                return false;
            }
            self.folders.insert(folder.to_owned());
            below = folder;
        }
        self.files.insert(path.to_owned());
        true
    }
}

/// Removes everything from a folder but some files and the folders that they are in.
fn clear(
    folder: &Path,
    files: &BTreeSet<String>,
    folders: &HashSet<String>,
    disk: &Disk,
) -> Result<()> {
    walk(folder, &|entry| {
        let stays = match entry.is_folder {
            true => folders.contains(&entry.path),
            false => files.contains(&entry.path),
        };
        if !stays {
            disk.remove(&entry.place)?;
        }
        Ok(stays)
    })
}

/// Whether two paths lead to the same file, and not to a copy of it.
fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        one.is_file() && (one.dev(), one.ino()) == (other.dev(), other.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

/// What the next run is to know of this one.
#[derive(Debug)]
pub struct NextRecord {
    keeping: Keeping,
    made: Made,
}

impl NextRecord {
    /// Writes it for the next run. Returns a warning if that is not possible: the site does
    /// not depend on it.
    #[must_use]
    pub fn write(self, disk: &Disk) -> Option<String> {
        let failure = self.keeping.write(self.made, disk).err();
        failure.map(|error| format!("The next run will take as long as the first one: {error:#}."))
    }
}

/// The contents of a file, compared with the previous site.
enum Contents<'a> {
    /// The previous site does not have the file.
    New(&'a [u8]),
    /// The previous site has other contents there.
    Changed(&'a [u8]),
    /// They are those of this file of the previous site.
    Kept(&'a Path, &'a Metadata),
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

/// The file, if it has the given contents. A symbolic link never has.
fn same_file(file: &Path, contents: &[u8]) -> io::Result<Option<Metadata>> {
    let metadata = fs::symlink_metadata(file)?;
    let is_same = metadata.is_file()
        && metadata.len() == contents.len() as u64
        && fs::read(file)? == contents;
    Ok(is_same.then_some(metadata))
}

fn read(file: &Path) -> Result<Cow<'_, [u8]>> {
    let contents = fs::read(file).with_context(|| format!("cannot read {}", file.shown()))?;
    Ok(contents.into())
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
