//! The renditions of the pictures of articles and authors.
//!
//! Their folder has a name that is a hash of the original, and what the previous site has
//! there is linked into the new one: a picture that has not changed is not even decoded.

use super::{Output, Site};
use crate::catalog::Catalog;
use crate::content::Original;
use crate::publish::site_writer::SiteWriter;
use crate::rendition::Renditions;
use crate::terminal::Shown;
use anyhow::{Context, Error, Result};
use pictures::{Pixels, Unreadable};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;

/// The renditions of all pictures.
pub(super) struct Pictures;

impl Output for Pictures {
    /// The folders have a hash in their names.
    fn paths(&self, _: &Catalog<'_>) -> Vec<String> {
        Vec::new()
    }

    fn begin(&self, site: &Site<'_>) -> Result<()> {
        let newsroom = site.catalog.newsroom();
        let stories = newsroom.articles.iter().flat_map(|it| &it.image);
        let authors = newsroom.authors.iter().flat_map(|it| &it.image);
        let renditions = stories
            .map(Renditions::of)
            .chain(authors.map(Renditions::of_portrait));
        // Several articles may show one picture.
        let renditions: BTreeMap<_, _> = renditions
            .map(|them| (them.folder().to_owned(), them))
            .collect();
        let (large, small): (Vec<_>, Vec<_>) = renditions.into_values().partition(is_large);
        let publish = |renditions: &Renditions<'_>| {
            let place = &renditions.original.place;
            write(renditions, site.writer)
                .with_context(|| format!("cannot publish the picture {}", place.shown()))
        };
        // Encoding starts no threads of its own, so there are never more decoded pictures
        // in memory than processors.
        small.par_iter().try_for_each(publish)?;
        large.iter().try_for_each(publish)
    }
}

/// More pixels than this are in memory for one picture at a time.
const LARGE: u64 = 24_000_000;

fn is_large(renditions: &Renditions<'_>) -> bool {
    let Original { width, height, .. } = renditions.original;
    u64::from(*width) * u64::from(*height) > LARGE
}

fn write(renditions: &Renditions<'_>, writer: &SiteWriter) -> Result<()> {
    let files: Vec<_> = renditions
        .all()
        .into_iter()
        .flat_map(|(version, formats)| formats.iter().map(move |format| (version, *format)))
        .map(|(version, format)| {
            let path = renditions.path(version, format);
            (version, format, path.trim_start_matches('/').to_owned())
        })
        .collect();
    let is_kept = |path: &String| writer.in_previous(path).is_some();
    if files.iter().all(|(.., path)| is_kept(path)) {
        return writer.keep(renditions.folder());
    }
    let Original {
        place,
        width,
        height,
        ..
    } = renditions.original;
    let contents = fs::read(place).context("the file cannot be read")?;
    let original = pictures::decode(&contents, (*width, *height));
    let original = original.map_err(|error| {
        let advice = match error {
            Unreadable::NoMemory { .. } => "use a smaller one",
            Unreadable::Damaged(_) => "save or copy it again",
        };
        Error::new(error).context(advice)
    })?;
    // Half as many pixels to read for each of the others, and no difference to see.
    let largest = renditions.largest();
    let largest = original.scaled(largest.width, largest.height);
    let mut made: Option<(_, Pixels)> = None;
    for (version, format, path) in files {
        let pixels = match made.take() {
            Some((same, pixels)) if same == version => pixels,
            _ if version.is_whole() => largest.scaled(version.width, version.height),
            _ => original.cut(version.part, version.width, version.height),
        };
        writer.write(&path, &pictures::encode(&pixels, format)?)?;
        made = Some((version, pixels));
    }
    Ok(())
}
