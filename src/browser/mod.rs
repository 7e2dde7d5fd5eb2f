//! The app in a browser: it takes over the document that the press wrote.
//!
//! [`start`] takes the page over as it is found. From then on [`navigation`] listens,
//! [`frame`] shows what it brings, [`store`] keeps the pages' documents, and [`history`]
//! remembers where the reader was.

pub mod address;
pub mod controls;
pub mod embedded;
pub mod focus;
pub mod frame;
pub mod head;
pub mod history;
pub mod navigation;
pub mod prefetch;
pub mod search;
mod start;
pub mod store;

pub use start::start;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, HtmlElement, NodeList};

/// The first element for a selector.
fn find(selector: &'static str) -> Option<Element> {
    document().query_selector(selector).unwrap_throw()
}

/// All elements for a selector.
fn all(selector: &str) -> impl Iterator<Item = Element> {
    let found = document().query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}

/// Takes an element for an HTML element.
fn as_html(element: Element) -> Option<HtmlElement> {
    element.dyn_into().ok()
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// The window that the app runs in.
///
/// # Panics
/// In a worker, where the app never runs.
pub fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// The document that the app runs in.
///
/// # Panics
/// In a worker, where the app never runs.
pub fn document() -> web_sys::Document {
    leptos::prelude::document()
}
