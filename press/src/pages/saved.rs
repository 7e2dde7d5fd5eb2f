use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::Moment;
use crate::partials::save;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// The page of what the reader has saved.
pub(super) struct Saved;

impl PageKind for Saved {
    fn routes(&self, _: &Catalog<'_>) -> Vec<Route> {
        vec![Route::Saved]
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        vec![page(catalog)]
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        None
    }

    fn changed(&self, _: &Catalog<'_>, _: &Route) -> Option<Moment> {
        None
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        Vec::new()
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

/// The page of what the reader has saved.
fn page(catalog: &Catalog<'_>) -> PageDocument {
    PageDocument {
        path: Route::Saved.to_string(),
        title: "Saved Pages".to_owned(),
        description: "Pages that you have saved to read offline.".to_owned(),
        above: Html::default(),
        body: save::saved(&catalog.newsroom().site.base()),
        content: Content::Text,
    }
}

/// The page that is shown in place of any other while the reader is offline.
pub(super) fn stand_in(catalog: &Catalog<'_>) -> PageDocument {
    PageDocument {
        path: PageDocument::OFFLINE.to_owned(),
        title: "No Network".to_owned(),
        description: "Shown while you are offline.".to_owned(),
        above: Html::default(),
        body: save::stand_in(&catalog.newsroom().site.base()),
        content: Content::Text,
    }
}
