//! The folder next to a site in which a run keeps what the next one may use. It may be
//! deleted at any time.

use crate::publish::disk::Disk;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Tells programs that make backups to leave the folder out
/// (<https://bford.info/cachedir/>).
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n\
     # The newswire's press keeps here what makes its next run faster.\n",
);

/// The cache of a site, `.SITE.cache`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cache(PathBuf);

impl Cache {
    /// The cache of the site in a folder, by the folder's canonical path.
    pub fn of(site: &Path) -> Self {
        let name = site.file_name().unwrap_or_default();
        Self(site.with_file_name(format!(".{}.cache", name.to_string_lossy())))
    }

    /// The folder, which need not exist.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// The twin of the site: the folder that becomes the next one. It has a second link to each
    /// file of the site, but for those that are new since the last run.
    pub(super) fn twin(&self) -> PathBuf {
        self.0.join("twin")
    }

    /// Reads a file of it, and returns when it was written.
    pub(super) fn read(&self, name: &str) -> Option<(Vec<u8>, std::time::SystemTime)> {
        let file = self.0.join(name);
        let written = fs::metadata(&file).ok()?.modified().ok()?;
        Some((fs::read(&file).ok()?, written))
    }

    /// Writes a file of it.
    ///
    /// # Errors
    /// If the folder cannot be created, or the file cannot be written.
    pub(super) fn write(&self, name: &str, contents: &[u8], disk: &Disk) -> io::Result<()> {
        self.create(disk)?;
        disk.replace(&self.0.join(name), contents)
    }

    /// Creates the folder. Only its owner can read it, since what is held is in it as well.
    ///
    /// # Errors
    /// If it cannot be created.
    pub(super) fn create(&self, disk: &Disk) -> io::Result<()> {
        let Self(folder) = self;
        disk.create_folder(folder)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        }
        match disk.write_new(&folder.join(TAG.0), TAG.1.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    }
}
