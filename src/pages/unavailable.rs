use crate::components::MainContent;
use crate::reader::reader;
use leptos::prelude::*;
use model::PageDocument;
use model::routes::Route;
use std::sync::Arc;

/// What a reader sees who came from no page and could not be given one.
#[component]
pub fn UnavailablePage(
    /// The page; its description says what went wrong.
    page: Arc<PageDocument>,
) -> impl IntoView {
    let reader = reader();
    let href = reader.href(&page.path);
    let saved = reader.href(Route::Saved);
    view! {
        <MainContent title=page.title.clone()>
            <p class="lead">{page.description.clone()}</p>
            <p class="ways-on">
                <a href=href>"Try again"</a>
            </p>
            <p class="ways-on">
                <a href=saved>"Saved pages"</a>
            </p>
        </MainContent>
    }
}
