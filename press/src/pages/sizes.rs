use crate::content::Article;
use model::routes::Route;
use model::{Content, PageDocument};
use std::collections::HashMap;

/// How many bytes the documents of articles have, which is what it takes to keep them.
#[derive(Default)]
pub struct Sizes(HashMap<String, usize>);

impl Sizes {
    /// The sizes of the articles among some pages.
    pub fn of(pages: &[PageDocument]) -> Self {
        let articles = pages
            .iter()
            .filter(|page| matches!(page.content, Content::Article(_)));
        let sizes = articles.map(|page| {
            // These types can always be serialized.
            let bytes = serde_json::to_vec(page).unwrap_or_default();
            (page.path.clone(), bytes.len())
        });
        Self(sizes.collect())
    }

    /// The total size of some articles.
    pub fn sum(&self, articles: &[&Article]) -> usize {
        let size = |article: &&Article| {
            let path = Route::Article(article.slug.clone()).to_string();
            self.0.get(&path).copied().unwrap_or_default()
        };
        articles.iter().map(size).sum()
    }
}
