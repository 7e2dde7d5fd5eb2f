use crate::components::{ArticleList, MainContent};
use crate::model::{ArticleSummary, PageDocument};
use leptos::either::Either;
use leptos::prelude::*;
use std::sync::Arc;

/// The articles of one section.
#[component]
pub fn SectionPage(
    /// The page.
    page: Arc<PageDocument>,
    /// Newest first.
    articles: Vec<ArticleSummary>,
) -> impl IntoView {
    let list = if articles.is_empty() {
        Either::Left(view! { <p>"There is nothing in this section yet."</p> })
    } else {
        Either::Right(view! { <ArticleList articles /> })
    };
    view! {
        <MainContent title=page.title.clone()>
            <p class="lead">{page.description.clone()}</p>
            {list}
        </MainContent>
    }
}
