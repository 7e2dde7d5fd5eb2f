use crate::publish::cache::Cache;
use crate::publish::changes::Changes;
use crate::publish::disk::Disk;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder that a new site is written into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staging {
    pub(in crate::publish) path: PathBuf,
    /// Whether it is a twin of the previous site, and not empty.
    pub(in crate::publish) is_twin: bool,
}

impl Staging {
    /// An empty folder, or one that does not exist yet.
    pub fn empty(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            is_twin: false,
        }
    }
}

/// Turns the site that has been replaced into a twin of the new one: a second link to each of
/// its files that has not changed, and nothing else. What is no longer published does not stay
/// on the disk, and neither do the files that were `kept` in both sites.
///
/// # Errors
/// If something cannot be removed or moved. What is left of the old site is where it was.
pub(super) fn make_twin(
    old: &Path,
    changes: &Changes,
    kept: &BTreeSet<String>,
    cache: &Cache,
    disk: &Disk,
) -> Result<()> {
    let differing = changes.changed.par_iter().chain(&changes.removed);
    let surplus = differing.chain(kept.par_iter());
    surplus.try_for_each(|path| disk.remove(&old.join(path)))?;
    cache.create(disk)?;
    // Nothing of the press's own is there.
    disk.remove(&cache.twin())?;
    Ok(disk.rename(old, &cache.twin())?)
}
