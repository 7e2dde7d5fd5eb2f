//! The app's root: the shell and the current page inside it.

use crate::app_state::AppState;
use crate::pages::{
    ArticlePage, CountryPage, FrontPage, ListPage, MissingPage, TextPage, UnavailablePage,
};
use crate::shell::Shell;
use leptos::either::EitherOf7;
use leptos::prelude::*;
use model::{Content, PageDocument};
use std::sync::Arc;

/// A complete page, as the press renders it. In the browser, the app takes over the
/// existing shell and renders only what changes inside it.
#[component]
pub fn App(
    /// The state to render.
    state: AppState,
) -> impl IntoView {
    let page = state.page.get_untracked();
    provide_context(state);
    view! { <Shell>{page_view(page)}</Shell> }
}

/// A page without the shell. Each kind renders its own `main`, plus an aside if it has
/// one. The kinds are separate types because type-erased views make the app larger.
pub fn page_view(page: Arc<PageDocument>) -> impl IntoView {
    match page.content.clone() {
        Content::Front { groups } => EitherOf7::A(view! { <FrontPage page groups /> }),
        Content::Article(article) => EitherOf7::B(view! { <ArticlePage page article /> }),
        Content::List { groups, pager } => EitherOf7::C(view! { <ListPage page groups pager /> }),
        Content::Country(country) => EitherOf7::D(view! { <CountryPage page country /> }),
        // The search program renders the results.
        Content::Text | Content::Search { .. } => EitherOf7::E(view! { <TextPage page /> }),
        Content::Missing => EitherOf7::F(view! { <MissingPage page /> }),
        Content::Unavailable => EitherOf7::G(view! { <UnavailablePage page /> }),
    }
}
