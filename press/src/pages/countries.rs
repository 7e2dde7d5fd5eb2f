use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::Moment;
use crate::map::Atlas;
use crate::partials::countries;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// What links to it say, and its title.
pub(super) const NAME: &str = "Country Profiles";

/// The page of all country profiles.
pub(super) struct Countries;

impl PageKind for Countries {
    fn routes(&self, _: &Catalog<'_>) -> Vec<Route> {
        vec![Route::Countries]
    }

    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument> {
        vec![page(catalog, makings.atlas)]
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
        &[Sheet::Maps, Sheet::Countries]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

/// The page of all country profiles.
fn page(catalog: &Catalog<'_>, atlas: &Atlas) -> PageDocument {
    let description = "Past and present policies on nuclear, biological, chemical and missile \
        arms, country by country.";
    PageDocument {
        path: Route::Countries.to_string(),
        title: NAME.to_owned(),
        description: description.to_owned(),
        above: Html::default(),
        body: countries::body(catalog.newsroom(), atlas, description),
        content: Content::Text,
    }
}
