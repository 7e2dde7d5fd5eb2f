use crate::content::Article;
use model::PageDocument;
use model::routes::Route;
use rayon::prelude::*;
use std::collections::HashMap;

/// How many bytes the documents of articles have, which is what it takes to keep them.
#[derive(Default)]
pub struct Sizes(HashMap<String, usize>);

impl Sizes {
    /// Adds the sizes of some articles' pages.
    pub fn add(&mut self, articles: &[PageDocument]) {
        let sizes = articles.par_iter().map(|page| {
            // These types can always be serialized.
            let bytes = serde_json::to_vec(page).unwrap_or_default();
            (page.path.clone(), bytes.len())
        });
        self.0.par_extend(sizes);
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
