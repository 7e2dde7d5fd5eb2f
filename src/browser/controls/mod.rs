//! What the [controls](model::contract::controls) in running text do.
//!
//! Running text comes and goes with its page, so nothing listens to a control
//! itself: the window hears of all of them.

mod copy;
mod filter;
mod scheme;
mod share;
mod shortcut;
mod sort;

use super::document;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use model::contract::{attributes, controls};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// Answers to the controls for as long as the document lives, and shows them.
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
    // `style/scheme.js` has taken it away where the app took too long.
    mark(attributes::SCRIPTS);
    mark(attributes::APP);
}

/// Calls back with each element of a kind, and its name, that an event is about.
fn on(event: &str, kind: &'static str, act: fn(&str, &Element)) {
    std::mem::forget(window_event_listener_untyped(event, move |event| {
        if let Some(element) = element_of(&event, kind) {
            act(&element.get_attribute("name").unwrap_or_default(), &element);
        }
    }));
}

fn element_of(event: &Event, kind: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(kind).ok()?
}

/// Sets an attribute of the document's root.
fn mark(attribute: &str) {
    if let Some(root) = document().document_element() {
        // Fails only for names that are none.
        let _ = root.set_attribute(attribute, "");
    }
}

/// Says what a control has done, in the `output` that stands with it.
fn say(control: &Element, words: &str) {
    let section = control.closest("section, div").ok().flatten();
    let output = section.and_then(|section| section.query_selector("output").ok().flatten());
    if let Some(output) = output {
        output.set_text_content(Some(words));
    }
}
