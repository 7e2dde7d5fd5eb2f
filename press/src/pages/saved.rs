use crate::catalog::Catalog;
use crate::partials::save;
use model::routes::Route;
use model::{Content, PageDocument};

/// The page of what the reader has saved.
pub(super) fn page(catalog: &Catalog<'_>) -> PageDocument {
    PageDocument {
        path: Route::Saved.to_string(),
        title: "Saved Pages".to_owned(),
        description: "What you have saved to read without a network.".to_owned(),
        body: save::saved(&catalog.newsroom().site.base()),
        content: Content::Text,
    }
}

/// The page that stands for any other while there is no network.
pub(super) fn stand_in(catalog: &Catalog<'_>) -> PageDocument {
    PageDocument {
        path: PageDocument::OFFLINE.to_owned(),
        title: "No Network".to_owned(),
        description: "Shown while you are offline, until the page that you asked for appears."
            .to_owned(),
        body: save::stand_in(&catalog.newsroom().site.base()),
        content: Content::Text,
    }
}
