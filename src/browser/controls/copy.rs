use super::super::{document, window};
use super::say;
use model::contract::classes;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// How long, in bytes, a passage may be that a link spells out whole.
const LONGEST_PASSAGE: usize = 100;

/// How many words of a longer passage stand at either end.
const WORDS: usize = 4;

/// Copies the page's address, or that of the passage that is selected.
pub(super) fn link(button: &Element) {
    let passage = window()
        .get_selection()
        .ok()
        .flatten()
        .map(|selection| String::from(selection.to_string()))
        .unwrap_or_default();
    let words = match passage.trim() {
        "" => "Link copied.",
        _ => "Link to the selected words copied.",
    };
    copy(button, address() + &text_fragment(&passage), words);
}

/// Copies the citation that stands beside the button, with the page's address.
pub(super) fn citation(button: &Element) {
    let selector = format!(".{}", classes::CITATION);
    let citation = document().query_selector(&selector).ok().flatten();
    let text = citation.and_then(|citation| citation.text_content());
    let text = format!("{} {}", text.unwrap_or_default(), address());
    copy(button, text, "Citation copied.");
}

/// The page's address, without a fragment.
pub(super) fn address() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// The fragment that leads to a passage by its words (URL Fragment Text
/// Directives, "The text directive"): whole, or by its beginning and its end.
fn text_fragment(passage: &str) -> String {
    let words: Vec<&str> = passage.split_whitespace().collect();
    if words.is_empty() {
        return String::new();
    }
    let spelled = |words: &[&str]| {
        // The hyphen has a meaning there, and is not escaped otherwise.
        let words = js_sys::encode_uri_component(&words.join(" "));
        String::from(words).replace('-', "%2D")
    };
    // A passage that ends in another block cannot be matched as a whole.
    let is_short = passage.len() <= LONGEST_PASSAGE && !passage.trim().contains('\n');
    if is_short || words.len() < 2 * WORDS {
        format!("#:~:text={}", spelled(&words))
    } else {
        let (start, end) = (&words[..WORDS], &words[words.len() - WORDS..]);
        format!("#:~:text={},{}", spelled(start), spelled(end))
    }
}

/// Copies a text, and says so.
fn copy(button: &Element, text: String, done: &'static str) {
    let button = button.clone();
    leptos::task::spawn_local(async move {
        let words = match write(&text).await {
            Ok(()) => done,
            Err(_) => "This browser does not let the page copy. Copy from the address bar.",
        };
        say(&button, words);
    });
}

async fn write(text: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    // Pages that did not come over TLS have no clipboard.
    if js_sys::Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await?;
    Ok(())
}
