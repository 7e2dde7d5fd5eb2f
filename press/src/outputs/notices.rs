//! Third-party license notices: every site includes parts of others' works.

use super::{Output, Site};
use crate::catalog::Catalog;
use crate::site_paths::NOTICES;
use anyhow::Result;

/// The notices.
pub(super) struct Notices;

impl Output for Notices {
    fn paths(&self, _: &Catalog<'_>) -> Vec<String> {
        vec![NOTICES.to_owned()]
    }

    fn finish(&mut self, site: &Site<'_>) -> Result<()> {
        site.writer.write(NOTICES, TEXT.as_bytes())
    }
}

/// Its text, written by `cargo xtask notices`.
pub const TEXT: &str = include_str!("../../../third-party-notices.txt");
