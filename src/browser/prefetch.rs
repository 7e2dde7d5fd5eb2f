//! Fetches a page's document when a link is about to be followed.

use super::address::{Address, link_of};
use super::next_page::NextPage;
use super::store::Store;
use super::{focus, on, window};
use crate::app_state::AppState;
use js_sys::Reflect;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// Events that suggest a link is about to be followed: hover, focus, touch.
const SIGNS: [&str; 3] = ["pointerover", "focusin", "touchstart"];

/// How long the signal must last. Merely crossing a link does not count, and most readers
/// rest on one for longer before they press.
const STAY: Duration = Duration::from_millis(50);

/// The maximum number of concurrent prefetches.
const AT_ONCE: u32 = 2;

/// Prefetches what a reader is about to follow.
struct Prefetch {
    state: AppState,
    store: Store,
    next: Rc<NextPage>,
    /// Counts signals.
    sign: Cell<u32>,
    /// Ends when the signal has lasted.
    staying: Cell<Option<TimeoutHandle>>,
    under_way: Cell<u32>,
    is_rehearsed: Cell<bool>,
}

/// Listens for these events.
pub fn listen(state: &AppState, store: &Store, next: &Rc<NextPage>) {
    let prefetch = Rc::new(Prefetch {
        state: state.clone(),
        store: store.clone(),
        next: next.clone(),
        sign: Cell::default(),
        staying: Cell::default(),
        under_way: Cell::default(),
        is_rehearsed: Cell::default(),
    });
    for sign in SIGNS {
        let prefetch = prefetch.clone();
        on(sign, move |event| prefetch.on_sign(&event));
    }
}

impl Prefetch {
    fn on_sign(self: &Rc<Self>, event: &Event) {
        if let Some(other) = self.staying.take() {
            other.clear();
        }
        self.sign.set(self.sign.get().wrapping_add(1));
        // The retry link is not prefetched, because an early request may fail like the
        // first one.
        let link = link_of(event).filter(|link| !focus::is_retry(link));
        let base = self.state.site.base();
        if let Some(address) = link.and_then(|link| Address::of_link(&link, &base)) {
            if !self.is_rehearsed.replace(true) {
                self.next.rehearse();
            }
            let this = self.clone();
            let fetch = move || this.fetch(address);
            self.staying.set(set_timeout_with_handle(fetch, STAY).ok());
        }
    }

    fn fetch(self: Rc<Self>, address: Address) {
        if self.under_way.get() == AT_ONCE || is_thrifty() {
            return;
        }
        self.under_way.set(self.under_way.get() + 1);
        let this = self.clone();
        let sign = self.sign.get();
        leptos::task::spawn_local(async move {
            let answer = this.store.get(&address.path).await;
            this.under_way.set(this.under_way.get() - 1);
            // Failures are reported when the link is followed.
            if let Ok(loaded) = answer
                && this.sign.get() == sign
            {
                this.next.prepare(&loaded);
            }
        });
    }
}

/// Whether the reader has asked to save data or is on a slow network, as far as the
/// browser reports it.
fn is_thrifty() -> bool {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let connection = get(&window().navigator(), "connection");
    let kind = get(&connection, "effectiveType").as_string();
    get(&connection, "saveData").is_truthy() || kind.is_some_and(|kind| kind.ends_with("2g"))
}
