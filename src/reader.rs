//! What the reader sees now: the state that the components render.

use crate::failure::Failure;
use crate::model::{PageDocument, Site};
use leptos::prelude::*;
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
    /// How the page that was asked for fares.
    pub progress: RwSignal<Progress>,
    /// What is searched for: the `q` of the address.
    pub query: RwSignal<String>,
}

impl Reader {
    /// A reader who looks at a page.
    pub fn new(site: Arc<Site>, page: Arc<PageDocument>) -> Self {
        Self {
            site,
            page: RwSignal::new(page),
            progress: RwSignal::new(Progress::Idle),
            query: RwSignal::new(String::new()),
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

/// How the page that was asked for fares, as far as the reader must know. The
/// old page stays until the new one is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// Nothing to say.
    #[default]
    Idle,
    /// It takes longer than a reader would expect.
    Slow,
    /// It did not come.
    Failed {
        /// Why.
        failure: Failure,
        /// Where a second try leads: the address that was asked for.
        href: String,
    },
}
