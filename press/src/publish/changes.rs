//! The differences between two publications, and the file that lists them.

use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The differences between a site and the last one: sorted paths below the site's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that the previous site did not have.
    pub added: Vec<String>,
    /// Files that differ from the previous site.
    pub changed: Vec<String>,
    /// Files that only the previous site had.
    pub removed: Vec<String>,
    /// The number of unchanged files.
    pub kept: usize,
}

impl Changes {
    /// One line per change: `+ path`, `~ path` or `- path`. The order is safe for
    /// uploading file by file: whatever a page needs is added before the page and removed
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

/// The numbers of files that were added, changed, removed and kept.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} files added, {} changed, {} removed, {} unchanged",
            self.added.len(),
            self.changed.len(),
            self.removed.len(),
            self.kept
        )
    }
}

/// The file for `--changes`: one line for each file that differs from the previous site.
#[derive(Debug)]
pub struct ChangesFile {
    path: PathBuf,
    target: Target,
}

/// Where the lines are written.
#[derive(Debug)]
enum Target {
    /// A temporary file next to the requested one, which it replaces when the site is
    /// replaced.
    Beside(NamedTempFile),
    /// A device or a pipe.
    Stream(File),
}

impl ChangesFile {
    /// Checks that the file can be written before anything is published.
    ///
    /// # Errors
    /// If it cannot be written, or is inside the site, which will be replaced.
    pub fn open(path: &Path, site: &Path) -> Result<Self> {
        let cannot_write = || format!("cannot write {}", path.shown());
        ensure!(
            !path.is_dir(),
            "{} is a folder. Name a file for the changes: --changes FILE",
            path.shown()
        );
        let is_stream = fs::metadata(path).is_ok_and(|metadata| !metadata.is_file());
        if is_stream {
            let stream = File::options().write(true).open(path);
            return Ok(Self {
                path: path.to_owned(),
                target: Target::Stream(stream.with_context(cannot_write)?),
            });
        }
        let whole = std::path::absolute(path).with_context(cannot_write)?;
        // If the path is a symbolic link, write its target.
        let path = fs::canonicalize(&whole).unwrap_or(whole);
        let folder = path.parent().with_context(cannot_write)?;
        let real = fs::canonicalize(folder).with_context(cannot_write)?;
        ensure!(
            !real.starts_with(site),
            "{} is inside the site, which will be replaced. Write the changes to another file: \
             --changes FILE",
            path.shown()
        );
        let beside = NamedTempFile::new_in(&real).with_context(cannot_write)?;
        Ok(Self {
            path,
            target: Target::Beside(beside),
        })
    }

    /// Writes the lines without replacing the file yet.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(&mut self, changes: &Changes) -> Result<()> {
        let lines: String = changes.lines().map(|line| line + "\n").collect();
        let written = match &mut self.target {
            Target::Beside(file) => file.write_all(lines.as_bytes()),
            Target::Stream(stream) => stream.write_all(lines.as_bytes()),
        };
        written.with_context(|| format!("cannot write {}", self.path.shown()))
    }

    /// Replaces the file after the site has been replaced.
    ///
    /// # Errors
    /// If it cannot be replaced.
    pub fn replace(self) -> Result<()> {
        let Self { path, target } = self;
        let Target::Beside(file) = target else {
            return Ok(());
        };
        let cannot_write = || format!("cannot write {}", path.shown());
        let file = file.persist(&path).with_context(cannot_write)?;
        // Temporary files are only readable by their owner.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            file.set_permissions(fs::Permissions::from_mode(0o644))
                .with_context(cannot_write)?;
        }
        drop(file);
        Ok(())
    }
}
