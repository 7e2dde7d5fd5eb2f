//! The app's state: everything the components render from.

use leptos::prelude::*;
use model::failure::Failure;
use model::{Content, PageDocument, Site};
use std::sync::Arc;

/// The state of the app, shared with its components through context.
///
/// During native rendering it never changes.
#[derive(Clone)]
pub struct AppState {
    /// Data shared by all pages.
    pub site: Arc<Site>,
    /// The current page.
    pub page: RwSignal<Arc<PageDocument>>,
    /// Whether the requested page is taking longer than a reader would expect.
    pub slow: RwSignal<bool>,
    /// Set when the requested page failed to load. It stays set until another page is
    /// shown, because the reader's focus may be in the notice.
    pub failed: RwSignal<Option<Failed>>,
}

impl AppState {
    /// Creates the state for a page.
    pub fn new(site: Arc<Site>, page: Arc<PageDocument>) -> Self {
        Self {
            site,
            page: RwSignal::new(page),
            slow: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    /// Whether the current page is the search page.
    pub fn is_searching(&self) -> bool {
        let page = self.page;
        page.with_untracked(|page| matches!(page.content, Content::Search { .. }))
    }

    /// The `href` for a path below the base.
    pub fn href(&self, path: impl std::fmt::Display) -> String {
        self.site.base().href(path)
    }
}

/// The state of the app being rendered.
///
/// # Panics
/// When called outside [`App`](crate::app::App).
pub fn app_state() -> AppState {
    expect_context()
}

/// A page that failed to load. The old page stays on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The reason.
    pub failure: Failure,
    /// The requested address, for "Try again".
    pub href: String,
}
