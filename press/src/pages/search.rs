use super::summary::summary;
use crate::index::Index;
use newswire::model::{Content, Html, PageDocument};
use newswire::routes::Route;

/// The page that searches.
pub(super) fn page(index: &Index<'_>) -> PageDocument {
    let articles = index.articles().iter();
    PageDocument {
        path: Route::Search.to_string(),
        title: "Search".to_owned(),
        description: "Find articles by the words of their headlines and summaries.".to_owned(),
        body: Html::default(),
        content: Content::Search {
            articles: articles.map(|article| summary(index, article)).collect(),
        },
    }
}
