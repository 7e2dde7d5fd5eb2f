//! The app in a browser: it takes over the document that the press wrote.
//!
//! [`start`] hydrates the page, or mounts it where the host served the HTML of
//! another address. From then on [`navigation`] listens, [`store`] keeps the
//! pages' documents, and [`history`] remembers where the reader was.

pub mod address;
pub mod controls;
pub mod embedded;
pub mod focus;
pub mod head;
pub mod history;
pub mod json;
pub mod navigation;
pub mod prefetch;
pub mod search;
mod start;
pub mod store;

pub use start::start;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, HtmlElement};

/// The first element for a selector.
fn find(selector: &'static str) -> Option<Element> {
    document().query_selector(selector).unwrap_throw()
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
