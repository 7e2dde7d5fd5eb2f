use crate::components::{ArticleGroups, MainContent, RunningText};
use crate::reader::reader;
use leptos::prelude::*;
use model::routes::Route;
use model::{ArticleGroup, PageDocument};
use std::sync::Arc;

/// The front page: the latest articles by day, and the way to all of them.
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
                <a href=reader().href(Route::Archive)>"All articles by month"</a>
            </p>
            <RunningText body=page.body.clone() />
        </MainContent>
    }
}
