//! Refuses folders that must not be published into.

use super::published::device;
use crate::terminal::Shown;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The canonical path of a folder that may not exist yet.
pub(super) fn resolve(folder: &Path) -> Result<PathBuf> {
    let cannot_read = || format!("cannot read {}", folder.shown());
    let whole = std::path::absolute(folder).with_context(cannot_read)?;
    if let Ok(resolved) = fs::canonicalize(&whole) {
        return Ok(resolved);
    }
    ensure!(
        whole.symlink_metadata().is_err(),
        "{} is a broken symbolic link. Create its target, or publish into \
         another folder: --out DIR",
        folder.shown()
    );
    // Resolve the part of the path that exists, and append the rest.
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

/// Refuses a folder that equals, is inside or contains one of `inputs`: publishing would
/// destroy what the site is built from.
pub(super) fn ensure_apart(folder: &Path, inputs: &[impl AsRef<Path>]) -> Result<()> {
    let here = std::env::current_dir().context("cannot find the current folder")?;
    let here = fs::canonicalize(here).context("cannot read the current folder")?;
    ensure!(
        !here.starts_with(folder),
        "{} contains the current folder, which publishing would destroy. Publish into a \
         separate folder: --out site",
        folder.shown()
    );
    for input in inputs {
        let input = input.as_ref();
        let Ok(resolved) = resolve(input) else {
            // Missing inputs are reported when they are read.
            continue;
        };
        ensure!(
            !resolved.starts_with(folder) && !folder.starts_with(&resolved),
            "the site cannot be published into {}: {} is read from there. Publish into a \
             separate folder: --out site",
            folder.shown(),
            input.shown()
        );
    }
    Ok(())
}

/// Refuses a folder that cannot be replaced in one step.
pub(super) fn ensure_replaceable(folder: &Path) -> Result<()> {
    ensure_folder(folder)?;
    if !folder.exists() {
        return Ok(());
    }
    ensure!(
        !is_mount_point(folder)?,
        "{} is a mount point, which cannot be replaced in one step. Publish into a folder inside it: \
         --out {}",
        folder.shown(),
        folder.join("site").shown()
    );
    Ok(())
}

/// Whether a folder is a mount point.
fn is_mount_point(folder: &Path) -> Result<bool> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        // Linux before 5.8 does not report this.
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
