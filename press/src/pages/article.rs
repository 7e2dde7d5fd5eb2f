use super::country::card;
use super::summary::section_link;
use crate::catalog::Catalog;
use crate::content::Article;
use crate::partials::article;
use model::routes::Route;
use model::{Content, PageDocument};

/// The page of an article.
pub(super) fn page(catalog: &Catalog<'_>, file: &Article) -> PageDocument {
    let profiles = file
        .countries
        .iter()
        .filter_map(|slug| catalog.profile(slug));
    PageDocument {
        path: Route::Article(file.slug.clone()).to_string(),
        title: file.headline.clone(),
        description: file.summary.clone(),
        body: article::body(catalog, file),
        content: Content::Article(model::Article {
            language: file.language.clone(),
            date: file.date.clone(),
            section: section_link(catalog, &file.section),
            countries: profiles.map(card).collect(),
        }),
    }
}
