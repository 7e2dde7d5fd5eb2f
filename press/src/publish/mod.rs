//! Publishes the site: runs all outputs, and replaces the previous site when all is written.

pub mod changes;
pub mod disk;
pub mod site_folder;
pub mod site_writer;

use crate::app_build::AppBuild;
use crate::catalog::Catalog;
use crate::content::Newsroom;
use crate::map::Atlas;
use crate::nameplate;
use crate::outputs::social_card::SocialCards;
use crate::outputs::{self, PublishedPage, Site, html, read_flags, search};
use crate::pages;
use anyhow::Result;
use changes::{Changes, ChangesFile};
use disk::Disk;
use model::PageDocument;
use rayon::prelude::*;
use site_folder::{PublishedSite, SiteFolder};
use site_writer::SiteWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// How many pages are rendered before the outputs take note of them in order: enough work
/// for all processors, and few enough to be in memory.
const BATCH: usize = 64;

/// The folders of what comes from others, which `npm ci` installs.
#[derive(Clone, Debug)]
pub struct PublishOptions {
    /// The flags: `ru.svg` and so on.
    pub flags: PathBuf,
    /// The map: `countries-110m.json` and so on.
    pub map: PathBuf,
    /// The folder of the previous site, if there is one: files that are the same are reused,
    /// and changes are reported.
    pub previous: PathBuf,
    /// Whether texts get compressed copies beside them, for hosts that serve such.
    pub compress: bool,
}

/// What has been published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The number of pages.
    pub pages: usize,
    /// What differs from the previous site.
    pub changes: Changes,
    /// What did not work once the site was in its place, in sentences.
    pub warnings: Vec<String>,
}

/// Writes the new site beside the previous one, then exchanges the two. Whatever fails, the
/// last good site stays as it was. What has changed is listed in a file, if
/// one is given.
///
/// # Errors
/// Where something cannot be read or written, in words for who runs the press.
pub fn publish(
    newsroom: &Newsroom,
    app: &AppBuild,
    options: &PublishOptions,
    site: SiteFolder,
    mut changes: Option<ChangesFile>,
) -> Result<Published> {
    let mut published = write(newsroom, app, options, site.staging()?, site.disk())?;
    if let Some(file) = &mut changes {
        file.write(&published.changes)?;
    }
    let left = site.replace()?;
    // From here on nothing may fail: the site has been published.
    let listed = changes.map_or(Ok(()), ChangesFile::replace);
    published.warnings.extend(left);
    published.warnings.extend(listed.err().map(|error| {
        format!("The site has been published, but what has changed could not be listed: {error:#}.")
    }));
    Ok(published)
}

/// Writes a site into an empty folder.
///
/// # Errors
/// As [`publish`].
pub fn write(
    newsroom: &Newsroom,
    app: &AppBuild,
    options: &PublishOptions,
    folder: &Path,
    disk: &Disk,
) -> Result<Published> {
    let flags = read_flags(newsroom, &options.flags)?;
    let atlas = Atlas::read(&options.map)?;
    let cards = SocialCards::new(&flags, &newsroom.fonts, &options.previous)?;
    let previous = PublishedSite::read(&options.previous)?;
    let writer = SiteWriter::new(folder, previous, options.compress, disk.clone());
    let site = Site {
        catalog: &Catalog::new(newsroom),
        app,
        nameplate: &nameplate::draw(newsroom)?,
        cards: &cards,
        flags: &flags,
        writer: &writer,
    };
    let pages = write_outputs(&site, &atlas)?;
    Ok(Published {
        pages,
        changes: writer.finish(newsroom.audience)?,
        warnings: Vec::new(),
    })
}

/// Writes all outputs, and returns how many pages there are.
fn write_outputs(site: &Site<'_>, atlas: &Atlas) -> Result<usize> {
    let Site { catalog, app, .. } = *site;
    let shared = Arc::new(catalog.newsroom().site.clone());
    let mut outputs = outputs::all(catalog);
    let mut publish = |pages: Vec<PageDocument>| -> Result<()> {
        let write = |page| -> Result<PublishedPage> {
            let page = html::render(site, &shared, page)?;
            let mut outputs = outputs.iter();
            outputs.try_for_each(|output| output.write(site, &page))?;
            Ok(page)
        };
        let pages: Vec<_> = pages.into_par_iter().map(write).collect::<Result<_>>()?;
        for output in &mut outputs {
            pages.iter().for_each(|page| output.note(page));
        }
        Ok(())
    };
    // The index of search is built beside the pages; the page that searches is the
    // only one that must know of it.
    let count = thread::scope(|scope| -> Result<usize> {
        let indexing = scope.spawn(|| search::publish(catalog, &app.search, site.writer));
        let mut pages = pages::all(catalog, atlas).into_iter();
        let count = pages.len() + 1;
        while pages.len() > 0 {
            publish(pages.by_ref().take(BATCH).collect())?;
        }
        let published = match indexing.join() {
            Ok(published) => published?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        publish(vec![pages::search(catalog, &published)])?;
        Ok(count)
    })?;
    for output in &mut outputs {
        output.finish(site)?;
    }
    Ok(count)
}
