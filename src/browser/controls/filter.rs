use super::super::all;
use super::say;
use crate::strings;
use model::contract::attributes;
use model::fold;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Hides list items that do not match the field's text, and sections with no items left.
pub(super) fn list(field: &Element) {
    let text = field
        .dyn_ref::<HtmlInputElement>()
        .map(HtmlInputElement::value);
    let key = fold::key(&text.unwrap_or_default());
    let key = key.trim();
    let mut left = 0;
    for item in all(&format!("[{}]", attributes::NAMES)) {
        let names = item.get_attribute(attributes::NAMES).unwrap_or_default();
        let matches = names.contains(key);
        hide(&item, !matches);
        left += u32::from(matches);
    }
    let shown = format!("[{}]:not([hidden])", attributes::NAMES);
    for section in all(".region") {
        let is_empty = section
            .query_selector(&shown)
            .is_ok_and(|item| item.is_none());
        hide(&section, is_empty);
    }
    say(field, &strings::countries(left));
}

fn hide(element: &Element, hidden: bool) {
    // Fails only for invalid attribute names.
    let _ = element.toggle_attribute_with_force("hidden", hidden);
}
