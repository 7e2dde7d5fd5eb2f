//! The app's root: the shell and the current page inside it.

use crate::app_state::AppState;
use crate::components::Breadcrumb;
use crate::pages::{
    ArticlePage, CountryPage, FrontPage, ListPage, MissingPage, TextPage, UnavailablePage,
};
use crate::shell::Shell;
use leptos::either::EitherOf7;
use leptos::prelude::*;
use model::{Content, Html, PageDocument};
use std::sync::Arc;

/// A complete page, as the press renders it. In the browser, the app takes over the
/// existing shell and renders only what changes inside it.
#[component]
pub fn App(
    /// The state to render.
    state: AppState,
    /// The newswire's name as a drawing; empty if there is none.
    nameplate: Html,
) -> impl IntoView {
    let page = state.page.get_untracked();
    provide_context(state);
    view! { <Shell nameplate>{page_view(page)}</Shell> }
}

/// A page without the shell: the way to it, and what its kind renders, which is a `main`
/// and perhaps an aside. The kinds are separate types because type-erased views make the
/// app larger.
pub fn page_view(page: Arc<PageDocument>) -> impl IntoView {
    let above = page.above.clone();
    let content = match page.content.clone() {
        Content::Front => EitherOf7::A(view! { <FrontPage page /> }),
        Content::Article(article) => EitherOf7::B(view! { <ArticlePage page article /> }),
        Content::List { groups, pager } => EitherOf7::C(view! { <ListPage page groups pager /> }),
        Content::Country(country) => EitherOf7::D(view! { <CountryPage page country /> }),
        // The search program renders the results.
        Content::Text | Content::Search { .. } => EitherOf7::E(view! { <TextPage page /> }),
        Content::Missing => EitherOf7::F(view! { <MissingPage page /> }),
        Content::Unavailable => EitherOf7::G(view! { <UnavailablePage page /> }),
    };
    view! {
        <Breadcrumb above />
        {content}
    }
}
