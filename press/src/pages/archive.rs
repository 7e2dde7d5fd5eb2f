use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::Moment;
use crate::partials::calendar;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// What links to it say, and its title.
pub(super) const NAME: &str = "Archive";

/// The page of all months.
pub(super) struct Archive;

impl PageKind for Archive {
    fn routes(&self, _: &Catalog<'_>) -> Vec<Route> {
        vec![Route::Archive]
    }

    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument> {
        vec![page(catalog, makings)]
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        None
    }

    fn changed(&self, catalog: &Catalog<'_>, _: &Route) -> Option<Moment> {
        // The articles are in its text, where the sitemap does not see them.
        catalog
            .articles()
            .first()
            .map(|article| article.changed().clone())
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        Vec::new()
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Lists]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

/// The page of all months.
fn page(catalog: &Catalog<'_>, makings: &Makings<'_>) -> PageDocument {
    let description = "All articles, by month.";
    PageDocument {
        path: Route::Archive.to_string(),
        title: NAME.to_owned(),
        description: description.to_owned(),
        above: Html::default(),
        body: calendar::body(
            catalog,
            description,
            makings.savings.bytes(catalog, &Route::Archive),
        ),
        content: Content::Text,
    }
}
