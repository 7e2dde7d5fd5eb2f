use super::super::{document, window};
use super::say;
use crate::strings;
use model::contract::classes;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// The longest passage, in bytes, that a link quotes in full.
const LONGEST_PASSAGE: usize = 100;

/// How many words to quote from each end of a longer passage.
const WORDS: usize = 4;

/// Copies the page's address, or a link to the selected passage.
pub(super) fn link(button: &Element) {
    let passage = window()
        .get_selection()
        .ok()
        .flatten()
        .map(|selection| String::from(selection.to_string()))
        .unwrap_or_default();
    let words = match passage.trim() {
        "" => strings::LINK_COPIED,
        _ => strings::PASSAGE_COPIED,
    };
    copy(button, address() + &text_fragment(&passage), words);
}

/// Copies the citation next to the button, followed by the page's address.
pub(super) fn citation(button: &Element) {
    let selector = format!(".{}", classes::CITATION);
    let citation = document().query_selector(&selector).ok().flatten();
    let text = citation.and_then(|citation| citation.text_content());
    let text = format!("{} {}", text.unwrap_or_default(), address());
    copy(button, text, strings::CITATION_COPIED);
}

/// The page's address, without a fragment.
pub(super) fn address() -> String {
    let href = window().location().href().unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// The text fragment for a passage (URL Fragment Text Directives, "The text directive"):
/// the whole passage, or its start and end.
fn text_fragment(passage: &str) -> String {
    let words: Vec<&str> = passage.split_whitespace().collect();
    if words.is_empty() {
        return String::new();
    }
    let spelled = |words: &[&str]| {
        // Hyphens are syntax there, and encodeURIComponent does not escape them.
        let words = js_sys::encode_uri_component(&words.join(" "));
        String::from(words).replace('-', "%2D")
    };
    // A passage that spans blocks cannot be matched as one string.
    let is_short = passage.len() <= LONGEST_PASSAGE && !passage.trim().contains('\n');
    if is_short || words.len() < 2 * WORDS {
        format!("#:~:text={}", spelled(&words))
    } else {
        let (start, end) = (&words[..WORDS], &words[words.len() - WORDS..]);
        format!("#:~:text={},{}", spelled(start), spelled(end))
    }
}

/// Copies a text and confirms it.
fn copy(button: &Element, text: String, done: &'static str) {
    let button = button.clone();
    leptos::task::spawn_local(async move {
        let words = match write(&text).await {
            Ok(()) => done,
            Err(_) => strings::CANNOT_COPY,
        };
        say(&button, words);
    });
}

async fn write(text: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    // Without TLS there is no clipboard API.
    if js_sys::Reflect::get(&navigator, &"clipboard".into())?.is_undefined() {
        return Err(JsValue::UNDEFINED);
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await?;
    Ok(())
}
