use crate::model::{Html, Language};
use leptos::prelude::*;

/// Marks the element that holds a page's body, so that the app can take the
/// body from the document that it starts in.
pub const BODY_ATTRIBUTE: &str = "data-body";

/// A page's body: HTML that the press has sanitised.
#[component]
pub fn RunningText(
    /// The body.
    body: Html,
    /// The body's language, where it is not the site's own.
    #[prop(optional_no_strip)]
    language: Option<Language>,
) -> impl IntoView {
    let (lang, dir) = Language::attributes(language.as_ref());
    view! {
        <div
            class="running-text"
            data-body=""
            lang=lang
            dir=dir
            inner_html=body.as_str().to_owned()
        ></div>
    }
}
