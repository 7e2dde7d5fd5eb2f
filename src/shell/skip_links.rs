use leptos::prelude::*;
use model::contract::ids;

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
            {link(ids::SEARCH, "Jump to search")} " "
            {link(ids::MAIN_NAVIGATION, "Jump to main navigation")} " "
            {link(ids::MAIN_CONTENT, "Jump to main content")} " "
            {link(ids::FOOTER_NAVIGATION, "Jump to footer navigation")}
        </div>
    }
}
