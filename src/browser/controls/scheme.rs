use super::super::{document, find, window};
use constcat::concat;
use model::contract::{attributes, controls};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};

/// Shows the reader's earlier choice of colors. `style/scheme.js` has already applied it,
/// before the first paint.
pub(super) fn show_choice() {
    let root = document().document_element();
    let chosen = root.and_then(|root| root.get_attribute(attributes::SCHEME));
    let field = find(concat!("select[name=", controls::SCHEME, "]"))
        .and_then(|field| field.dyn_into().ok());
    if let Some((chosen, field)) = chosen.zip(field) {
        HtmlSelectElement::set_value(&field, &chosen);
    }
}

/// Applies and stores a color scheme; an empty choice follows the system.
pub(super) fn choose(field: &Element) {
    let Some(field) = field.dyn_ref::<HtmlSelectElement>() else {
        return;
    };
    let chosen = field.value();
    // If storage is blocked, the choice applies to this document only.
    let storage = window().local_storage().ok().flatten();
    if let Some(root) = document().document_element() {
        let _ = if chosen.is_empty() {
            root.remove_attribute(attributes::SCHEME)
        } else {
            root.set_attribute(attributes::SCHEME, &chosen)
        };
    }
    if let Some(storage) = storage {
        let _ = storage.set_item(controls::SCHEME, &chosen);
    }
}
