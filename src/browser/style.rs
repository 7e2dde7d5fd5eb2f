//! The style of other kinds of pages, which the first page links to and does not contain.

use super::{find, window};
use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

/// How long a page waits for its style, in milliseconds.
const LIMIT: i32 = 5_000;

/// Loads the style that the document does not contain, unless it has it already, and returns
/// when it applies or has failed to load. Then the next call tries again.
///
/// It is not loaded before it is needed. Most readers come for one page, and on a slow network it
/// would compete with the app.
pub async fn load() {
    // The link is disabled at first, and is for no medium until the style has arrived.
    let Some(link) = find("link[rel=stylesheet][media]") else {
        return;
    };
    // These calls fail only for invalid names.
    let ended = Promise::new(&mut |end, _| {
        for event in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(event, &end);
        }
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&end, LIMIT);
    });
    let _ = link.remove_attribute("disabled");
    let event = JsFuture::from(ended).await.unwrap_or_default();
    let has_loaded = event
        .dyn_into::<Event>()
        .is_ok_and(|event| event.type_() == "load");
    let _ = match has_loaded {
        true => link.remove_attribute("media"),
        false => link.set_attribute("disabled", ""),
    };
}
