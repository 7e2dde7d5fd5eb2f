use crate::reader::reader;
use leptos::prelude::*;
use model::contract::ids;
use model::routes::Route;
use model::{Content, PageDocument};

/// The way to the sections, the countries and the rest.
#[component]
pub(super) fn MainNavigation() -> impl IntoView {
    let reader = reader();
    let page = reader.page.get_untracked();
    let links = reader
        .site
        .navigation
        .iter()
        .map(|link| {
            view! {
                <li>
                    <a href=reader.href(&link.path) aria-current=current(&page, &link.path)>
                        {link.label.clone()}
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
            aria-label="Main"
        >
            <ul>{links}</ul>
        </nav>
    }
}

/// How a link of the navigation stands to the page on show, as `aria-current` has it.
pub fn current(page: &PageDocument, path: &str) -> Option<&'static str> {
    if page.path == path {
        Some("page")
    } else {
        is_part_of(page, path).then_some("true")
    }
}

/// Whether a page belongs to what a link of the navigation leads to: an article
/// to its section, a profile to the list of countries. Every page lies below
/// the front page, and belongs to it no more for that.
fn is_part_of(page: &PageDocument, path: &str) -> bool {
    match &page.content {
        Content::Article(article) => {
            Route::Section(article.section.slug.clone()).to_string() == path
        }
        _ => path != Route::Front.to_string() && page.path.starts_with(path),
    }
}
