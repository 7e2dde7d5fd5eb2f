//! What differs between two publications, and the file in which a run lists it.

use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

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

/// The file of `--changes`: a line for each file that differs from the last site.
#[derive(Debug)]
pub struct ChangesFile {
    path: PathBuf,
    target: Target,
}

/// What the lines are written into.
#[derive(Debug)]
enum Target {
    /// A file beside the one that was asked for, which it replaces when the site does.
    Beside(NamedTempFile),
    /// A device or a pipe.
    Stream(File),
}

impl ChangesFile {
    /// Makes sure that the file can be written, before anything is published.
    ///
    /// # Errors
    /// Where it cannot be written, or is inside the site, which is replaced.
    pub fn open(path: &Path, site: &Path) -> Result<Self> {
        let cannot_write = || format!("cannot write {}", path.shown());
        ensure!(
            !path.is_dir(),
            "{} is a folder. Name the file that the changes are to be written to: --changes FILE",
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
        // Where it is a link, the file that it leads to is written.
        let path = fs::canonicalize(&whole).unwrap_or(whole);
        let folder = path.parent().with_context(cannot_write)?;
        let real = fs::canonicalize(folder).with_context(cannot_write)?;
        ensure!(
            !real.starts_with(site),
            "{} is inside the site, which is replaced. Write the changes to another file: \
             --changes FILE",
            path.shown()
        );
        let beside = NamedTempFile::new_in(&real).with_context(cannot_write)?;
        Ok(Self {
            path,
            target: Target::Beside(beside),
        })
    }

    /// Writes the lines where they do not replace the file yet.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn write(&mut self, changes: &Changes) -> Result<()> {
        let lines: String = changes.lines().map(|line| line + "\n").collect();
        let written = match &mut self.target {
            Target::Beside(file) => file.write_all(lines.as_bytes()),
            Target::Stream(stream) => stream.write_all(lines.as_bytes()),
        };
        written.with_context(|| format!("cannot write {}", self.path.shown()))
    }

    /// Replaces the file, once the site is in its place.
    ///
    /// # Errors
    /// Where it cannot be replaced.
    pub fn replace(self) -> Result<()> {
        let Self { path, target } = self;
        let Target::Beside(file) = target else {
            return Ok(());
        };
        let cannot_write = || format!("cannot write {}", path.shown());
        let file = file.persist(&path).with_context(cannot_write)?;
        // Temporary files can be read by their owner alone.
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
