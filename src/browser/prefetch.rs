//! Fetches a page's document when a link is about to be followed.

use super::address::{Address, link_of};
use super::store::Store;
use super::{focus, on, window};
use js_sys::Reflect;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use model::routes::Base;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Events that suggest a link is about to be followed: hover, focus, touch.
const SIGNS: [&str; 3] = ["pointerover", "focusin", "touchstart"];

/// How long the signal must last. Merely crossing a link does not count, and most readers
/// rest on one for longer before they press.
const STAY: Duration = Duration::from_millis(50);

/// The maximum number of concurrent prefetches.
const AT_ONCE: u32 = 2;

/// Listens for these events.
pub fn listen(base: &Base, store: &Store) {
    let staying: Rc<Cell<Option<TimeoutHandle>>> = Rc::default();
    let under_way: Rc<Cell<u32>> = Rc::default();
    for sign in SIGNS {
        let (base, store) = (base.clone(), store.clone());
        let (staying, under_way) = (staying.clone(), under_way.clone());
        on(sign, move |event| {
            if let Some(other) = staying.take() {
                other.clear();
            }
            // The retry link is not prefetched, because an early request may fail like
            // the first one.
            let link = link_of(&event).filter(|link| !focus::is_retry(link));
            let address = link.and_then(|link| Address::of_link(&link, &base));
            if let Some(address) = address {
                let (store, under_way) = (store.clone(), under_way.clone());
                let fetch = move || fetch(store, address, under_way);
                staying.set(set_timeout_with_handle(fetch, STAY).ok());
            }
        });
    }
}

fn fetch(store: Store, address: Address, under_way: Rc<Cell<u32>>) {
    if under_way.get() == AT_ONCE || is_thrifty() {
        return;
    }
    under_way.set(under_way.get() + 1);
    leptos::task::spawn_local(async move {
        // Failures are reported when the link is followed.
        let _ = store.get(&address.path).await;
        under_way.set(under_way.get() - 1);
    });
}

/// Whether the reader has asked to save data or is on a slow network, as far as the
/// browser reports it.
fn is_thrifty() -> bool {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let connection = get(&window().navigator(), "connection");
    let kind = get(&connection, "effectiveType").as_string();
    get(&connection, "saveData").is_truthy() || kind.is_some_and(|kind| kind.ends_with("2g"))
}
