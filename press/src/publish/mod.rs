//! Writes the site: every page's HTML and document and what stands beside it, feeds and
//! sitemaps, the app, the flags.

pub mod changes;
pub mod disk;
pub mod site_folder;
pub mod site_writer;

use crate::app_build::AppBuild;
use crate::catalog::Catalog;
use crate::content::Newsroom;
use crate::map::Atlas;
use crate::outputs::alternates;
use crate::outputs::feeds;
use crate::outputs::hosting;
use crate::outputs::html::head::{head, particulars};
use crate::outputs::html::render;
use crate::outputs::notices;
use crate::outputs::offline::{self, Collections, Edition};
use crate::outputs::redirects;
use crate::outputs::search;
use crate::outputs::security_txt;
use crate::outputs::sitemap::{self, Sitemap};
use crate::outputs::social_card::SocialCards;
use crate::pages;
use crate::placement::written;
use crate::site_paths;
use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use changes::{Changes, ChangesFile};
use disk::Disk;
use model::contract::files;
use model::{PageDocument, Site};
use site_folder::{PublishedSite, SiteFolder};
use site_writer::SiteWriter;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// The folders of what comes from others, which `npm ci` installs.
#[derive(Clone, Debug)]
pub struct PublishOptions {
    /// The flags: `ru.svg` and so on.
    pub flags: PathBuf,
    /// The map: `countries-110m.json` and so on.
    pub map: PathBuf,
    /// The folder of a site that was published before: what is the same in it is used
    /// again, and what is not is told. There need not be any.
    pub last: PathBuf,
    /// Whether texts get compressed copies beside them, for hosts that serve such.
    pub compress: bool,
}

/// What has been published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The number of pages.
    pub pages: usize,
    /// What differs from the last site.
    pub changes: Changes,
    /// What did not work once the site was in its place, in sentences.
    pub warnings: Vec<String>,
}

/// Publishes beside the site that stands and puts the new one in its place. Whatever
/// fails, the last good site stays as it was. What has changed is listed in a file, if
/// one is given.
///
/// # Errors
/// Where something cannot be read or written, in words for who runs the press.
pub fn publish(
    newsroom: &Newsroom,
    app: &AppBuild,
    parts: &PublishOptions,
    site: SiteFolder,
    mut changes: Option<ChangesFile>,
) -> Result<Published> {
    let mut published = write(newsroom, app, parts, site.staging()?, site.disk())?;
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
    parts: &PublishOptions,
    folder: &Path,
    disk: &Disk,
) -> Result<Published> {
    let flags = read_flags(newsroom, &parts.flags)?;
    let atlas = Atlas::read(&parts.map)?;
    let last = PublishedSite::read(&parts.last)?;
    let output = SiteWriter::new(folder, last, parts.compress, disk.clone());
    for file in app.files.iter().chain(&flags) {
        output.write(&file.path, &file.contents)?;
    }
    for file in &newsroom.files {
        output.write(&file.path, &file.contents()?)?;
    }
    output.write(site_paths::NOTICES, notices::TEXT.as_bytes())?;
    let cards = SocialCards::new(&flags, &parts.last)?.with_fonts(&newsroom.fonts)?;
    let pages = write_pages(newsroom, app, &atlas, &cards, &output)?;
    redirects::publish(newsroom, app, &output)?;
    if let Some(text) = security_txt::file(newsroom) {
        output.write(site_paths::SECURITY_TXT, text.as_bytes())?;
    }
    let base = newsroom.site.base();
    let hashed = hosting::hashed_files(folder).context("cannot read what was written")?;
    output.write(
        site_paths::HEADERS,
        hosting::headers(&base, &hashed).as_bytes(),
    )?;
    output.write(
        site_paths::REDIRECTS,
        hosting::redirects(&newsroom.redirects, &base).as_bytes(),
    )?;
    Ok(Published {
        pages,
        changes: output.finish()?,
        warnings: Vec::new(),
    })
}

/// Writes the pages and the index of search, and returns how many pages there are.
fn write_pages(
    newsroom: &Newsroom,
    app: &AppBuild,
    atlas: &Atlas,
    cards: &SocialCards<'_>,
    output: &SiteWriter,
) -> Result<usize> {
    let site = Arc::new(newsroom.site.clone());
    let catalog = Catalog::new(newsroom);
    let mut collections = Collections::new(&app.id);
    let mut edition = Edition::default();
    for file in [offline::worker(app, &site)?, offline::manifest(newsroom)?] {
        output.write(&file.path, &file.contents)?;
    }
    // The index of search is built beside the pages; the page that searches is the
    // only one that must know of it.
    thread::scope(|scope| {
        let indexing = scope.spawn(|| search::publish(&catalog, &app.search, output));
        let mut pages = pages::all(&catalog, atlas);
        let count = pages.len() + 1;
        let mut sitemap = Sitemap::new(&catalog, sitemap::MOST);
        let mut print = |page: PageDocument| -> Result<()> {
            let page = Arc::new(page);
            let particulars = particulars(&catalog, cards, &page)?;
            let printed = Printed::new(newsroom, &site, &particulars, &page, app)?;
            printed.write(output)?;
            edition.add(&printed.document);
            collections.add(&printed)
        };
        for page in pages.drain(..) {
            sitemap.add(&page);
            for file in alternates::files(&catalog, cards, &page)? {
                output.write(&file.path, &file.contents)?;
            }
            print(page)?;
        }
        for file in feeds::all(&catalog, cards) {
            let file = file?;
            output.write(&file.path, &file.contents)?;
        }
        let robots = sitemap::robots(&catalog);
        for file in sitemap
            .files()
            .chain([sitemap::news(&catalog)])
            .chain(robots)
        {
            output.write(&file.path, &file.contents)?;
        }
        let published = match indexing.join() {
            Ok(published) => published?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        print(pages::search(&catalog, &published))?;
        for list in collections.lists(&catalog) {
            let list = list?;
            output.write(&list.path, &list.contents)?;
        }
        let publication = edition.publication(&app.id)?;
        output.write(files::PUBLICATION, &publication)?;
        Ok(count)
    })
}

/// A page as it is published.
pub(crate) struct Printed<'a> {
    /// What it shows.
    pub(crate) page: &'a Arc<PageDocument>,
    /// Its HTML.
    pub(crate) html: String,
    /// Its document.
    pub(crate) document: Vec<u8>,
}

impl<'a> Printed<'a> {
    fn new(
        newsroom: &Newsroom,
        site: &Arc<Site>,
        particulars: &str,
        page: &'a Arc<PageDocument>,
        app: &AppBuild,
    ) -> Result<Self> {
        let html = app.template.fill(
            &head(newsroom, page, particulars, app),
            &render::page(site, page)?,
            &render::data(site, page, &app.id)?,
        );
        Ok(Self {
            page,
            html,
            document: render::document(page, particulars, &app.id)?,
        })
    }

    /// Whether it is a file, which hosts or the service worker look for, and no page of
    /// its own.
    pub(crate) fn is_file(&self) -> bool {
        self.page.path.ends_with(".html")
    }

    fn write(&self, output: &SiteWriter) -> Result<()> {
        let path = self.page.path.trim_start_matches('/');
        if self.is_file() {
            return output.write(path, self.html.as_bytes());
        }
        output.write(&format!("{path}index.html"), self.html.as_bytes())?;
        output.write(&format!("{path}{}", files::DOCUMENT), &self.document)
    }
}

fn read_flags(newsroom: &Newsroom, flags: &Path) -> Result<Vec<crate::app_build::File>> {
    ensure!(
        flags.is_dir(),
        "the flags are not in {}. Install them: npm ci. If they are elsewhere, name their folder: --flags DIR",
        flags.shown()
    );
    let codes: BTreeSet<_> = newsroom
        .countries
        .iter()
        .map(|country| &country.flag)
        .collect();
    codes
        .into_iter()
        .map(|code| {
            let name = format!("{code}.svg");
            let contents = fs::read(flags.join(&name))
                .with_context(|| format!("there is no flag for the country code “{code}”"))?;
            Ok(crate::app_build::File {
                path: written::flag(code),
                contents,
            })
        })
        .collect()
}
