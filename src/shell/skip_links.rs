use crate::strings;
use leptos::prelude::*;
use model::contract::ids;

/// The four links that come first in the tab order. They are plain fragment links, so
/// they work without scripts; every target is focusable (`tabindex`), so that focus moves
/// along with the scroll position.
#[component]
pub(super) fn SkipLinks() -> impl IntoView {
    let link = |target: &str, label: &'static str| {
        view! {
            <a class="skip-link" href=format!("#{target}")>
                {label}
            </a>
        }
    };
    // The spaces separate the links when they are read as text.
    view! {
        <div class="skip-links">
            {link(ids::SEARCH, strings::TO_SEARCH)} " "
            {link(ids::MAIN_NAVIGATION, strings::TO_MAIN_NAVIGATION)} " "
            {link(ids::MAIN_CONTENT, strings::TO_MAIN_CONTENT)} " "
            {link(ids::FOOTER_NAVIGATION, strings::TO_FOOTER_NAVIGATION)}
        </div>
    }
}
