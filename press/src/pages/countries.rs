use crate::catalog::Catalog;
use crate::map::Atlas;
use crate::partials::countries;
use model::routes::Route;
use model::{Content, PageDocument};

/// The page of all country profiles.
pub(super) fn page(catalog: &Catalog<'_>, atlas: &Atlas) -> PageDocument {
    let description = "Past and present policies on nuclear, biological, chemical and missile \
        arms, country by country.";
    PageDocument {
        path: Route::Countries.to_string(),
        title: "Country Profiles".to_owned(),
        description: description.to_owned(),
        body: countries::body(catalog.newsroom(), atlas, description),
        content: Content::Text,
    }
}
