use super::landmark;
use crate::model::Content;
use crate::reader::reader;
use crate::routes::Route;
use leptos::prelude::*;

/// The way to the sections, the countries and the rest.
#[component]
pub(super) fn MainNavigation() -> impl IntoView {
    let reader = reader();
    let page = reader.page;
    let links = reader
        .site
        .navigation
        .iter()
        .map(|link| {
            let path = link.path.clone();
            let current = move || {
                page.with(|page| {
                    if page.path == path {
                        Some("page")
                    } else if is_part_of(&page.content, &path) {
                        Some("true")
                    } else {
                        None
                    }
                })
            };
            view! {
                <li>
                    <a href=reader.href(&link.path) aria-current=current>
                        {link.label.clone()}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav
            class="main-navigation"
            id=landmark::MAIN_NAVIGATION
            tabindex="-1"
            aria-label="Main"
        >
            <ul>{links}</ul>
        </nav>
    }
}

/// Whether a page belongs to what a link of the navigation leads to: an article
/// to its section, a profile to the list of countries.
fn is_part_of(content: &Content, path: &str) -> bool {
    let parent = match content {
        Content::Article(article) => Route::Section(article.section.slug.clone()),
        Content::Country(_) => Route::Countries,
        _ => return false,
    };
    parent.to_string() == path
}
