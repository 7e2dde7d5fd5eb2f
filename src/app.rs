//! The app's root: the shell, and in it the page that the reader is on.

use crate::components::lingering;
use crate::model::{Content, PageDocument};
use crate::pages::{
    ArticlePage, CountryPage, FrontPage, ListPage, MissingPage, SearchPage, TextPage,
    UnavailablePage,
};
use crate::reader::Reader;
use crate::shell::Shell;
use leptos::either::EitherOf8;
use leptos::prelude::*;
use std::sync::Arc;

/// The id of the element that the app lives in.
pub const ROOT_ID: &str = "app";

/// The id of the embedded data that every page shares ([`Site`](crate::model::Site)).
pub const SITE_ID: &str = "site-data";

/// The id of the page's embedded document, without its body.
pub const PAGE_ID: &str = "page-data";

/// The whole of what stands in the document's body.
#[component]
pub fn App(
    /// What is shown, and what changes it.
    reader: Reader,
) -> impl IntoView {
    let (page, query) = (reader.page, reader.query);
    provide_context(reader);
    view! { <Shell>{move || lingering(page_view(page.get(), query))}</Shell> }
}

/// Each kind of page brings its `main`, and a complementary column where it has
/// one. The kinds are told apart by type: erasing the types would put a second
/// way to hydrate each of them into the app.
fn page_view(page: Arc<PageDocument>, query: RwSignal<String>) -> impl IntoView {
    match page.content.clone() {
        Content::Front { groups } => EitherOf8::A(view! { <FrontPage page groups /> }),
        Content::Article(article) => EitherOf8::B(view! { <ArticlePage page article /> }),
        Content::List { groups, pager } => EitherOf8::C(view! { <ListPage page groups pager /> }),
        Content::Country(country) => EitherOf8::D(view! { <CountryPage page country /> }),
        Content::Search { articles } => {
            // Search alone is made anew when the reader asks for something else.
            let query = query.get();
            EitherOf8::E(view! { <SearchPage page articles query /> })
        }
        Content::Text => EitherOf8::F(view! { <TextPage page /> }),
        Content::Missing => EitherOf8::G(view! { <MissingPage page /> }),
        Content::Unavailable => EitherOf8::H(view! { <UnavailablePage page /> }),
    }
}
