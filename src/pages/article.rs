use crate::components::{CountryCardView, MainContent, RunningText};
use leptos::prelude::*;
use model::{Article, PageDocument};
use std::sync::Arc;

/// An article, with the countries it is about in an aside.
#[component]
pub fn ArticlePage(
    /// The page.
    page: Arc<PageDocument>,
    /// The article.
    article: Article,
) -> impl IntoView {
    let cards = article
        .countries
        .into_iter()
        .map(|card| view! { <CountryCardView card /> })
        .collect::<Vec<_>>();
    let analysis = (!cards.is_empty()).then(|| {
        view! {
            <aside class="sidebar" aria-labelledby="analysis">
                <h2 id="analysis">{article.background}</h2>
                {cards}
            </aside>
        }
    });
    view! {
        <MainContent title=page.title.clone() language=article.language.clone()>
            <RunningText body=page.body.clone() />
        </MainContent>
        {analysis}
    }
}
