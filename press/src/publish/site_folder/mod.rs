//! The folder that a site is published into, and how a new site takes the place of the
//! old one. `docs/publishing.md` says what is promised about it.
//!
//! A run holds a lock, writes the new site into a folder beside the old one, and has the
//! two change places in one step. What an interrupted run has left behind is put right
//! when the next one starts.

mod guard;
mod lock;
mod published;

use crate::publish::disk::{Access, Disk};
use crate::site_paths::PRESS_MANIFEST;
use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use lock::Lock;
pub use published::PublishedSite;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The new site, in the working folder.
const NEXT: &str = "next";

/// The old site while it is replaced on platforms that cannot exchange two folders.
const PREVIOUS: &str = "previous";

/// A folder to publish into. Nobody else publishes into it while this exists; what is
/// written beside the site is removed when this is dropped.
#[derive(Debug)]
pub struct SiteFolder {
    /// The folder itself, with no symbolic link in its path.
    folder: PathBuf,
    /// What is in it, if it exists.
    previous: Option<PublishedSite>,
    /// What is kept of the folder besides what the press has put there.
    keep: Vec<String>,
    /// Where the new site is written.
    next: PathBuf,
    disk: Disk,
    // Dropped last: the working folder goes when nothing is done in it any more.
    work: WorkFolder,
}

impl SiteFolder {
    /// Takes a folder to publish into, which must neither contain nor be inside any of
    /// `inputs`. A symbolic link stands for the folder that it leads to.
    ///
    /// # Errors
    /// Where the folder must not be replaced or cannot be, or another press is publishing
    /// into it, in words for who runs the press. Nothing has been changed then.
    pub fn open(folder: &Path, inputs: &[impl AsRef<Path>], disk: Disk) -> Result<Self> {
        let folder = guard::resolve(folder)?;
        guard::ensure_apart(&folder, inputs)?;
        guard::ensure_replaceable(&folder)?;
        let work = WorkFolder::open(&folder, &disk)?;
        work.put_right(&folder)?;
        // Until the lock was taken, another press may have been at work.
        guard::ensure_replaceable(&folder)?;
        let previous = match folder.exists() {
            true => Some(PublishedSite::of_folder(&folder)?),
            false => None,
        };
        let next = work.free(NEXT);
        Ok(Self {
            folder,
            previous,
            keep: Vec::new(),
            next,
            disk,
            work,
        })
    }

    /// The folder, with no symbolic link in its path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is in the folder, if it exists.
    pub fn previous(&self) -> Option<&PublishedSite> {
        self.previous.as_ref()
    }

    /// The disk that it is on.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Says what of the folder is to be kept besides what the press has put there: files
    /// and folders, by their paths in it. All else must be the press' own.
    ///
    /// # Errors
    /// Where the folder has something else that is not the press' own.
    pub fn keep(&mut self, keep: &[String]) -> Result<()> {
        self.keep = keep.to_vec();
        self.kept().map(|_| ())
    }

    fn kept(&self) -> Result<BTreeSet<String>> {
        match &self.previous {
            Some(previous) => previous.kept(&self.keep, None),
            None => Ok(BTreeSet::new()),
        }
    }

    /// Makes the folder in which the new site is to be written. Only those can read it who
    /// can read the old one.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn staging(&self) -> Result<&Path> {
        let next = &self.next;
        self.disk
            .create_folder(next)
            .with_context(|| format!("cannot create {}", next.shown()))?;
        self.take_access(Access::Writable)?;
        Ok(next)
    }

    /// Gives the new site the owner and the permissions of the old one.
    fn take_access(&self, access: Access) -> Result<()> {
        let Ok(old) = fs::metadata(&self.folder) else {
            return Ok(());
        };
        let taken = self.disk.set_access(&self.next, &old, access);
        taken.with_context(|| {
            format!(
                "cannot give the new site the owner and the permissions of {}",
                self.folder.shown()
            )
        })
    }

    /// Puts the new site in the place of the old one, and removes that.
    ///
    /// # Errors
    /// Where the new site cannot be put in its place; the old one stays. Once it is in its
    /// place nothing fails any more: what cannot be removed of the old site comes back as
    /// a sentence that says so.
    pub fn replace(self) -> Result<Option<String>> {
        // Somebody may have put something there in the meantime.
        link_kept(&self.kept()?, &self.folder, &self.next, &self.disk)?;
        self.take_access(Access::Same)?;
        self.disk
            .flush(&self.next)
            .with_context(|| format!("cannot write {}", self.next.shown()))?;
        let Some(old) = self.put_in_place()? else {
            return Ok(None);
        };
        // Without it, nobody takes for a site what is left of one.
        let removed = self.disk.remove(&old.join(PRESS_MANIFEST));
        let removed = removed.and_then(|()| self.disk.remove(&old));
        Ok(removed.err().map(|error| {
            format!(
                "The site has been published, but the old one could not be removed: {error:#}. \
                 The next run tries again."
            )
        }))
    }

    /// Puts the new site in its place, and returns where the old one is now.
    fn put_in_place(&self) -> Result<Option<PathBuf>> {
        let Self {
            folder, next, disk, ..
        } = self;
        let cannot_replace = || format!("cannot replace {}", folder.shown());
        if !folder.exists() {
            disk.rename(next, folder)
                .with_context(|| format!("cannot create {}", folder.shown()))?;
            return Ok(None);
        }
        match disk.exchange(next, folder) {
            Ok(()) => return Ok(Some(next.clone())),
            Err(error) if error.kind() == ErrorKind::Unsupported => {}
            Err(error) => return Err(error).with_context(cannot_replace),
        }
        let previous = self.work.free(PREVIOUS);
        disk.rename(folder, &previous)
            .with_context(cannot_replace)?;
        if let Err(error) = disk.rename(next, folder) {
            disk.rename(&previous, folder).with_context(|| {
                format!(
                    "the last good site is in {}; move it back",
                    previous.shown()
                )
            })?;
            return Err(error).with_context(cannot_replace);
        }
        Ok(Some(previous))
    }
}

impl Drop for SiteFolder {
    fn drop(&mut self) {
        // What stays is removed when the next run starts.
        let _ = self.disk.remove(&self.next);
    }
}

/// Gives what is kept of the old site a name in the new one as well.
///
/// # Errors
/// Where the new site has something of that name.
pub fn link_kept(kept: &BTreeSet<String>, old: &Path, new: &Path, disk: &Disk) -> Result<()> {
    for path in kept {
        let path = path.trim_end_matches('/');
        ensure!(
            new.join(path).symlink_metadata().is_err(),
            "“{path}” is to be kept in {}, but the new site has something of that name. Take it out \
             of --keep and of “keep” in site.toml, and move the file away",
            old.shown()
        );
        link_tree(&old.join(path), &new.join(path), disk)
            .with_context(|| format!("cannot keep {}", old.join(path).shown()))?;
    }
    Ok(())
}

fn link_tree(old: &Path, new: &Path, disk: &Disk) -> Result<()> {
    if let Some(folder) = new.parent() {
        disk.create_folder(folder)?;
    }
    for entry in walkdir::WalkDir::new(old) {
        let entry = entry?;
        let below = entry.path().strip_prefix(old)?;
        let new = match below.as_os_str().is_empty() {
            true => new.to_owned(),
            false => new.join(below),
        };
        let kind = entry.file_type();
        if kind.is_dir() {
            disk.create_folder(&new)?;
            disk.set_access(&new, &entry.metadata()?, Access::Same)?;
        } else if kind.is_symlink() {
            disk.copy_symlink(entry.path(), &new)?;
        } else {
            disk.link(entry.path(), &new)?;
        }
    }
    Ok(())
}

/// The folder beside the site in which a run does its work, `.SITE.press`. It is there
/// only during a run, or after one that was killed.
#[derive(Debug)]
struct WorkFolder {
    folder: PathBuf,
    /// The folders above it that had to be made for it.
    made: Vec<PathBuf>,
    lock: Option<Lock>,
    disk: Disk,
}

impl WorkFolder {
    fn open(site: &Path, disk: &Disk) -> Result<Self> {
        let name = site.file_name().unwrap_or_default();
        let folder = site.with_file_name(format!(".{}.press", name.to_string_lossy()));
        let missing = folder.ancestors().skip(1);
        let made = missing
            .take_while(|it| !it.exists())
            .map(Path::to_owned)
            .collect();
        // Dropped where the lock is not to be had, so that nothing stays behind.
        let mut work = Self {
            folder,
            made,
            lock: None,
            disk: disk.clone(),
        };
        work.lock = Some(Lock::take(&work.folder, site, disk)?);
        Ok(work)
    }

    /// Puts right what an interrupted run has left behind. The lock says that it runs no
    /// longer.
    fn put_right(&self, site: &Path) -> Result<()> {
        let lock = Lock::path(&self.folder);
        for entry in fs::read_dir(&self.folder)
            .with_context(|| format!("cannot read {}", self.folder.shown()))?
        {
            let entry = entry?;
            let path = entry.path();
            if path == lock {
                continue;
            }
            let was_site = entry.file_name().to_string_lossy().starts_with(PREVIOUS)
                && PublishedSite::read(&path)?.is_some();
            if was_site && !site.exists() {
                self.disk.rename(&path, site).with_context(|| {
                    format!(
                        "an interrupted run has left the last good site in {}, and it cannot be \
                         moved back to {}",
                        path.shown(),
                        site.shown()
                    )
                })?;
                continue;
            }
            // What cannot be removed is in nobody's way: see `free`.
            let _ = self.disk.remove(&path);
        }
        Ok(())
    }

    /// A path in the folder at which there is nothing.
    fn free(&self, name: &str) -> PathBuf {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = [name.to_owned()].into_iter().chain(numbered);
        names
            .find_map(|name| {
                let path = self.folder.join(name);
                path.symlink_metadata().is_err().then_some(path)
            })
            .unwrap_or_else(|| self.folder.join(name))
    }
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        let Some(lock) = self.lock.take() else {
            return;
        };
        lock.release(&self.folder, &self.disk);
        for folder in &self.made {
            // Only an empty one can be removed: there is no site in it.
            let _ = fs::remove_dir(folder);
        }
    }
}
