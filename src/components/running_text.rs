use leptos::prelude::*;
use model::Html;
use model::contract::{self, attributes};

const _: () = contract::spelled(attributes::BODY, "data-body");

/// A page's body: HTML sanitized by the press.
#[component]
pub fn RunningText(
    /// The body.
    body: Html,
) -> impl IntoView {
    view! { <div class="running-text" data-body="" inner_html=body.as_str().to_owned()></div> }
}
