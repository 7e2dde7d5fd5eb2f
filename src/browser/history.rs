//! The reader's position on each entry of the session history.
//!
//! Each history entry's state is a number, and session storage holds its position under
//! that number, so it survives a reload. Nothing leaves the browser, and closing the tab
//! deletes it. If storage is blocked, positions last as long as the document.

use super::{document, on, window};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{ScrollRestoration, Storage};

thread_local! {
    /// Positions by entry.
    static PLACES: RefCell<Vec<(i32, Place)>> = const { RefCell::new(Vec::new()) };
}

/// The reader's position on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// The scroll offset in CSS pixels.
    pub scroll: i32,
    /// The index of the followed link.
    pub link: Option<u32>,
}

/// Takes over scroll restoration, because the browser would restore the position before
/// the page is there. Hands it back when the document unloads, so that a reload keeps its
/// position. A hidden document may be discarded without an event.
pub fn take_over() {
    let place = numbered().and_then(recall);
    restore_scroll(ScrollRestoration::Manual);
    current_entry();
    // If the browser has not restored a reloaded page's position by now, it will not.
    if let Some(place) = place
        && window().scroll_y() == Ok(0.0)
    {
        window().scroll_to_with_x_and_y(0.0, place.scroll.into());
    }
    for event in ["pagehide", "pageshow", "visibilitychange"] {
        on(event, move |_| {
            if event == "pagehide" || document().hidden() {
                remember(current_entry(), None);
                restore_scroll(ScrollRestoration::Auto);
            } else {
                restore_scroll(ScrollRestoration::Manual);
            }
        });
    }
}

/// The number of the current history entry. Entries without one, such as those that
/// fragment links create, get one.
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

/// The number of the current history entry, if it has one.
pub fn numbered() -> Option<i32> {
    let state = window().history().ok()?.state().ok()?;
    // It was stored as an `i32`.
    state.as_f64().map(|number| number as i32)
}

/// Pushes a new history entry with its address.
pub fn push(href: &str) {
    push_as(new_entry(), href);
}

/// Pushes a new history entry that reuses another one's number.
pub fn push_as(entry: i32, href: &str) {
    if let Ok(history) = window().history() {
        let state = JsValue::from(entry);
        let _ = history.push_state_with_url(&state, "", Some(href));
    }
}

/// Saves the position at which the reader leaves an entry. Keeps an earlier followed link
/// unless a new one is given.
pub fn remember(entry: i32, link: Option<u32>) {
    let link = link.or_else(|| recall(entry).and_then(|place| place.link));
    let scroll = window().scroll_y().unwrap_or_default() as i32;
    PLACES.with_borrow_mut(|places| {
        places.retain(|(known, _)| *known != entry);
        places.push((entry, Place { scroll, link }));
    });
    if let Some(storage) = storage() {
        let link = link.map(|number| number.to_string()).unwrap_or_default();
        // If storage is full, the position is lost with the document.
        let _ = storage.set_item(&key(entry), &format!("{scroll} {link}"));
    }
}

/// The position at which the reader left an entry.
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

/// Random, so that entries in a tab stay distinct across reloads without a counter.
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
