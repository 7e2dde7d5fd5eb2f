use crate::content::Article;
use model::routes::Route;
use model::{Content, PageDocument};
use std::collections::HashMap;

/// How many bytes the documents of articles have, which is what it takes to keep them.
#[derive(Default)]
pub struct Sizes(HashMap<String, usize>);

impl Sizes {
    /// Those of some pages; of others than articles there are none.
    pub fn of(pages: &[PageDocument]) -> Self {
        let articles = pages
            .iter()
            .filter(|page| matches!(page.content, Content::Article(_)));
        let sizes = articles.map(|page| {
            // Every value of these types has a form in JSON.
            let bytes = serde_json::to_vec(page).unwrap_or_default();
            (page.path.clone(), bytes.len())
        });
        Self(sizes.collect())
    }

    /// That of some articles together.
    pub fn sum(&self, articles: &[&Article]) -> usize {
        let size = |article: &&Article| {
            let path = Route::Article(article.slug.clone()).to_string();
            self.0.get(&path).copied().unwrap_or_default()
        };
        articles.iter().map(size).sum()
    }
}
