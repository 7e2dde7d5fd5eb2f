use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::Moment;
use crate::partials::treaty;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// What links to it say, and its title.
pub(super) const NAME: &str = "Treaties and Regimes";

/// The page of all treaties and regimes, if there are any.
pub(super) struct Treaties;

impl PageKind for Treaties {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        match catalog.newsroom().treaties.is_empty() {
            true => Vec::new(),
            false => vec![Route::Treaties],
        }
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        let routes = self.routes(catalog).into_iter();
        routes.map(|_| page(catalog)).collect()
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
        &[Sheet::Profile]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

fn page(catalog: &Catalog<'_>) -> PageDocument {
    let description =
        "The treaties and regimes against nuclear, biological and chemical arms and missiles.";
    PageDocument {
        path: Route::Treaties.to_string(),
        title: NAME.to_owned(),
        description: description.to_owned(),
        above: Html::default(),
        body: treaty::list(catalog, description),
        content: Content::Text,
    }
}
