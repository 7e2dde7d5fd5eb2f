//! What is published for readers without a network, and for installing the site.
//!
//! The service worker itself is `offline/worker.js`. Here it is told of the
//! [build](worker) that it is of; [`Collections`] name what is saved together, and
//! [`manifest`] describes the site to those who install it.

mod collections;
mod manifest;
mod sizes;
mod worker;

pub use collections::{Collections, list, lists};
pub use manifest::manifest;
pub use sizes::Sizes;
pub use worker::worker;

use crate::hashed::fingerprint;
use anyhow::Result;
use model::Publication;
use std::mem;

/// What of a publication tells it from another, in the file that open pages ask for.
#[derive(Default)]
pub struct Edition {
    /// A hash over the documents so far.
    documents: String,
}

impl Edition {
    /// Adds the document of a page, in the order in which they are published.
    pub fn add(&mut self, document: &[u8]) {
        let before = mem::take(&mut self.documents);
        self.documents = fingerprint([before.as_bytes(), document]);
    }

    /// The [`Publication`], as it is published.
    ///
    /// # Errors
    /// Where it has no form in JSON, which its type does not allow.
    pub fn publication(self, app: &str) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(&Publication {
            app: app.to_owned(),
            documents: self.documents,
        })?)
    }
}
