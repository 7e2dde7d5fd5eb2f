use super::country::card;
use super::summary::section_link;
use crate::content::ArticleFile;
use crate::furniture::article;
use crate::index::Index;
use model::routes::Route;
use model::{Article, Content, PageDocument};

/// The page of an article.
pub(super) fn page(index: &Index<'_>, file: &ArticleFile) -> PageDocument {
    let profiles = file.countries.iter().filter_map(|slug| index.profile(slug));
    PageDocument {
        path: Route::Article(file.slug.clone()).to_string(),
        title: file.headline.clone(),
        description: file.summary.clone(),
        body: article::body(index, file),
        content: Content::Article(Article {
            language: file.language.clone(),
            date: file.date.clone(),
            section: section_link(index, &file.section),
            countries: profiles.map(card).collect(),
        }),
    }
}
