//! Files for offline reading and for installing the site.
//!
//! The service worker itself is `offline/worker.js`. Here it gets the settings of its
//! [build](worker); [`Collections`] list what is saved together, and [`manifest`]
//! describes the site for installation.

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

/// Identifies a publication, in the file that open pages poll.
#[derive(Default)]
pub struct Edition {
    /// A running hash of the documents.
    documents: String,
}

impl Edition {
    /// Adds the document of a page; the order of publishing matters.
    pub fn add(&mut self, document: &[u8]) {
        let before = mem::take(&mut self.documents);
        self.documents = fingerprint([before.as_bytes(), document]);
    }

    /// The published [`Publication`].
    ///
    /// # Errors
    /// If it cannot be serialized as JSON, which its type rules out.
    pub fn publication(self, app: &str) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(&Publication {
            app: app.to_owned(),
            documents: self.documents,
        })?)
    }
}
