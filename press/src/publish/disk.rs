//! All changes that the press makes to the disk.
//!
//! Having them in one place makes interrupted runs testable: a [`Disk`] can be set up to
//! run out of space, or to kill the process, at its nth change.

use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use walkdir::{DirEntry, WalkDir};

/// Makes changes to the disk. Clones share a count of these changes.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    changes: Arc<AtomicUsize>,
    /// Held while folders are created, so that threads do not create one twice.
    folders: Arc<Mutex<()>>,
    failure: Option<Failure>,
    /// Simulates a platform that cannot swap two folders in one step.
    cannot_exchange: bool,
    /// Simulates a file system without hard links.
    cannot_link: bool,
}

/// A simulated failure. Changes are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// From that change on, no file, folder or link can be added.
    Full(usize),
    /// The process is killed in the middle of that change.
    Killed(usize),
    /// Nothing can be removed.
    Stuck,
}

/// How a file came to a second path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// As a hard link: it is the same file.
    Linked,
    /// As a copy.
    Copied,
}

/// Which permissions to copy from another folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The same permissions.
    Same,
    /// The same permissions, and write access for the owner.
    Writable,
}

impl Disk {
    /// A disk that fails, for tests.
    pub fn failing(failure: Failure) -> Self {
        Self {
            failure: Some(failure),
            ..Self::default()
        }
    }

    /// The same disk, on a platform that cannot swap two folders in one step.
    pub fn without_exchange(self) -> Self {
        Self {
            cannot_exchange: true,
            ..self
        }
    }

    /// The same disk, with a file system that has no hard links.
    pub fn without_links(self) -> Self {
        Self {
            cannot_link: true,
            ..self
        }
    }

    /// The number of changes so far.
    pub fn changes(&self) -> usize {
        self.changes.load(Ordering::Relaxed)
    }

    /// Creates a folder and its parents, unless it exists.
    ///
    /// # Errors
    /// See [`fs::create_dir_all`].
    pub fn create_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let _lock = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let missing: Vec<_> = folder.ancestors().take_while(is_missing).collect();
        for folder in missing.into_iter().rev() {
            self.count(Change::Adds, || {})?;
            match fs::create_dir(folder) {
                // Another press has been faster, and may already have removed it again.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && !folder.is_file() => {}
                created => created?,
            }
        }
        Ok(())
    }

    /// Writes a file that does not exist yet, and returns it.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if the path exists; otherwise see
    /// [`File::create_new`].
    pub fn write_new(&self, path: &Path, contents: &[u8]) -> io::Result<File> {
        let mut file = File::create_new(path)?;
        let half = contents.len() / 2;
        self.count(Change::Adds, || {
            let _ = file.write_all(&contents[..half]);
        })?;
        file.write_all(contents)?;
        Ok(file)
    }

    /// Replaces a file in one step, or creates it.
    ///
    /// # Errors
    /// See [`fs::write`] and [`fs::rename`].
    pub fn replace(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let new = path.with_file_name(name);
        // Left behind by an interrupted run.
        let _ = fs::remove_file(&new);
        drop(self.write_new(&new, contents)?);
        self.rename(&new, path)
    }

    /// Hard-links a file to a path that does not exist yet, or copies it with its
    /// permissions and time stamp if that is not possible.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] if the path exists; otherwise see [`fs::copy`].
    pub fn link(&self, from: &Path, to: &Path) -> io::Result<Placed> {
        self.count(Change::Adds, || {})?;
        if self.cannot_link {
            return copy(from, to);
        }
        match fs::hard_link(from, to) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => copy(from, to),
            linked => linked.map(|()| Placed::Linked),
        }
    }

    /// Creates a symbolic link with the same target as another one.
    ///
    /// # Errors
    /// See [`std::os::unix::fs::symlink`]; always fails on platforms without symbolic
    /// links.
    pub fn copy_symlink(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.count(Change::Adds, || {})?;
        let target = fs::read_link(from)?;
        #[cfg(unix)]
        return std::os::unix::fs::symlink(target, to);
        #[cfg(not(unix))]
        {
            let _ = (target, to);
            Err(ErrorKind::Unsupported.into())
        }
    }

    /// Copies a folder's owner, group and permissions to another folder.
    ///
    /// # Errors
    /// If the user is not allowed to.
    pub fn set_access(&self, folder: &Path, like: &Metadata, access: Access) -> io::Result<()> {
        self.count(Change::Moves, || {})?;
        let mut permissions = like.permissions();
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
            let own = fs::metadata(folder)?;
            let user = (own.uid() != like.uid()).then(|| like.uid());
            let group = (own.gid() != like.gid()).then(|| like.gid());
            if user.is_some() || group.is_some() {
                chown(folder, user, group)?;
            }
            if access == Access::Writable {
                permissions.set_mode(permissions.mode() | 0o700);
            }
        }
        #[cfg(not(unix))]
        if access == Access::Writable {
            permissions.set_readonly(false);
        }
        // Changing the owner resets some permissions, so set them last.
        fs::set_permissions(folder, permissions)
    }

    /// Moves a file or folder.
    ///
    /// # Errors
    /// See [`fs::rename`].
    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.count(Change::Moves, || {})?;
        fs::rename(from, to)
    }

    /// Swaps two folders in one step.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] if the platform or file system cannot do that;
    /// otherwise see [`fs::rename`].
    pub fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if self.cannot_exchange {
            return Err(ErrorKind::Unsupported.into());
        }
        self.count(Change::Moves, || {})?;
        exchange(one, other)
    }

    /// Waits until everything written to a folder's file system is on the disk and
    /// survives a power failure. Does nothing on platforms without such a call.
    ///
    /// # Errors
    /// If something could not be written.
    pub fn flush(&self, folder: &Path) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        rustix::fs::syncfs(fs::File::open(folder)?)?;
        #[cfg(not(target_os = "linux"))]
        let _ = folder;
        Ok(())
    }

    /// Removes a file, or a folder with its contents, if it exists. Symbolic links are
    /// removed, not followed.
    ///
    /// # Errors
    /// If something cannot be removed; names its path.
    pub fn remove(&self, path: &Path) -> Result<()> {
        // What is at the same depth can be removed in any order, by several threads.
        let mut levels: BTreeMap<usize, Vec<DirEntry>> = BTreeMap::new();
        for entry in WalkDir::new(path).follow_root_links(false) {
            match entry {
                Ok(entry) => levels.entry(entry.depth()).or_default().push(entry),
                Err(error) if is_gone(error.io_error()) => {}
                Err(error) => {
                    return Err(error).with_context(|| format!("cannot read {}", path.shown()));
                }
            }
        }
        let mut levels = levels.into_values().rev();
        levels.try_for_each(|level| level.par_iter().try_for_each(|it| self.remove_one(it)))
    }

    /// Removes a file or an empty folder.
    fn remove_one(&self, entry: &DirEntry) -> Result<()> {
        let cannot_remove = || format!("cannot remove {}", entry.path().shown());
        ensure!(self.failure != Some(Failure::Stuck), cannot_remove());
        self.count(Change::Moves, || {})?;
        let removed = match entry.file_type().is_dir() {
            true => fs::remove_dir(entry.path()),
            false => fs::remove_file(entry.path()),
        };
        match removed {
            Err(error) if !is_gone(Some(&error)) => Err(error).with_context(cannot_remove),
            _ => Ok(()),
        }
    }

    /// Counts an upcoming change, and fails if that is planned. `half` performs the
    /// change partially.
    fn count(&self, change: Change, half: impl FnOnce()) -> io::Result<()> {
        let number = self.changes.fetch_add(1, Ordering::Relaxed) + 1;
        match self.failure {
            Some(Failure::Killed(at)) if number == at => {
                half();
                std::process::abort();
            }
            Some(Failure::Full(first)) if number >= first && change == Change::Adds => {
                half();
                Err(ErrorKind::StorageFull.into())
            }
            _ => Ok(()),
        }
    }
}

/// The kinds of change to a disk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Needs disk space.
    Adds,
    /// Moves or removes something.
    Moves,
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| match error {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => ErrorKind::Unsupported.into(),
        other => other.into(),
    })
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Copies a file with its permissions and time stamp to a path that does not exist yet.
fn copy(from: &Path, to: &Path) -> io::Result<Placed> {
    File::create_new(to)?;
    fs::copy(from, to)?;
    File::open(to)?.set_modified(fs::metadata(from)?.modified()?)?;
    Ok(Placed::Copied)
}

fn is_gone(error: Option<&io::Error>) -> bool {
    error.is_some_and(|error| error.kind() == ErrorKind::NotFound)
}
