//! The app's root: the shell, and in it the page that the reader is on.

use crate::pages::{
    ArticlePage, CountryPage, FrontPage, ListPage, MissingPage, TextPage, UnavailablePage,
};
use crate::reader::Reader;
use crate::shell::Shell;
use leptos::either::EitherOf7;
use leptos::prelude::*;
use model::{Content, PageDocument};
use std::sync::Arc;

/// A whole page as the press renders it. The app in a browser takes over the shell
/// that it finds, and renders only what changes in it.
#[component]
pub fn App(
    /// What is shown.
    reader: Reader,
) -> impl IntoView {
    let page = reader.page.get_untracked();
    provide_context(reader);
    view! { <Shell>{page_view(page)}</Shell> }
}

/// A page without the shell. Each kind brings its `main`, and a complementary column
/// where it has one. The kinds are told apart by type: erased types weigh more in the
/// app.
pub fn page_view(page: Arc<PageDocument>) -> impl IntoView {
    match page.content.clone() {
        Content::Front { groups } => EitherOf7::A(view! { <FrontPage page groups /> }),
        Content::Article(article) => EitherOf7::B(view! { <ArticlePage page article /> }),
        Content::List { groups, pager } => EitherOf7::C(view! { <ListPage page groups pager /> }),
        Content::Country(country) => EitherOf7::D(view! { <CountryPage page country /> }),
        // What is found is shown by the program that searches.
        Content::Text | Content::Search { .. } => EitherOf7::E(view! { <TextPage page /> }),
        Content::Missing => EitherOf7::F(view! { <MissingPage page /> }),
        Content::Unavailable => EitherOf7::G(view! { <UnavailablePage page /> }),
    }
}
