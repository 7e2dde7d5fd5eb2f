//! Where the reader was on each entry of the browser's history.
//!
//! An entry's state is its number; the place is kept in the session storage
//! under that number, so that it outlives a reload. Nothing of it leaves the
//! browser, and it goes with the tab. Where storage is refused, the place is kept for as
//! long as the document lives.

use super::{document, window};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{ScrollRestoration, Storage};

thread_local! {
    /// The places by entry.
    static PLACES: RefCell<Vec<(i32, Place)>> = const { RefCell::new(Vec::new()) };
}

/// Where the reader was on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// How far it was scrolled, in CSS pixels.
    pub scroll: i32,
    /// The number of the link that was followed.
    pub link: Option<u32>,
}

/// Takes scrolling over from the browser, which would restore it before the
/// page is there; gives it back when the document goes, so that a reload ends
/// up where it began. A document that is out of sight may go without a word.
pub fn take_over() {
    let place = numbered().and_then(recall);
    restore_scroll(ScrollRestoration::Manual);
    current_entry();
    // A browser that has not restored the place of a reloaded page by now does not do so
    // any more.
    if let Some(place) = place
        && window().scroll_y() == Ok(0.0)
    {
        window().scroll_to_with_x_and_y(0.0, place.scroll.into());
    }
    for event in ["pagehide", "pageshow", "visibilitychange"] {
        std::mem::forget(window_event_listener_untyped(event, move |_| {
            if event == "pagehide" || document().hidden() {
                remember(current_entry(), None);
                restore_scroll(ScrollRestoration::Auto);
            } else {
                restore_scroll(ScrollRestoration::Manual);
            }
        }));
    }
}

/// The number of the entry that the browser is at. An entry without one, as a
/// link to a fragment makes them, is given one.
pub fn current_entry() -> i32 {
    let Ok(history) = window().history() else {
        return 0;
    };
    if let Some(entry) = numbered() {
        return entry;
    }
    let entry = new_entry();
    let _ = history.replace_state_with_url(&JsValue::from(entry), "", None);
    entry
}

/// The number of the entry that the browser is at, if it has one.
pub fn numbered() -> Option<i32> {
    let state = window().history().ok()?.state().ok()?;
    // A number that was put there as an `i32`.
    state.as_f64().map(|number| number as i32)
}

/// Moves the browser to a new entry with its address.
pub fn push(href: &str) {
    push_as(new_entry(), href);
}

/// Moves the browser to a new entry of a given number, which another one had.
pub fn push_as(entry: i32, href: &str) {
    if let Ok(history) = window().history() {
        let state = JsValue::from(entry);
        let _ = history.push_state_with_url(&state, "", Some(href));
    }
}

/// Keeps the place that an entry is being left at. A link that was followed
/// from there before is kept unless another is named.
pub fn remember(entry: i32, link: Option<u32>) {
    let link = link.or_else(|| recall(entry).and_then(|place| place.link));
    let scroll = window().scroll_y().unwrap_or_default() as i32;
    PLACES.with_borrow_mut(|places| {
        places.retain(|(known, _)| *known != entry);
        places.push((entry, Place { scroll, link }));
    });
    if let Some(storage) = storage() {
        let link = link.map(|number| number.to_string()).unwrap_or_default();
        // A full storage forgets the place with the document.
        let _ = storage.set_item(&key(entry), &format!("{scroll} {link}"));
    }
}

/// The place that an entry was left at.
pub fn recall(entry: i32) -> Option<Place> {
    let find = |places: &Vec<(i32, Place)>| {
        let kept = places.iter().find(|(known, _)| *known == entry)?;
        Some(kept.1)
    };
    if let Some(place) = PLACES.with_borrow(find) {
        return Some(place);
    }
    let text = storage()?.get_item(&key(entry)).ok()??;
    let (scroll, link) = text.split_once(' ')?;
    Some(Place {
        scroll: scroll.parse().ok()?,
        link: link.parse().ok(),
    })
}

fn key(entry: i32) -> String {
    format!("place {entry}")
}

/// Numbers are drawn by lot, so that entries of one tab do not share one, even
/// after a reload, and nothing needs to be counted.
fn new_entry() -> i32 {
    (js_sys::Math::random() * f64::from(i32::MAX)) as i32
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}

fn restore_scroll(mode: ScrollRestoration) {
    if let Ok(history) = window().history() {
        let _ = history.set_scroll_restoration(mode);
    }
}
