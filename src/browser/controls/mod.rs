//! Behavior of the [controls](model::contract::controls) in running text.
//!
//! Running text is replaced along with its page, so the listeners are on the window, not
//! on the controls.

mod copy;
mod filter;
mod scheme;
mod share;
mod shortcut;
mod sort;

use super::document;
use model::contract::{attributes, controls};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// Handles the controls for the lifetime of the document, and shows them.
pub fn listen() {
    scheme::show_choice();
    shortcut::show_choice();
    on("click", "button[name]", |name, button| match name {
        controls::COPY_LINK => copy::link(button),
        controls::COPY_CITATION => copy::citation(button),
        controls::SHARE => share::page(),
        controls::SORT => sort::by_column(button),
        _ => {}
    });
    on("input", "input[name]", |name, field| {
        if name == controls::FILTER {
            filter::list(field);
        }
    });
    on(
        "change",
        "select[name], input[name]",
        |name, field| match name {
            controls::SCHEME => scheme::choose(field),
            controls::SEARCH_SHORTCUT => shortcut::choose(field),
            _ => {}
        },
    );
    share::show_if_possible();
    // `style/scheme.js` removes it if the app takes too long to start.
    mark(attributes::SCRIPTS);
    mark(attributes::APP);
}

/// Calls `act` with the name and element of each control of a kind that receives an
/// event.
fn on(event: &str, kind: &'static str, act: fn(&str, &Element)) {
    super::on(event, move |event| {
        if let Some(element) = element_of(&event, kind) {
            act(&element.get_attribute("name").unwrap_or_default(), &element);
        }
    });
}

fn element_of(event: &Event, kind: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(kind).ok()?
}

/// Sets an attribute on the root element.
fn mark(attribute: &str) {
    if let Some(root) = document().document_element() {
        // Fails only for invalid attribute names.
        let _ = root.set_attribute(attribute, "");
    }
}

/// Announces what a control did in the `output` next to it.
fn say(control: &Element, words: &str) {
    let section = control.closest("section, div").ok().flatten();
    let output = section.and_then(|section| section.query_selector("output").ok().flatten());
    if let Some(output) = output {
        output.set_text_content(Some(words));
    }
}
