use crate::model::Html;
use leptos::prelude::*;

/// Marks the element that holds a page's body, so that the app can take the
/// body from the document that it starts in.
pub const BODY_ATTRIBUTE: &str = "data-body";

/// A page's body: HTML that the press has sanitised.
#[component]
pub fn RunningText(
    /// The body.
    body: Html,
) -> impl IntoView {
    view! { <div class="running-text" data-body="" inner_html=body.as_str().to_owned()></div> }
}
