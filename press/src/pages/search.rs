use crate::catalog::Catalog;
use crate::outputs::search::Published;
use crate::partials;
use model::routes::Route;
use model::{Content, PageDocument};

/// The page that searches what has been published for it.
pub(super) fn page(catalog: &Catalog<'_>, published: &Published) -> PageDocument {
    PageDocument {
        path: Route::Search.to_string(),
        title: "Search".to_owned(),
        description: "Find articles and country profiles by their words.".to_owned(),
        body: partials::search::body(catalog),
        content: Content::Search {
            engine: published.engine.clone(),
            site: published.site.clone(),
        },
    }
}
