use super::super::search::is_shortcut_on;
use super::super::{find, window};
use crate::browser::search::SHORTCUT_OFF;
use constcat::concat;
use model::contract::controls;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Shows whether the reader has turned the shortcut off.
pub(super) fn show_choice() {
    let field = find(concat!("input[name=", controls::SEARCH_SHORTCUT, "]"));
    if let Some(field) = field.and_then(|field| field.dyn_into().ok()) {
        HtmlInputElement::set_checked(&field, is_shortcut_on());
    }
}

/// Turns the shortcut on or off, and stores the choice. If storage is blocked, it stays
/// on.
pub(super) fn choose(field: &Element) {
    let storage = window().local_storage().ok().flatten();
    if let Some((field, storage)) = field.dyn_ref::<HtmlInputElement>().zip(storage) {
        let choice = if field.checked() { "" } else { SHORTCUT_OFF };
        let _ = storage.set_item(controls::SEARCH_SHORTCUT, choice);
    }
}
