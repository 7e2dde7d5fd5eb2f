//! Loads the search program when a reader is about to search.

use super::store::Store;
use super::{document, find, focus, on, window};
use crate::app_state::{AppState, Failed};
use leptos::prelude::*;
use model::contract::{attributes, controls, events, ids};
use model::failure::Failure;
use model::routes::Route;
use model::{Content, PageDocument};
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent};

/// The key that moves focus to the search box.
const SHORTCUT: &str = "/";

/// The stored value for a disabled shortcut.
pub const SHORTCUT_OFF: &str = "off";

/// How long the program may take to start before the reader sees a failure notice. It may
/// still start later.
const PATIENCE: Duration = Duration::from_secs(8);

/// Tells the search program that a page has been shown, and loads the program on the
/// search page.
pub fn shown(state: &AppState, page: &PageDocument) {
    bring(state, page);
    // Fails only for invalid event names.
    if let Ok(event) = Event::new(events::SHOWN) {
        let _ = document().dispatch_event(&event);
    }
}

/// Loads the program when the search box gets focus, and handles the shortcut key.
pub fn listen(state: &AppState, store: &Store) {
    let bring_if_focused = {
        let (state, store) = (state.clone(), store.clone());
        move || {
            if focus::is_on_search() {
                let (state, store) = (state.clone(), store.clone());
                leptos::task::spawn_local(async move {
                    // If this fails, the form still leads to the search page.
                    if let Ok(loaded) = store.get(&Route::Search.to_string()).await {
                        bring(&state, &loaded.page);
                    }
                });
            }
        }
    };
    // The search box may have had focus before the app started.
    bring_if_focused();
    on("focusin", move |_| bring_if_focused());
    listen_for_shortcut();
}

/// Adds the program's script to the document if the page names one and it is not there
/// yet.
fn bring(state: &AppState, page: &PageDocument) {
    let Content::Search { engine, site } = &page.content else {
        return;
    };
    match document().get_element_by_id(ids::SEARCH_PROGRAM) {
        // Fails only for invalid attribute names.
        None => drop(add_script(state, engine, site)),
        // Some browsers cache a failed module load for the lifetime of the document
        // (HTML, "fetch a single module script").
        Some(script) if script.has_attribute(attributes::SEARCH_FAILED) && state.is_searching() => {
            let _ = window().location().reload();
        }
        Some(_) => {}
    }
    if state.is_searching() {
        let state = state.clone();
        set_timeout(
            move || {
                let script = document().get_element_by_id(ids::SEARCH_PROGRAM);
                if let Some(script) =
                    script.filter(|script| !script.has_attribute(attributes::SEARCH_READY))
                {
                    tell_failure(&state, &script);
                }
            },
            PATIENCE,
        );
    }
}

/// Shows on the search page that the program failed to start.
fn tell_failure(state: &AppState, script: &Element) {
    let _ = script.set_attribute(attributes::SEARCH_FAILED, "");
    if state.is_searching() {
        state.failed.set(Some(Failed {
            failure: match window().navigator().on_line() {
                true => Failure::Search,
                false => Failure::SearchOffline,
            },
            href: window().location().href().unwrap_or_default(),
        }));
    }
}

/// The program has started, possibly after the reader was told that it had not.
fn tell_start(state: &AppState, script: &Element) {
    let _ = script.set_attribute(attributes::SEARCH_READY, "");
    if script.has_attribute(attributes::SEARCH_FAILED) {
        let _ = script.remove_attribute(attributes::SEARCH_FAILED);
        state.failed.set(None);
    }
}

fn add_script(state: &AppState, engine: &str, site: &str) -> Result<(), JsValue> {
    let script = document().create_element("script")?;
    for (name, value) in [
        ("id", ids::SEARCH_PROGRAM),
        ("type", "module"),
        (attributes::SEARCH_SITE, &*state.href(site)),
        ("src", &*state.href(engine)),
    ] {
        script.set_attribute(name, value)?;
    }
    for (event, tell) in [
        ("error", tell_failure as fn(&AppState, &Element)),
        (events::SEARCH_STARTED, tell_start),
    ] {
        let (state, element) = (state.clone(), script.clone());
        let listener = Closure::once_into_js(move || tell(&state, &element));
        script.add_event_listener_with_callback(event, listener.unchecked_ref())?;
    }
    if let Some(head) = find("head") {
        head.append_child(&script)?;
    }
    Ok(())
}

/// Speech input users need to turn off single-key shortcuts (WCAG 2.1.4).
fn listen_for_shortcut() {
    on("keydown", |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let is_shortcut = key.key() == SHORTCUT
            && !(key.ctrl_key() || key.meta_key() || key.alt_key() || key.default_prevented());
        if is_shortcut && !is_typing(key) && is_shortcut_on() {
            key.prevent_default();
            focus::to_search();
        }
    });
}

/// Whether the shortcut is enabled.
pub fn is_shortcut_on() -> bool {
    let storage = window().local_storage().ok().flatten();
    let choice =
        storage.and_then(|storage| storage.get_item(controls::SEARCH_SHORTCUT).ok().flatten());
    choice.as_deref() != Some(SHORTCUT_OFF)
}

/// Whether the key press goes into a form field.
fn is_typing(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches("input, select, textarea").unwrap_or(false))
}
