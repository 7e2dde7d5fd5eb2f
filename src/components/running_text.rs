use leptos::prelude::*;
use model::Html;

/// A page's body: HTML that the press has sanitised.
#[component]
pub fn RunningText(
    /// The body.
    body: Html,
) -> impl IntoView {
    view! { <div class="running-text" data-body="" inner_html=body.as_str().to_owned()></div> }
}
