use crate::components::MainContent;
use crate::reader::reader;
use leptos::prelude::*;
use model::PageDocument;
use model::routes::Route;
use std::sync::Arc;

/// What stands where there is nothing: a sentence, and ways on.
#[component]
pub fn MissingPage(
    /// The page.
    page: Arc<PageDocument>,
) -> impl IntoView {
    let reader = reader();
    view! {
        <MainContent title=page.title.clone()>
            <p class="lead">{page.description.clone()}</p>
            <ul class="ways-on" role="list">
                <li>
                    <a href=reader.href(Route::Front)>"The latest articles"</a>
                </li>
                <li>
                    <a href=reader.href(Route::Archive)>"All articles by month"</a>
                </li>
                <li>
                    <a href=reader.href(Route::Countries)>"All country profiles"</a>
                </li>
            </ul>
        </MainContent>
    }
}
