use crate::app_state::app_state;
use crate::components::MainContent;
use crate::strings;
use leptos::prelude::*;
use model::PageDocument;
use model::routes::Route;
use std::sync::Arc;

/// The page shown when a page failed to load and there was no previous page to stay on.
#[component]
pub fn UnavailablePage(
    /// The page; its description gives the reason.
    page: Arc<PageDocument>,
) -> impl IntoView {
    let state = app_state();
    let href = state.href(&page.path);
    let saved = state.href(Route::Saved);
    view! {
        <MainContent title=page.title.clone()>
            <p class="lead">{page.description.clone()}</p>
            <p class="ways-on">
                <a href=href>{strings::TRY_AGAIN}</a>
            </p>
            <p class="ways-on">
                <a href=saved>{strings::SAVED_PAGES}</a>
            </p>
        </MainContent>
    }
}
