//! What readers save to read offline: which files belong to a page, and how many bytes they
//! are.
//!
//! Pages that offer to save others say how large the download is, so they are made last.

use crate::catalog::Catalog;
use crate::pages;
use model::contract::files;
use model::routes::{Base, Route};
use std::collections::{BTreeMap, BTreeSet};

/// A published file that is saved: its URL and its size in bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SavedFile {
    /// The URL.
    pub url: String,
    /// The size in bytes, before compression.
    pub bytes: usize,
}

/// What it takes to save the pages that have been published so far.
#[derive(Debug)]
pub struct Savings {
    base: Base,
    /// The files of each page, its document among them, by the path of the page.
    pages: BTreeMap<String, Vec<SavedFile>>,
    /// The files of the search program.
    program: Vec<SavedFile>,
    /// The files of the index.
    index: Vec<SavedFile>,
}

impl Savings {
    /// Nothing yet, for a site at this base.
    pub fn new(base: Base) -> Self {
        Self {
            base,
            pages: BTreeMap::new(),
            program: Vec::new(),
            index: Vec::new(),
        }
    }

    /// Adds a page, or replaces it: its document, of so many bytes, and its pictures. Old
    /// versions of articles are not saved.
    pub fn add_page(&mut self, path: &str, bytes: usize, pictures: Vec<SavedFile>) {
        if Route::parse(path).is_some_and(|route| pages::is_history(&route)) {
            return;
        }
        let url = self.base.href(format!("{path}{}", files::DOCUMENT));
        let mut files = pictures;
        files.push(SavedFile { url, bytes });
        self.pages.insert(path.to_owned(), files);
    }

    /// Adds the files of search: of its program, and of its index.
    pub fn add_search(&mut self, program: Vec<SavedFile>, index: Vec<SavedFile>) {
        self.program = program;
        self.index = index;
    }

    /// The files that are saved with a page that offers to save others: of a section,
    /// country or topic, its articles, the pages below its own, and the search program, which
    /// searches them without the index; of the archive, every page that can be saved but for
    /// unlisted articles, and all of search.
    pub fn files(&self, catalog: &Catalog<'_>, page: &Route) -> BTreeSet<&SavedFile> {
        let path = page.to_string();
        let articles = match page {
            Route::Section(slug) => catalog.of_section(slug),
            Route::Country(slug) => catalog.of_country(slug),
            Route::Topic(slug) => catalog.of_topic(slug),
            _ => {
                let unlisted = catalog.unlisted();
                let unlisted = unlisted.map(|it| Route::Article(it.slug.clone()).to_string());
                let unlisted: BTreeSet<_> = unlisted.collect();
                let pages = self
                    .pages
                    .iter()
                    .filter(|(page, _)| !unlisted.contains(*page));
                let pages = pages.flat_map(|(_, files)| files);
                return pages.chain(&self.program).chain(&self.index).collect();
            }
        };
        let below = self.pages.range(path.clone()..);
        let below = below.take_while(|(page, _)| page.starts_with(&path));
        let others = articles
            .into_iter()
            .map(|article| Route::Article(article.slug.clone()))
            .chain([Route::Search]);
        let others = others.filter_map(|page| self.pages.get(&page.to_string()));
        let pages = below.map(|(_, files)| files).chain(others).flatten();
        pages.chain(&self.program).collect()
    }

    /// How many bytes these files are.
    pub fn bytes(&self, catalog: &Catalog<'_>, page: &Route) -> usize {
        let files = self.files(catalog, page).into_iter();
        files.map(|file| file.bytes).sum()
    }
}
