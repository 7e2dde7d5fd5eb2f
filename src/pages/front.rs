use crate::components::{ArticleList, MainContent};
use crate::model::{ArticleSummary, PageDocument};
use leptos::prelude::*;
use std::sync::Arc;

/// The front page: the latest articles.
#[component]
pub fn FrontPage(
    /// The page.
    page: Arc<PageDocument>,
    /// Newest first.
    articles: Vec<ArticleSummary>,
) -> impl IntoView {
    view! {
        <MainContent title=page.title.clone()>
            <ArticleList articles />
        </MainContent>
    }
}
