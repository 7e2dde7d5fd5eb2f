//! Brings the program that searches, when a reader is about to search.

use super::navigation::Navigation;
use super::{document, find, focus, window};
use crate::reader::{Failed, Reader};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use model::contract::{attributes, controls, events, ids};
use model::failure::Failure;
use model::routes::Route;
use model::{Content, PageDocument};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent};

/// The attribute of the script's element where the script did not come.
const FAILED: &str = "data-failed";

/// The attribute of the script's element where the program has started.
const READY: &str = "data-ready";

/// The key that leads to the search box.
const SHORTCUT: &str = "/";

/// What is stored of a shortcut that has been turned off.
pub const SHORTCUT_OFF: &str = "off";

/// How long the program may take to start before the reader is told that it has not. It
/// may still do so.
const PATIENCE: Duration = Duration::from_secs(8);

/// Tells the program that a page has come, and brings it to the page that searches.
pub fn shown(reader: &Reader, page: &PageDocument) {
    bring(reader, page);
    // Fails only for names that are none.
    if let Ok(event) = Event::new(events::SHOWN) {
        let _ = document().dispatch_event(&event);
    }
}

/// Brings the program to whoever goes to the search box, and listens for the key that
/// leads there.
pub fn listen(navigation: &Rc<Navigation>) {
    let bring_if_focused = {
        let navigation = navigation.clone();
        move || {
            if focus::is_on_search() {
                let navigation = navigation.clone();
                leptos::task::spawn_local(async move {
                    // Without it, the form still leads to the page that searches.
                    if let Ok(page) = navigation.store().get(&Route::Search.to_string()).await {
                        bring(navigation.reader(), &page);
                    }
                });
            }
        }
    };
    // Readers may have gone there before the app was there.
    bring_if_focused();
    std::mem::forget(window_event_listener_untyped("focusin", move |_| {
        bring_if_focused();
    }));
    listen_for_shortcut();
}

/// Puts the program's script into the document, where a page names it and it is not
/// there.
fn bring(reader: &Reader, page: &PageDocument) {
    let Content::Search { engine, site } = &page.content else {
        return;
    };
    match document().get_element_by_id(ids::SEARCH_PROGRAM) {
        // Fails only for names that are none.
        None => drop(add_script(reader, engine, site)),
        // Some browsers remember that a module did not come for as long as the document
        // lives (HTML, "fetch a single module script").
        Some(script) if script.has_attribute(FAILED) && is_search(reader) => {
            let _ = window().location().reload();
        }
        Some(_) => {}
    }
    if is_search(reader) {
        let reader = reader.clone();
        set_timeout(
            move || {
                let script = document().get_element_by_id(ids::SEARCH_PROGRAM);
                if let Some(script) = script.filter(|script| !script.has_attribute(READY)) {
                    tell_failure(&reader, &script);
                }
            },
            PATIENCE,
        );
    }
}

/// Says on the page that searches that the program has not started.
fn tell_failure(reader: &Reader, script: &Element) {
    let _ = script.set_attribute(FAILED, "");
    if is_search(reader) {
        reader.failed.set(Some(Failed {
            failure: Failure::Search,
            href: window().location().href().unwrap_or_default(),
        }));
    }
}

/// The program has started, perhaps after the reader was told that it had not.
fn tell_start(reader: &Reader, script: &Element) {
    let _ = script.set_attribute(READY, "");
    if script.has_attribute(FAILED) {
        let _ = script.remove_attribute(FAILED);
        reader.failed.set(None);
    }
}

fn add_script(reader: &Reader, engine: &str, site: &str) -> Result<(), JsValue> {
    let script = document().create_element("script")?;
    for (name, value) in [
        ("id", ids::SEARCH_PROGRAM),
        ("type", "module"),
        (attributes::SEARCH_SITE, &*reader.href(site)),
        ("src", &*reader.href(engine)),
    ] {
        script.set_attribute(name, value)?;
    }
    for (event, tell) in [
        ("error", tell_failure as fn(&Reader, &Element)),
        (events::SEARCH_STARTED, tell_start),
    ] {
        let (reader, element) = (reader.clone(), script.clone());
        let listener = Closure::once_into_js(move || tell(&reader, &element));
        script.add_event_listener_with_callback(event, listener.unchecked_ref())?;
    }
    if let Some(head) = find("head") {
        head.append_child(&script)?;
    }
    Ok(())
}

/// Whether the page on show is the one that searches.
pub fn is_search(reader: &Reader) -> bool {
    let page = reader.page;
    page.with_untracked(|page| matches!(page.content, Content::Search { .. }))
}

/// Single keys are turned off by
/// those who speak to their machines (WCAG 2.1.4).
fn listen_for_shortcut() {
    std::mem::forget(window_event_listener_untyped("keydown", |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let is_shortcut = key.key() == SHORTCUT
            && !(key.ctrl_key() || key.meta_key() || key.alt_key() || key.default_prevented());
        if is_shortcut && !is_typing(key) && is_shortcut_on() {
            key.prevent_default();
            focus::to_search();
        }
    }));
}

/// Whether the key leads to the search box, or has been turned off.
pub fn is_shortcut_on() -> bool {
    let storage = window().local_storage().ok().flatten();
    let choice =
        storage.and_then(|storage| storage.get_item(controls::SEARCH_SHORTCUT).ok().flatten());
    choice.as_deref() != Some(SHORTCUT_OFF)
}

/// Whether the key goes into a field.
fn is_typing(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches("input, select, textarea").unwrap_or(false))
}
