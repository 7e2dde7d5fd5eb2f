use crate::app_state::app_state;
use crate::components::{ArticleGroups, MainContent, RunningText};
use crate::strings;
use leptos::prelude::*;
use model::routes::Route;
use model::{ArticleGroup, PageDocument};
use std::sync::Arc;

/// The front page: the latest articles by day, and a link to all articles.
#[component]
pub fn FrontPage(
    /// The page.
    page: Arc<PageDocument>,
    /// Newest first.
    groups: Vec<ArticleGroup>,
) -> impl IntoView {
    view! {
        <MainContent title=page.title.clone()>
            <div class="front">
                <ArticleGroups groups />
            </div>
            <p class="ways-on">
                <a href=app_state().href(Route::Archive)>{strings::ALL_ARTICLES}</a>
            </p>
            <RunningText body=page.body.clone() />
        </MainContent>
    }
}
