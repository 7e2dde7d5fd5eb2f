//! Fetches a page's document when a link to it is about to be used.

use super::address::{Address, link_of};
use super::focus;
use super::navigation::Navigation;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use std::rc::Rc;

/// What tells that a link is about to be used: the pointer is over it, it has
/// focus, a finger is on it.
const SIGNS: [&str; 3] = ["pointerover", "focusin", "touchstart"];

/// Watches for the signs.
pub fn listen(navigation: &Rc<Navigation>) {
    for sign in SIGNS {
        let navigation = navigation.clone();
        std::mem::forget(window_event_listener_untyped(sign, move |event| {
            // A second try asks when it is made: what is asked for before may fail like
            // the first.
            let link = link_of(&event).filter(|link| !focus::is_retry(link));
            let address = link.and_then(|link| Address::of_link(&link, navigation.base()));
            if let Some(address) = address {
                let store = navigation.store().clone();
                leptos::task::spawn_local(async move {
                    // A failure shows when the link is followed, and not before.
                    let _ = store.get(&address.path).await;
                });
            }
        }));
    }
}
