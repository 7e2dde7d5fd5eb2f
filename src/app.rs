//! The app's root: the shell and the current page inside it.

use crate::app_state::AppState;
use crate::pages::{ArticlePage, CountryPage, ListPage, MissingPage, TextPage, UnavailablePage};
use crate::shell::Shell;
use leptos::either::EitherOf6;
use leptos::prelude::*;
use model::{Content, Html, PageDocument, ShellContent};
use std::sync::Arc;

/// A complete page, as the press renders it. In the browser, the app takes over the
/// existing shell and renders only what changes inside it.
#[component]
pub fn App(
    /// The state to render.
    state: AppState,
    /// What the shell shows around the page.
    shell: Arc<ShellContent>,
    /// The newswire's name as a drawing; empty if it could not be drawn.
    nameplate: Html,
) -> impl IntoView {
    let page = state.page.get_untracked();
    provide_context(state);
    view! { <Shell content=shell nameplate>{page_view(page)}</Shell> }
}

/// A page without the shell: the way to it, and what its kind renders, which is a `main`
/// and perhaps an aside. The kinds are separate types because type-erased views make the
/// app larger.
pub fn page_view(page: Arc<PageDocument>) -> impl IntoView {
    let above = page.above.as_str().to_owned();
    let content = match page.content.clone() {
        Content::Article(article) => EitherOf6::A(view! { <ArticlePage page article /> }),
        Content::List { groups, pager } => EitherOf6::B(view! { <ListPage page groups pager /> }),
        Content::Country(country) => EitherOf6::C(view! { <CountryPage page country /> }),
        // The press lays out the front page, and the search program renders the results.
        Content::Front | Content::Text | Content::Search { .. } => {
            EitherOf6::D(view! { <TextPage page /> })
        }
        Content::Missing => EitherOf6::E(view! { <MissingPage page /> }),
        Content::Unavailable => EitherOf6::F(view! { <UnavailablePage page /> }),
    };
    view! {
        <div class="breadcrumb" inner_html=above></div>
        {content}
    }
}
