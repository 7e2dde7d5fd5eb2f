//! The app in the browser: takes over the document that the press wrote.
//!
//! [`start`] takes over the page as found. After that, [`navigation`] handles events,
//! [`frame`] renders pages, [`store`] caches page documents, and [`history`] tracks the
//! reader's position.

pub mod address;
pub mod controls;
pub mod embedded;
pub mod focus;
pub mod frame;
pub mod head;
pub mod history;
pub mod navigation;
pub mod next_page;
pub mod prefetch;
pub mod search;
mod start;
pub mod store;
mod style;

pub use start::start;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Element, Event, HtmlElement, NodeList};

/// The first element that matches a selector.
fn find(selector: &'static str) -> Option<Element> {
    document().query_selector(selector).unwrap_throw()
}

/// All elements that match a selector.
fn all(selector: &str) -> impl Iterator<Item = Element> {
    let found = document().query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |index| found.as_ref()?.get(index)?.dyn_into().ok())
}

/// Listens for an event on the window, for the lifetime of the document.
fn on(event: &str, act: impl Fn(Event) + 'static) {
    // The browser owns the listener from now on.
    let listener = Closure::<dyn FnMut(Event)>::new(act).into_js_value();
    // Fails only if the listener is not a function.
    let _ = window().add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// Casts an element to an HTML element.
fn as_html(element: Element) -> Option<HtmlElement> {
    element.dyn_into().ok()
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// The window the app runs in.
///
/// # Panics
/// In a worker; the app never runs in one.
pub fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// The document the app runs in.
///
/// # Panics
/// In a worker; the app never runs in one.
pub fn document() -> web_sys::Document {
    leptos::prelude::document()
}
