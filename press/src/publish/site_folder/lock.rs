use crate::publish::disk::Disk;
use crate::terminal::Shown;
use anyhow::{Context, Result, bail};
use same_file::Handle;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The lock of a press that is working in a folder. The system releases it when the
/// process ends, however that happens.
#[derive(Debug)]
pub(super) struct Lock(Handle);

impl Lock {
    /// The lock file. Its name marks a folder whose contents the press may remove, so no
    /// other program may use it.
    pub(super) fn path(work: &Path) -> PathBuf {
        work.join(".press-lock")
    }

    /// Creates the working folder of a site and locks it.
    pub(super) fn take(work: &Path, site: &Path, disk: &Disk) -> Result<Self> {
        let path = Self::path(work);
        loop {
            let is_in_the_way = match fs::read_dir(work) {
                // Listed once: another press may create or remove its lock at any time.
                Ok(entries) => {
                    let there: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
                    !there.is_empty() && !there.contains(&path)
                }
                Err(error) => error.kind() != ErrorKind::NotFound,
            };
            if is_in_the_way {
                bail!(
                    "{} is needed to publish {}, but the press did not create it. Move it away",
                    work.shown(),
                    site.shown()
                );
            }
            let cannot_create = || format!("cannot create {}", work.shown());
            disk.create_folder(work).with_context(cannot_create)?;
            let mut options = File::options();
            let file = match options.create(true).append(true).open(&path) {
                // Another press has just removed the file and its folder.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                file => file.with_context(|| format!("cannot create {}", path.shown()))?,
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => bail!(
                    "another press is publishing into {}. Run this again when it has finished",
                    site.shown()
                ),
                Err(TryLockError::Error(error)) => {
                    return Err(error).with_context(|| format!("cannot lock {}", path.shown()));
                }
            }
            // Another press may have removed the file after it was opened here, which
            // makes this lock useless.
            let locked = Handle::from_file(file)?;
            if Handle::from_path(&path).is_ok_and(|there| there == locked) {
                return Ok(Self(locked));
            }
        }
    }

    /// Removes the working folder if it is empty, and then releases the lock. While the
    /// folder contains its lock file, the next run recognizes it as its own.
    pub(super) fn release(self, work: &Path, disk: &Disk) {
        let has_only_lock = fs::read_dir(work).is_ok_and(|entries| entries.count() == 1);
        if has_only_lock {
            let _ = disk.remove(&Self::path(work));
            let _ = disk.remove(work);
        }
        drop(self.0);
    }
}
