//! What is published of the content: a module for each output, and an implementation of
//! [`Output`] in it.

pub mod alternates;
mod app;
pub mod feeds;
pub mod hosting;
pub mod html;
mod inputs;
pub mod notices;
pub mod offline;
mod pictures;
mod preview;
mod public_files;
pub mod redirects;
pub mod search;
pub mod security_txt;
pub mod sitemap;
pub mod social_card;

use crate::app_build::{AppBuild, File};
use crate::catalog::Catalog;
use crate::publish::site_writer::SiteWriter;
use crate::site_paths;
use anyhow::Result;
pub(crate) use app::{FLAGS, read_flags};
pub use inputs::InputsOfArticles;
use model::PageDocument;
use social_card::SocialCards;
use std::sync::Arc;

/// What outputs are made from, and what writes them.
pub(crate) struct Site<'a> {
    pub(crate) catalog: &'a Catalog<'a>,
    pub(crate) app: &'a AppBuild,
    pub(crate) nameplate: &'a model::Html,
    pub(crate) cards: &'a SocialCards<'a>,
    pub(crate) flags: &'a [File],
    pub(crate) inputs: &'a InputsOfArticles<'a>,
    pub(crate) writer: &'a SiteWriter,
}

impl Site<'_> {
    fn write(&self, file: &File) -> Result<()> {
        self.writer.write(&file.path, &file.contents)
    }

    /// The URL of a file, by its path below the site's root.
    pub(crate) fn href(&self, path: &str) -> String {
        self.catalog.newsroom().site.base().href(path)
    }

    /// The path of a file below the site's root, by its URL.
    pub(crate) fn path<'p>(&self, url: &'p str) -> &'p str {
        let base = self.catalog.newsroom().site.base();
        base.strip(url).unwrap_or(url).trim_start_matches('/')
    }
}

/// A page as it is published.
pub(crate) struct PublishedPage {
    /// What it shows.
    pub(crate) page: Arc<PageDocument>,
    /// Its document.
    pub(crate) document: Vec<u8>,
    /// The URLs of the pictures in its HTML.
    pub(crate) pictures: Vec<String>,
}

impl PublishedPage {
    /// Whether it is a file that hosts or the service worker look for, and not a page with
    /// an address of its own.
    pub(crate) fn is_file(&self) -> bool {
        self.page.path.ends_with(".html")
    }
}

/// Files of one kind that are made from the content. Each output begins before the first page,
/// is shown every page, and ends when all pages have been.
pub(crate) trait Output: Sync {
    /// The paths of its files below the site's root, so that nothing else takes them; those
    /// with a hash in their names are [known by these](crate::hashed).
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String>;

    /// Writes what depends on no page. Pages say how large these files are.
    ///
    /// # Errors
    /// If something cannot be made or written.
    fn begin(&self, _site: &Site<'_>) -> Result<()> {
        Ok(())
    }

    /// Writes what belongs to a page. Several threads do this at once, in any order.
    ///
    /// # Errors
    /// If something cannot be made or written.
    fn write(&self, _site: &Site<'_>, _page: &PublishedPage) -> Result<()> {
        Ok(())
    }

    /// Takes note of a page that has been written. The order of pages is always the same.
    fn note(&mut self, _page: &PublishedPage) {}

    /// Writes what is made once.
    ///
    /// # Errors
    /// If something cannot be made or written.
    fn finish(&mut self, _site: &Site<'_>) -> Result<()> {
        Ok(())
    }
}

/// All outputs but [search], whose index is built beside the pages, and the [lists of what is
/// saved](offline::write_lists). The last ones depend on
/// what the others have written.
pub(crate) fn all<'a>(catalog: &'a Catalog<'a>) -> Vec<Box<dyn Output + 'a>> {
    vec![
        Box::new(app::App),
        Box::new(public_files::PublicFiles),
        Box::new(notices::Notices),
        Box::new(html::Html),
        Box::new(alternates::Alternates),
        Box::new(pictures::Pictures),
        Box::new(feeds::Feeds),
        Box::new(sitemap::Sitemap::new(catalog, sitemap::MOST)),
        Box::new(offline::Offline::default()),
        Box::new(security_txt::SecurityTxt),
        Box::new(redirects::Redirects),
        Box::new(hosting::Hosting),
    ]
}

/// The paths of all files that the press writes itself, but for those with a hash in their
/// names.
pub fn paths(catalog: &Catalog<'_>) -> Vec<String> {
    let outputs = all(catalog).into_iter();
    let paths = outputs.flat_map(|output| output.paths(catalog));
    paths
        .map(|path| path.trim_start_matches('/').to_owned())
        .chain([site_paths::PRESS_MANIFEST.to_owned()])
        .collect()
}
