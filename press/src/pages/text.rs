use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{Moment, Page};
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// A page of running text alone, from `content/pages/`.
pub(super) struct Text;

impl PageKind for Text {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let texts = catalog.newsroom().texts.iter();
        texts.map(|text| Route::Text(text.slug.clone())).collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        catalog.newsroom().texts.iter().map(page).collect()
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

fn page(text: &Page) -> PageDocument {
    PageDocument {
        path: Route::Text(text.slug.clone()).to_string(),
        title: text.title.clone(),
        description: text.summary.clone(),
        above: Html::default(),
        body: text.body.clone(),
        content: Content::Text,
    }
}
