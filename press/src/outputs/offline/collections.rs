use crate::address::beside;
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::outputs::PublishedPage;
use crate::pages;
use anyhow::Result;
use model::contract::files;
use model::routes::{Base, Route};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What it takes to save a page.
struct Needs {
    /// The size of its document in bytes.
    bytes: usize,
    /// The URLs of its pictures.
    pictures: Vec<String>,
}

/// What is saved together: the pages of a section, of a country, of a topic, and all of
/// them.
#[derive(Default)]
pub(super) struct Collections {
    /// By the path of the page.
    pages: BTreeMap<String, Needs>,
}

/// The pages that offer to save a list: sections, countries, topics and the archive.
pub fn lists(catalog: &Catalog<'_>) -> Vec<Route> {
    let newsroom = catalog.newsroom();
    let sections = newsroom.sections.iter();
    let countries = newsroom.countries.iter();
    let topics = newsroom.topics.iter();
    sections
        .map(|section| Route::Section(section.slug.clone()))
        .chain(countries.map(|country| Route::Country(country.slug.clone())))
        .chain(topics.map(|topic| Route::Topic(topic.slug.clone())))
        .chain([Route::Archive])
        .collect()
}

/// The path of the file list next to a page.
pub fn list(page: &Route) -> String {
    beside(page, files::SAVED_LIST)
}

/// The format that the service worker reads.
#[derive(Serialize)]
struct List<'a> {
    /// The build of the app that the documents belong to.
    app: &'a str,
    /// The URLs of documents and pictures.
    files: BTreeSet<&'a str>,
    /// The total size of the documents in bytes.
    bytes: usize,
}

impl Collections {
    /// Notes what a page takes: its document, and the pictures in its HTML. Old versions of
    /// articles are not saved.
    pub(super) fn add(&mut self, page: &PublishedPage) {
        let is_history = Route::parse(&page.page.path).is_some_and(|it| pages::is_history(&it));
        if !page.is_file() && !is_history {
            let needs = Needs {
                bytes: page.document.len(),
                pictures: page.pictures.clone(),
            };
            self.pages.insert(page.page.path.clone(), needs);
        }
    }

    /// The file lists, next to the pages that offer to save them.
    ///
    /// # Errors
    /// Where a list has no form in JSON, which its type does not allow.
    pub(super) fn lists(
        &self,
        catalog: &Catalog<'_>,
        app: &str,
    ) -> impl Iterator<Item = Result<File>> {
        let known = &self.pages;
        let base = catalog.newsroom().site.base();
        lists(catalog).into_iter().map(move |page| {
            let path = page.to_string();
            let articles = match &page {
                Route::Section(slug) => Some(catalog.of_section(slug)),
                Route::Country(slug) => Some(catalog.of_country(slug)),
                Route::Topic(slug) => Some(catalog.of_topic(slug)),
                _ => None,
            };
            let articles = articles.map(|articles| -> BTreeSet<String> {
                let slugs = articles.into_iter().map(|article| article.slug.clone());
                slugs.map(|slug| Route::Article(slug).to_string()).collect()
            });
            let belongs = |page: &String| match &articles {
                Some(articles) => page.starts_with(&path) || articles.contains(page),
                None => true,
            };
            let pages: Vec<_> = known.iter().filter(|(page, _)| belongs(page)).collect();
            file(app, &page, &pages, &base)
        })
    }
}

/// The file list of some pages, next to the page that offers to save them.
fn file(app: &str, page: &Route, pages: &[(&String, &Needs)], base: &Base) -> Result<File> {
    let documents: Vec<_> = pages
        .iter()
        .map(|(page, _)| base.href(format!("{page}{}", files::DOCUMENT)))
        .collect();
    let pictures = pages.iter().flat_map(|(_, needs)| &needs.pictures);
    let contents = List {
        app,
        files: documents
            .iter()
            .chain(pictures)
            .map(String::as_str)
            .collect(),
        bytes: pages.iter().map(|(_, needs)| needs.bytes).sum(),
    };
    Ok(File {
        path: list(page).trim_start_matches('/').to_owned(),
        contents: serde_json::to_vec(&contents)?,
    })
}
