use super::super::{document, window};
use super::{copy, mark};
use js_sys::Reflect;
use web_sys::ShareData;

/// The attribute of the document's root that shows the button.
const CAN_SHARE: &str = "data-can-share";

/// Shows the button where the browser has a share sheet.
pub(super) fn show_if_possible() {
    let share = Reflect::get(&window().navigator(), &"share".into());
    if share.is_ok_and(|share| share.is_function()) {
        mark(CAN_SHARE);
    }
}

/// Opens the share sheet for the page. What the reader does there, or that they
/// close it, needs no answer.
pub(super) fn page() {
    let data = ShareData::new();
    data.set_title(&document().title());
    data.set_url(&copy::address());
    let _ = window().navigator().share_with_data(&data);
}
