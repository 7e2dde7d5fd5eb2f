//! The app and the flags that its pages show.

use super::{Output, Site};
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::content::Newsroom;
use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The folder of the flags.
pub(crate) const FLAGS: &str = "flags";

/// The files of the app, and the flags.
pub(super) struct App;

impl Output for App {
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        let countries = catalog.newsroom().countries.iter();
        countries.map(|country| flag(&country.flag)).collect()
    }

    fn begin(&self, site: &Site<'_>) -> Result<()> {
        // The program takes a second to compress.
        let files = site.app.files.par_iter().chain(site.flags);
        files.try_for_each(|file| site.write(file))
    }
}

/// Reads the flags of the countries from a folder.
///
/// # Errors
/// If one is missing, in words for who runs the press.
pub(crate) fn read_flags(newsroom: &Newsroom, flags: &Path) -> Result<Vec<File>> {
    ensure!(
        flags.is_dir(),
        "the flags are not in {}. Install them: npm ci. If they are elsewhere, name their folder: --flags DIR",
        flags.shown()
    );
    let countries = newsroom.countries.iter();
    let codes: BTreeSet<_> = countries.map(|country| &country.flag).collect();
    codes
        .into_iter()
        .map(|code| {
            let contents = fs::read(flags.join(format!("{code}.svg")))
                .with_context(|| format!("there is no flag for the country code “{code}”"))?;
            Ok(File {
                path: flag(code),
                contents,
            })
        })
        .collect()
}

/// The path of the flag of a country.
fn flag(code: &str) -> String {
    format!("{FLAGS}/{code}.svg")
}
