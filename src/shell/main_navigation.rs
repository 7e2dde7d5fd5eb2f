use crate::app_state::app_state;
use crate::strings;
use leptos::prelude::*;
use model::contract::ids;
use model::routes::Route;
use model::{Content, Link, PageDocument};

/// The main navigation: sections, countries and so on.
#[component]
pub(super) fn MainNavigation(
    /// Its links.
    links: Vec<Link>,
) -> impl IntoView {
    let state = app_state();
    let page = state.page.get_untracked();
    let links = links
        .into_iter()
        .map(|link| {
            view! {
                <li>
                    <a href=state.href(&link.path) aria-current=current(&page, &link.path)>
                        {link.label}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav
            class="main-navigation"
            id=ids::MAIN_NAVIGATION
            tabindex="-1"
            aria-label=strings::MAIN
        >
            <ul>{links}</ul>
        </nav>
    }
}

/// The `aria-current` value of a navigation link for the current page.
pub fn current(page: &PageDocument, path: &str) -> Option<&'static str> {
    if page.path == path {
        Some("page")
    } else {
        is_part_of(page, path).then_some("true")
    }
}

/// Whether a page belongs under a navigation link: an article under its section, a
/// profile under the list of countries. The front page's path is a prefix of every path,
/// but that does not count.
fn is_part_of(page: &PageDocument, path: &str) -> bool {
    match &page.content {
        Content::Article(article) => {
            Route::Section(article.section.slug.clone()).to_string() == path
        }
        _ => path != Route::Front.to_string() && page.path.starts_with(path),
    }
}
