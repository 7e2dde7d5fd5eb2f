//! What the reader sees now: the state that the components render.

use leptos::prelude::*;
use model::failure::Failure;
use model::{PageDocument, Site};
use std::sync::Arc;

/// The state of the app, which its components share as a context.
///
/// Natively it never changes: it is what the press renders.
#[derive(Clone)]
pub struct Reader {
    /// What every page shares.
    pub site: Arc<Site>,
    /// The page that is shown.
    pub page: RwSignal<Arc<PageDocument>>,
    /// Whether the page that was asked for takes longer than a reader would
    /// expect.
    pub slow: RwSignal<bool>,
    /// That the page that was asked for did not come. It stays until another
    /// one is there: the reader's focus may be in it.
    pub failed: RwSignal<Option<Failed>>,
}

impl Reader {
    /// A reader who looks at a page.
    pub fn new(site: Arc<Site>, page: Arc<PageDocument>) -> Self {
        Self {
            site,
            page: RwSignal::new(page),
            slow: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    /// What stands in a link to a path below the base.
    pub fn href(&self, path: impl std::fmt::Display) -> String {
        self.site.base().href(path)
    }
}

/// The reader of the app that is being rendered.
///
/// # Panics
/// Outside [`App`](crate::app::App).
pub fn reader() -> Reader {
    expect_context()
}

/// A page that did not come. The old page stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Why.
    pub failure: Failure,
    /// Where a second try leads: the address that was asked for.
    pub href: String,
}
