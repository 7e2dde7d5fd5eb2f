use super::kind::{Makings, PageKind, Subject};
use super::treaties;
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{self, Moment};
use crate::map::Atlas;
use crate::partials;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// A treaty or regime.
pub(super) struct Treaty;

impl PageKind for Treaty {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let treaties = catalog.newsroom().treaties.iter();
        treaties
            .map(|treaty| Route::Treaty(treaty.slug.clone()))
            .collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument> {
        let treaties = catalog.newsroom().treaties.iter();
        treaties
            .map(|treaty| page(catalog, makings.atlas, treaty))
            .collect()
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        Some((treaties::NAME.to_owned(), Route::Treaties))
    }

    fn changed(&self, catalog: &Catalog<'_>, route: &Route) -> Option<Moment> {
        let Route::Treaty(slug) = route else {
            return None;
        };
        let articles = catalog.of_treaty(slug).into_iter();
        let own = catalog.treaty(slug).map(|treaty| treaty.as_of);
        let own = own.and_then(|day| Moment::on(day, &catalog.newsroom().timezone));
        let changes = articles.map(|article| article.changed().clone());
        changes.chain(own).max()
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        Vec::new()
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Maps, Sheet::Profile, Sheet::Countries]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

/// What its page is about.
pub fn description(treaty: &content::Treaty) -> String {
    format!(
        "{}: what it is, which countries have joined, and what this newswire has written \
         about it.",
        treaty.name
    )
}

fn page(catalog: &Catalog<'_>, atlas: &Atlas, treaty: &content::Treaty) -> PageDocument {
    PageDocument {
        path: Route::Treaty(treaty.slug.clone()).to_string(),
        title: treaty.name.clone(),
        description: description(treaty),
        above: Html::default(),
        body: partials::treaty::body(catalog, treaty, atlas),
        content: Content::Text,
    }
}
