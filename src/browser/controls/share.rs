use super::super::{document, window};
use super::{copy, mark};
use js_sys::Reflect;
use model::contract::attributes;
use web_sys::ShareData;

/// Shows the button if the browser has a share sheet.
pub(super) fn show_if_possible() {
    let share = Reflect::get(&window().navigator(), &"share".into());
    if share.is_ok_and(|share| share.is_function()) {
        mark(attributes::CAN_SHARE);
    }
}

/// Opens the share sheet for the page. The result does not matter, including when the
/// reader cancels.
pub(super) fn page() {
    let data = ShareData::new();
    data.set_title(&document().title());
    data.set_url(&copy::address());
    let _ = window().navigator().share_with_data(&data);
}
