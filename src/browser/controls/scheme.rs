use super::super::{document, find, window};
use model::contract::{attributes, controls};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlSelectElement};

/// Shows which colors the reader has chosen before. `style/scheme.js` has put
/// them on already, before anything was painted.
pub(super) fn show_choice() {
    let root = document().document_element();
    let chosen = root.and_then(|root| root.get_attribute(attributes::SCHEME));
    let field = find("select[name=scheme]").and_then(|field| field.dyn_into().ok());
    if let Some((chosen, field)) = chosen.zip(field) {
        HtmlSelectElement::set_value(&field, &chosen);
    }
}

/// Puts colors on, and remembers them; an empty choice leaves them to the system.
pub(super) fn choose(field: &Element) {
    let Some(field) = field.dyn_ref::<HtmlSelectElement>() else {
        return;
    };
    let chosen = field.value();
    // Where storage is refused, the choice holds for this document.
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
