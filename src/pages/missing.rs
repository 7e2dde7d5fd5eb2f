use crate::app_state::app_state;
use crate::components::MainContent;
use crate::strings;
use leptos::prelude::*;
use model::PageDocument;
use model::routes::Route;
use std::sync::Arc;

/// The "not found" page: a sentence, and links to follow.
#[component]
pub fn MissingPage(
    /// The page.
    page: Arc<PageDocument>,
) -> impl IntoView {
    let state = app_state();
    view! {
        <MainContent title=page.title.clone()>
            <p class="lead">{page.description.clone()}</p>
            <ul class="ways-on" role="list">
                <li>
                    <a href=state.href(Route::Front)>{strings::LATEST_ARTICLES}</a>
                </li>
                <li>
                    <a href=state.href(Route::Archive)>{strings::ALL_ARTICLES}</a>
                </li>
                <li>
                    <a href=state.href(Route::Countries)>{strings::ALL_COUNTRIES}</a>
                </li>
            </ul>
        </MainContent>
    }
}
