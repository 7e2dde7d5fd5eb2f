use crate::furniture;
use crate::index::Index;
use crate::search::Published;
use model::routes::Route;
use model::{Content, PageDocument};

/// The page that searches what has been published for it.
pub(super) fn page(index: &Index<'_>, published: &Published) -> PageDocument {
    PageDocument {
        path: Route::Search.to_string(),
        title: "Search".to_owned(),
        description: "Find articles and country profiles by their words.".to_owned(),
        body: furniture::search::body(index),
        content: Content::Search {
            engine: published.engine.clone(),
            site: published.site.clone(),
        },
    }
}
