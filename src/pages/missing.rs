use crate::app_state::app_state;
use crate::components::MainContent;
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
                    <a href=state.href(Route::Front)>"The latest articles"</a>
                </li>
                <li>
                    <a href=state.href(Route::Archive)>"All articles by month"</a>
                </li>
                <li>
                    <a href=state.href(Route::Countries)>"All country profiles"</a>
                </li>
            </ul>
        </MainContent>
    }
}
