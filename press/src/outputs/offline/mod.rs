//! Files for offline reading and for installing the site.
//!
//! The service worker itself is `offline/worker.js`. Here it gets the settings of its
//! [build](worker); [`collections`] say what is saved together, and [`manifest`] describes the
//! site for installation.

mod collections;
mod manifest;
mod worker;

pub use collections::list;
pub use manifest::manifest;
pub use worker::worker;

use super::{Output, PublishedPage, Site};
use crate::catalog::Catalog;
use crate::hashed::fingerprint;
use crate::pages;
use crate::savings::Savings;
use anyhow::Result;
use model::Publication;
use model::contract::files;
use std::mem;

/// What service workers and open pages ask for.
#[derive(Default)]
pub(super) struct Offline {
    edition: Edition,
}

impl Output for Offline {
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        let fixed = [files::WORKER, files::MANIFEST, files::PUBLICATION];
        let lists = pages::collections(catalog);
        let lists = lists.iter().map(list);
        fixed.map(str::to_owned).into_iter().chain(lists).collect()
    }

    fn note(&mut self, page: &PublishedPage) {
        self.edition.add(&page.document);
    }

    fn finish(&mut self, site: &Site<'_>) -> Result<()> {
        let newsroom = site.catalog.newsroom();
        site.write(&worker(site.app, newsroom)?)?;
        site.write(&manifest(newsroom)?)?;
        let publication = mem::take(&mut self.edition).publication(&site.app.id)?;
        site.writer.write(files::PUBLICATION, &publication)
    }
}

/// Writes the lists of what is saved together.
///
/// # Errors
/// If one cannot be written.
pub(crate) fn write_lists(site: &Site<'_>, savings: &Savings) -> Result<()> {
    pages::collections(site.catalog)
        .iter()
        .try_for_each(|page| {
            let list = collections::file(site.catalog, &site.app.id, savings, page)?;
            site.write(&list)
        })
}

/// What of a publication tells it from another, in the file that open pages ask for.
#[derive(Default)]
struct Edition {
    /// A hash over the documents so far.
    documents: String,
}

impl Edition {
    /// Adds the document of a page, in the order in which they are published.
    fn add(&mut self, document: &[u8]) {
        let before = mem::take(&mut self.documents);
        self.documents = fingerprint([before.as_bytes(), document]);
    }

    /// The published [`Publication`].
    ///
    /// # Errors
    /// Where it has no form in JSON, which its type does not allow.
    fn publication(self, app: &str) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(&Publication {
            app: app.to_owned(),
            documents: self.documents,
        })?)
    }
}
