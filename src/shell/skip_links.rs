use super::landmark;
use leptos::prelude::*;

/// The four links that stand first in the tab order. They are plain links to
/// fragments, so they work without scripts; every target takes focus
/// (`tabindex`), so that the focus moves and not only the scroll.
#[component]
pub(super) fn SkipLinks() -> impl IntoView {
    let link = |target: &str, label: &'static str| {
        view! {
            <a class="skip-link" href=format!("#{target}")>
                {label}
            </a>
        }
    };
    // The spaces between the links keep them apart where they are read as text.
    view! {
        <div class="skip-links">
            {link(landmark::SEARCH, "Jump to search")} " "
            {link(landmark::MAIN_NAVIGATION, "Jump to main navigation")} " "
            {link(landmark::MAIN_CONTENT, "Jump to main content")} " "
            {link(landmark::FOOTER_NAVIGATION, "Jump to footer navigation")}
        </div>
    }
}
