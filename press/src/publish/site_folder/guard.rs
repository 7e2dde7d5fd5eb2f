//! Which folders are never published into.

use super::published::device;
use crate::terminal::Shown;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The folder that a path leads to, with no symbolic link in its path. It need not exist.
pub(super) fn resolve(folder: &Path) -> Result<PathBuf> {
    let cannot_read = || format!("cannot read {}", folder.shown());
    let whole = std::path::absolute(folder).with_context(cannot_read)?;
    if let Ok(resolved) = fs::canonicalize(&whole) {
        return Ok(resolved);
    }
    ensure!(
        whole.symlink_metadata().is_err(),
        "{} is a link that leads nowhere. Make the folder that it leads to, or publish into \
         another one: --out DIR",
        folder.shown()
    );
    // What exists of the path is resolved, and what does not is added.
    let (Some(parent), Some(Component::Normal(name))) =
        (whole.parent(), whole.components().next_back())
    else {
        bail!("{} is not a folder that can be created", folder.shown());
    };
    let parent = resolve(parent)?;
    ensure_folder(&parent)?;
    Ok(parent.join(name))
}

/// Refuses a file where a folder is needed.
fn ensure_folder(path: &Path) -> Result<()> {
    ensure!(
        !path.exists() || path.is_dir(),
        "{} is a file. Move it away, or publish into another folder: --out DIR",
        path.shown()
    );
    Ok(())
}

/// Refuses a folder that one of `inputs` is, is in, or contains: publishing would destroy
/// what the site is made from.
pub(super) fn ensure_apart(folder: &Path, inputs: &[impl AsRef<Path>]) -> Result<()> {
    let here = std::env::current_dir().context("cannot find the working folder")?;
    let here = fs::canonicalize(here).context("cannot read the working folder")?;
    ensure!(
        !here.starts_with(folder),
        "{} contains the folder that you are in, which publishing would destroy. Publish into a \
         folder of its own: --out site",
        folder.shown()
    );
    for input in inputs {
        let input = input.as_ref();
        let Ok(resolved) = resolve(input) else {
            // What cannot be found is reported by whoever reads it.
            continue;
        };
        ensure!(
            !resolved.starts_with(folder) && !folder.starts_with(&resolved),
            "the site cannot be published into {}: {} is read from there. Publish into a folder \
             of its own: --out site",
            folder.shown(),
            input.shown()
        );
    }
    Ok(())
}

/// Refuses what cannot be replaced in one step.
pub(super) fn ensure_replaceable(folder: &Path) -> Result<()> {
    ensure_folder(folder)?;
    if !folder.exists() {
        return Ok(());
    }
    ensure!(
        !is_mount_point(folder)?,
        "{} is a mount point, which cannot be replaced in one step. Publish into a folder in it: \
         --out {}",
        folder.shown(),
        folder.join("site").shown()
    );
    Ok(())
}

/// Whether a folder is where another disk, or another part of one, begins.
fn is_mount_point(folder: &Path) -> Result<bool> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        // Systems before Linux 5.8 do not say so.
        if let Ok(status) = statx(
            CWD,
            folder,
            AtFlags::SYMLINK_NOFOLLOW,
            StatxFlags::BASIC_STATS,
        ) && status.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)
        {
            return Ok(true);
        }
    }
    match folder.parent() {
        Some(parent) => Ok(device(folder)? != device(parent)?),
        None => Ok(true),
    }
}
