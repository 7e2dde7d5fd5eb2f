use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, Correction, List};
use crate::content::Moment;
use crate::partials::corrections;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// The corrections of all articles. The page exists if there are any.
pub(super) struct Corrections;

impl PageKind for Corrections {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let has_any = !catalog.corrections().is_empty();
        has_any.then(Correction::page).into_iter().collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        let page = |route: Route| PageDocument {
            path: route.to_string(),
            title: Correction::PAGE.to_owned(),
            description: Correction::DESCRIPTION.to_owned(),
            above: Html::default(),
            body: corrections::body(catalog),
            content: Content::Text,
        };
        self.routes(catalog).into_iter().map(page).collect()
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        None
    }

    fn changed(&self, catalog: &Catalog<'_>, _: &Route) -> Option<Moment> {
        let corrections = catalog.corrections();
        corrections.first().map(|latest| latest.date().clone())
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        vec![List::Corrections]
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}
