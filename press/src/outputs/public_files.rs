//! The files of `public/`, which are published as they are.

use super::{Output, Site};
use crate::catalog::Catalog;
use anyhow::Result;

/// The files of `public/`.
pub(super) struct PublicFiles;

impl Output for PublicFiles {
    /// None of its own: it is checked that they take nobody's place.
    fn paths(&self, _: &Catalog<'_>) -> Vec<String> {
        Vec::new()
    }

    fn begin(&self, site: &Site<'_>) -> Result<()> {
        for file in &site.catalog.newsroom().files {
            site.writer.write(&file.path, &file.contents()?)?;
        }
        Ok(())
    }
}
