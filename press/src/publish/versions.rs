//! Writes down each text of an article that is published, in the folder `history/` of the
//! content: a file for each version, which is never changed again.

use super::disk::Disk;
use crate::content::{HISTORY, Moment, Newsroom, Version, Wording};
use crate::differences;
use crate::terminal::Shown;
use anyhow::{Context, Result, bail};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of new versions until the site is in its place, in the content. Files whose
/// names begin with a dot are not read.
const STAGED: &str = ".history.press";

/// New versions of articles, complete on the disk, which count once the site is in its place.
/// If that fails, they are removed when this is dropped.
#[derive(Debug)]
pub struct NewVersions {
    content: PathBuf,
    /// The paths below `history/`.
    paths: Vec<PathBuf>,
    disk: Disk,
}

impl NewVersions {
    /// Gives each article of a newsroom whose words have changed a new version, published at
    /// a time, and writes these where they are not read yet.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn stage(
        content: &Path,
        newsroom: &mut Newsroom,
        at: &Moment,
        disk: &Disk,
    ) -> Result<Self> {
        let mut new = Self {
            content: content.to_owned(),
            paths: Vec::new(),
            disk: disk.clone(),
        };
        let folder = content.join(STAGED);
        let cannot_write = || {
            format!(
                "versions of articles cannot be written to {}",
                folder.shown()
            )
        };
        // An interrupted run may have left it.
        disk.remove(&folder)?;
        for article in &mut newsroom.articles {
            let Some(wording) = Wording::of(article) else {
                continue;
            };
            if !differences::is_new(&wording, &article.versions) {
                continue;
            }
            let last = article.versions.last();
            let version = Version {
                number: last.map_or(1, |last| last.number.saturating_add(1)),
                published: at.clone(),
                wording,
            };
            let path = Path::new(&article.slug).join(format!("{}.md", version.number));
            let place = folder.join(&path);
            disk.create_folder(place.parent().unwrap_or(&folder))
                .with_context(cannot_write)?;
            let file = version.file();
            let written = disk.write_new(&place, file.as_bytes());
            written.with_context(cannot_write)?;
            new.paths.push(path);
            article.versions.push(version);
        }
        if !new.paths.is_empty() {
            disk.flush(&folder).with_context(cannot_write)?;
        }
        Ok(new)
    }

    /// Moves them to where they are read, and returns how many there are. No file is
    /// replaced.
    ///
    /// # Errors
    /// If that is not possible for one of them; the next run will record those that are
    /// missing.
    pub fn record(self) -> Result<usize> {
        for path in &self.paths {
            let place = self.content.join(HISTORY).join(path);
            let shown = || format!("cannot write {}", place.shown());
            let folder = place.parent().unwrap_or(&place);
            self.disk.create_folder(folder).with_context(shown)?;
            match self
                .disk
                .link(&self.content.join(STAGED).join(path), &place)
            {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    bail!("{} has been written in the meantime", place.shown())
                }
                linked => linked.with_context(shown)?,
            };
        }
        Ok(self.paths.len())
    }
}

impl Drop for NewVersions {
    fn drop(&mut self) {
        // Anything left over is removed by the next run.
        let _ = self.disk.remove(&self.content.join(STAGED));
    }
}
