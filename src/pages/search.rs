use crate::components::{ArticleList, MainContent};
use crate::model::{ArticleSummary, PageDocument};
use crate::reader::reader;
use crate::routes::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// Search over headlines and summaries, done by the app. Without it the page
/// says so and leads to what can be browsed.
#[component]
pub fn SearchPage(
    /// The page.
    page: Arc<PageDocument>,
    /// What can be found, newest first.
    articles: Vec<ArticleSummary>,
    /// What is searched for.
    query: String,
) -> impl IntoView {
    let reader = reader();
    let countries = reader.href(Route::Countries);
    let archive = reader.href(Route::Archive);
    let results = (!query.trim().is_empty()).then(|| {
        let found: Vec<_> = articles
            .into_iter()
            .filter(|article| matches(article, &query))
            .collect();
        let count = match found.len() {
            0 => format!("Nothing was found for “{query}”."),
            1 => format!("One article for “{query}”"),
            several => format!("{several} articles for “{query}”"),
        };
        view! {
            <h2 class="search-count">{count}</h2>
            <ArticleList articles=found />
        }
    });
    view! {
        <MainContent title=page.title.clone()>
            <p class="lead">{page.description.clone()}</p>
            <noscript>
                <p>"Search needs scripts, which are switched off or did not arrive."</p>
            </noscript>
            <p>
                "You can also browse " <a href=archive>"all articles by month"</a> " and "
                <a href=countries>"all country profiles"</a> "."
            </p>
            {results}
        </MainContent>
    }
}

/// Whether every word of the query stands in the headline or the summary. Only
/// the case of ASCII letters is ignored: tables for the rest weigh more than
/// this page.
fn matches(article: &ArticleSummary, query: &str) -> bool {
    let text = format!("{} {}", article.headline, article.summary).to_ascii_lowercase();
    query
        .to_ascii_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}
