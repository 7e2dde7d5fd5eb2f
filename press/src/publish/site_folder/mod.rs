//! The folder that a site is published into, and how a new site replaces the old one.
//! `docs/publishing.md` lists the guarantees.
//!
//! A run holds a lock, writes the new site into a folder next to the old one, and swaps
//! the two in one step. The next run cleans up after an interrupted one.

mod guard;
mod lock;
mod published;
mod staging;

use crate::publish::cache::Cache;
use crate::publish::changes::Changes;
use crate::publish::disk::{Access, Disk};
use crate::site_paths::PRESS_MANIFEST;
use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use lock::Lock;
pub use published::PublishedSite;
pub use staging::Staging;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The new site, in the working folder.
const NEXT: &str = "next";

/// The old site during replacement, on platforms that cannot swap two folders.
const PREVIOUS: &str = "previous";

/// A folder to publish into, locked while this exists. Temporary files next to the site
/// are removed on drop.
#[derive(Debug)]
pub struct SiteFolder {
    /// The canonical path of the folder.
    folder: PathBuf,
    /// The current site, if the folder exists.
    previous: Option<PublishedSite>,
    /// The files to keep that the press did not write.
    keep: Vec<String>,
    /// The path of the new site.
    next: PathBuf,
    disk: Disk,
    // Dropped last, because the working folder must be empty to be removed.
    work: WorkFolder,
}

impl SiteFolder {
    /// Locks a folder to publish into, which must neither contain nor be inside any of
    /// `inputs`. A symbolic link is resolved to its target.
    ///
    /// # Errors
    /// If the folder must not or cannot be replaced, or another press is publishing into
    /// it, with a message for the person who runs the press. Nothing has been changed
    /// then.
    pub fn open(folder: &Path, inputs: &[impl AsRef<Path>], disk: Disk) -> Result<Self> {
        let folder = guard::resolve(folder)?;
        guard::ensure_apart(&folder, inputs)?;
        guard::ensure_replaceable(&folder)?;
        let work = WorkFolder::open(&folder, &disk)?;
        work.put_right(&folder)?;
        // Another press may have been at work until the lock was acquired.
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

    /// The canonical path of the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The current site, if the folder exists.
    pub fn previous(&self) -> Option<&PublishedSite> {
        self.previous.as_ref()
    }

    /// The disk that it is on.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Sets what to keep in the folder besides the press's own files: paths of files and
    /// folders inside it. Everything else must have been written by the press.
    ///
    /// # Errors
    /// If the folder has anything else that the press did not write.
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

    /// Creates the folder for the new site, readable by the same users as the old one. If the
    /// last run has left a twin of the old site in the cache, that becomes this folder.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn staging(&mut self, cache: Option<&Cache>) -> Result<Staging> {
        // What an earlier attempt has left and cannot be removed is left to the next run.
        let _ = self.disk.remove(&self.next);
        self.next = self.work.free(NEXT);
        let next = &self.next;
        let is_twin = cache.is_some_and(|cache| {
            let twin = cache.twin();
            // What a symbolic link leads to is not the press's own.
            let is_folder = fs::symlink_metadata(&twin).is_ok_and(|twin| twin.is_dir());
            is_folder && self.disk.rename(&twin, next).is_ok()
        });
        self.disk
            .create_folder(next)
            .with_context(|| format!("cannot create {}", next.shown()))?;
        self.take_access(Access::Writable)?;
        let path = next.clone();
        Ok(Staging { path, is_twin })
    }

    /// Copies the owner and permissions of the old site to the new one.
    fn take_access(&self, access: Access) -> Result<()> {
        let Ok(old) = fs::metadata(&self.folder) else {
            return Ok(());
        };
        let taken = self.disk.set_access(&self.next, &old, access);
        taken.with_context(|| {
            format!(
                "cannot give the new site the owner and permissions of {}",
                self.folder.shown()
            )
        })
    }

    /// Replaces the old site with the new one, and removes the old one, or makes it a twin of
    /// the new one in the cache. `changes` are the differences between the two.
    ///
    /// # Errors
    /// If the site cannot be replaced; the old one stays in place. Nothing fails after
    /// the replacement: if the old site cannot be removed, a message that says so is
    /// returned.
    pub fn replace(self, changes: &Changes, cache: Option<&Cache>) -> Result<Option<String>> {
        // Files to keep may have been added in the meantime.
        let kept = self.kept()?;
        link_kept(&kept, &self.folder, &self.next, &self.disk)?;
        self.take_access(Access::Same)?;
        self.disk
            .flush(&self.next)
            .with_context(|| format!("cannot write {}", self.next.shown()))?;
        let Some(old) = self.put_in_place()? else {
            return Ok(None);
        };
        // Without its manifest, the remains of the old site are not mistaken for a site.
        let removed = self.disk.remove(&old.join(PRESS_MANIFEST));
        let removed = removed.and_then(|()| {
            let has_moved = cache.is_some_and(|cache| {
                let twin = staging::make_twin(&old, changes, &kept, cache, &self.disk);
                twin.is_ok()
            });
            if has_moved {
                Ok(())
            } else {
                self.disk.remove(&old)
            }
        });
        Ok(removed.err().map(|error| {
            format!(
                "The site was published, but the old one could not be removed: {error:#}. \
                 The next run will try again."
            )
        }))
    }

    /// Moves the new site into place, and returns the new path of the old one.
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
        // Anything left over is removed by the next run.
        let _ = self.disk.remove(&self.next);
    }
}

/// Links the kept files of the old site into the new one.
///
/// # Errors
/// If the new site has a file of the same name.
pub fn link_kept(kept: &BTreeSet<String>, old: &Path, new: &Path, disk: &Disk) -> Result<()> {
    for path in kept {
        let path = path.trim_end_matches('/');
        ensure!(
            new.join(path).symlink_metadata().is_err(),
            "cannot keep “{path}” in {}: the new site has a file of that name. Remove it \
             from --keep and from “keep” in site.toml, and move the file away",
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

/// The working folder next to the site, `.SITE.press`. It exists only during a run, or
/// after one that was killed.
#[derive(Debug)]
struct WorkFolder {
    folder: PathBuf,
    /// The parent folders that had to be created for it.
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
        // If locking fails, dropping this removes the folders again.
        let mut work = Self {
            folder,
            made,
            lock: None,
            disk: disk.clone(),
        };
        work.lock = Some(Lock::take(&work.folder, site, disk)?);
        Ok(work)
    }

    /// Cleans up after an interrupted run. Holding the lock means that it is no longer
    /// running.
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
                        "an interrupted run left the last good site in {}, and it cannot be \
                         moved back to {}",
                        path.shown(),
                        site.shown()
                    )
                })?;
                continue;
            }
            // A leftover that cannot be removed does no harm: see `free`.
            let _ = self.disk.remove(&path);
        }
        Ok(())
    }

    /// An unused path in the folder.
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
            // Only an empty folder can be removed this way, so no site is lost.
            let _ = fs::remove_dir(folder);
        }
    }
}
