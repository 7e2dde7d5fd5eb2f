//! The style of other kinds of pages, which the first page links to and does not contain.

use super::{find, window};
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event};

/// How long a page waits for it, in milliseconds.
const LIMIT: i32 = 5_000;

/// Loads the style that the document does not contain, unless it has it already, and returns
/// when it applies or has failed to load. Then the next call tries again.
///
/// It is not loaded before it is needed. Most readers come for one page, and on a slow network it
/// would compete with the app.
pub async fn load() {
    let Some(link) = find("link[rel=stylesheet]") else {
        return;
    };
    if apply(&link).is_ok() {
        return;
    }
    // These calls fail only for invalid names.
    let ended = Promise::new(&mut |end, _| {
        for event in ["load", "error"] {
            let _ = link.add_event_listener_with_callback(event, &end);
        }
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&end, LIMIT);
    });
    let _ = link.remove_attribute("disabled");
    // What has failed to load leaves an empty sheet.
    let event = JsFuture::from(ended).await.unwrap_or_default();
    let has_loaded = event
        .dyn_into::<Event>()
        .is_ok_and(|event| event.type_() == "load");
    let _ = match has_loaded {
        true => apply(&link),
        false => link.set_attribute("disabled", ""),
    };
}

/// Has the style of a link apply, if it is there: not while the link loads or is disabled, as it
/// is at first. The link itself stays for no medium, or WebKit would load the style again.
fn apply(link: &Element) -> Result<(), JsValue> {
    let sheet = Reflect::get(link, &"sheet".into())?;
    let media = Reflect::get(&sheet, &"media".into())?;
    let (name, all) = (JsValue::from("mediaText"), JsValue::from("all"));
    // Even the same text would have browsers style the document again.
    if Reflect::get(&media, &name)? != all {
        Reflect::set(&media, &name, &all)?;
    }
    Ok(())
}
