//! Publishes the site: runs all outputs, and replaces the previous site when all is written.

pub mod cache;
pub mod changes;
pub mod disk;
pub mod record;
pub mod site_folder;
pub mod site_writer;
pub mod versions;
mod walk;

use crate::app_build::AppBuild;
use crate::catalog::Catalog;
use crate::content::Newsroom;
use crate::hashed;
use crate::map::Atlas;
use crate::nameplate;
use crate::outputs::social_card::SocialCards;
use crate::outputs::{
    self, InputsOfArticles, Output, PublishedPage, Site, hosting, html, offline, read_flags, search,
};
use crate::pages::{self, Makings};
use crate::savings::{SavedFile, Savings};
use anyhow::Result;
use cache::Cache;
use changes::{Changes, ChangesFile};
use disk::Disk;
use model::PageDocument;
use model::contract::search::FOLDER;
use rayon::prelude::*;
use record::Record;
use site_folder::{PublishedSite, SiteFolder, Staging};
use site_writer::{NextRecord, SiteWriter};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::thread;

/// How many pages are made and rendered before the outputs take note of them in order:
/// enough work for all processors, and few enough to be in memory.
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
    /// What the last run has kept for this one, if it is to be used.
    pub cache: Option<Cache>,
}

/// What has been published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The number of pages.
    pub pages: usize,
    /// The number of pages that were rendered; the others are those of the previous site.
    pub rendered: usize,
    /// What differs from the previous site.
    pub changes: Changes,
    /// What did not work once the site was in its place, and what its host needs, in sentences.
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
    mut site: SiteFolder,
    mut changes: Option<ChangesFile>,
) -> Result<Published> {
    let disk = site.disk().clone();
    let cache = options.cache.as_ref();
    let staging = site.staging(cache)?;
    let is_twin = staging.is_twin;
    let written = write(newsroom, app, options, staging, &disk);
    let (mut published, record) = match written {
        // A twin that cannot be changed, for example because somebody has protected its files,
        // must not keep the site from being published.
        Err(_) if is_twin => write(newsroom, app, options, site.staging(None)?, &disk)?,
        written => written?,
    };
    if let Some(file) = &mut changes {
        file.write(&published.changes)?;
    }
    let policies = hosting::warn_of_other_policies(&options.previous, app);
    published.warnings.extend(policies);
    let left = site.replace(&published.changes, cache)?;
    // From here on nothing may fail: the site has been published.
    let listed = changes.map_or(Ok(()), ChangesFile::replace);
    published.warnings.extend(left);
    published.warnings.extend(listed.err().map(|error| {
        format!("The site has been published, but what has changed could not be listed: {error:#}.")
    }));
    published.warnings.extend(record.write(&disk));
    Ok(published)
}

/// Writes a site into a folder. What the next run is to know is written when the site
/// is in its place.
///
/// # Errors
/// As [`publish`].
pub fn write(
    newsroom: &Newsroom,
    app: &AppBuild,
    options: &PublishOptions,
    staging: Staging,
    disk: &Disk,
) -> Result<(Published, NextRecord)> {
    let flags = read_flags(newsroom, &options.flags)?;
    let atlas = Atlas::read(&options.map)?;
    let cards = SocialCards::new(&flags, &newsroom.fonts, &options.previous)?;
    let previous = PublishedSite::read(&options.previous)?;
    let record = options.cache.as_ref().map(Record::read);
    let writer = SiteWriter::new(staging, previous, options.compress, disk.clone())
        .with_record(record.unwrap_or_default());
    let site = Site {
        catalog: &Catalog::new(newsroom),
        app,
        nameplate: &nameplate::draw(newsroom)?,
        cards: &cards,
        flags: &flags,
        inputs: &InputsOfArticles::new(newsroom, &flags),
        writer: &writer,
    };
    let frame = html::Frame::new(&site)?;
    let pages = write_outputs(&frame, &site, &atlas)?;
    let rendered = frame.rendered();
    let (changes, next) = writer.finish(newsroom.audience)?;
    let published = Published {
        pages,
        rendered,
        changes,
        warnings: Vec::new(),
    };
    Ok((published, next))
}

/// Writes all outputs, and returns how many pages there are.
fn write_outputs(frame: &html::Frame<'_>, site: &Site<'_>, atlas: &Atlas) -> Result<usize> {
    let Site { catalog, app, .. } = *site;
    let mut publication = Publication {
        site,
        frame,
        outputs: outputs::all(catalog),
        savings: Savings::new(catalog.newsroom().site.base()),
        pages: 0,
    };
    for output in &publication.outputs {
        output.begin(site)?;
    }
    // The index of search is built beside the first pages: those that must know of it come
    // later.
    thread::scope(|scope| -> Result<()> {
        let indexing = scope.spawn(|| {
            let inputs = site.inputs.of_all(&app.search);
            let is_of_index = |path: &str| path.starts_with(FOLDER) && hashed::is_hashed(path);
            let make = || search::publish(catalog, &app.search, site.inputs, site.writer);
            site.writer
                .write_group(search::GROUP, inputs, is_of_index, make)
        });
        pages::each(catalog, atlas, BATCH, |pages| publication.add(pages))?;
        let search = match indexing.join() {
            Ok(search) => search?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        publication.add(vec![pages::search(catalog, &search)])?;
        let files = |paths: &[String]| {
            let urls: Vec<_> = paths.iter().map(|path| site.href(path)).collect();
            publication.saved_files(&urls)
        };
        let (program, index) = (files(&search.program)?, files(&search.index)?);
        publication.savings.add_search(program, index);
        Ok(())
    })?;
    publication.add_collections(atlas)?;
    offline::write_lists(site, &publication.savings)?;
    for output in &mut publication.outputs {
        output.finish(site)?;
    }
    Ok(publication.pages)
}

/// The pages that are being published.
struct Publication<'a> {
    site: &'a Site<'a>,
    frame: &'a html::Frame<'a>,
    outputs: Vec<Box<dyn Output + 'a>>,
    /// What it takes to save the pages so far.
    savings: Savings,
    /// How many there are so far.
    pages: usize,
}

impl Publication<'_> {
    /// Publishes some pages.
    fn add(&mut self, pages: Vec<PageDocument>) -> Result<()> {
        let write = |page| -> Result<PublishedPage> {
            let page = self.frame.publish(page)?;
            let mut outputs = self.outputs.iter();
            outputs.try_for_each(|output| output.write(self.site, &page))?;
            Ok(page)
        };
        let pages: Vec<_> = pages.into_par_iter().map(write).collect::<Result<_>>()?;
        for page in &pages {
            let outputs = self.outputs.iter_mut();
            outputs.for_each(|output| output.note(page));
            if !page.is_file() {
                self.note_savings(&page.page.path, page.document.len(), &page.pictures)?;
            }
        }
        self.pages += pages.len();
        Ok(())
    }

    /// Publishes the pages that offer to save others, and those of the same kinds.
    fn add_collections(&mut self, atlas: &Atlas) -> Result<()> {
        let catalog = self.site.catalog;
        let lists = pages::collections(catalog).into_iter();
        let lists: BTreeSet<_> = lists.map(|route| route.to_string()).collect();
        for kind in pages::COLLECTIONS {
            let make = |savings: &Savings| -> (Vec<_>, Vec<_>) {
                let pages = pages::of_kind(kind, catalog, &Makings { atlas, savings });
                let pages = pages.into_iter();
                pages.partition(|page| lists.contains(&page.path))
            };
            let (drafts, others) = make(&self.savings);
            self.add(others)?;
            // Each is saved with what is on its list, so its own size counts too.
            let measure = |draft: PageDocument| -> Result<_> {
                Ok((draft.path.clone(), self.frame.measure(draft)?))
            };
            let sizes: Vec<_> = drafts.into_par_iter().map(measure).collect::<Result<_>>()?;
            for (path, (bytes, pictures)) in sizes {
                self.note_savings(&path, bytes, &pictures)?;
            }
            let (pages, _) = make(&self.savings);
            self.add(pages)?;
        }
        Ok(())
    }

    /// Notes what it takes to save a page: its document, of so many bytes, and the pictures in
    /// its HTML.
    fn note_savings(&mut self, page: &str, bytes: usize, pictures: &[String]) -> Result<()> {
        let pictures = self.saved_files(pictures)?;
        self.savings.add_page(page, bytes, pictures);
        Ok(())
    }

    /// Files that have been published, by their URLs.
    fn saved_files(&self, urls: &[String]) -> Result<Vec<SavedFile>> {
        let files = urls.iter().map(|url| {
            let (url, bytes) = (url.clone(), self.site.writer.size(self.site.path(url))?);
            Ok(SavedFile { url, bytes })
        });
        files.collect()
    }
}
