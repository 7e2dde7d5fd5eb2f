use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::Moment;
use crate::partials::glossary;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// What links to it say, and its title.
pub const NAME: &str = "Glossary";

/// What it is.
pub const DESCRIPTION: &str = "What the terms in the articles and profiles mean.";

/// The page of all terms, if there are any.
pub(super) struct Glossary;

impl PageKind for Glossary {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        match catalog.newsroom().glossary.is_empty() {
            true => Vec::new(),
            false => vec![Route::Glossary],
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
    PageDocument {
        path: Route::Glossary.to_string(),
        title: NAME.to_owned(),
        description: DESCRIPTION.to_owned(),
        above: Html::default(),
        body: glossary::body(catalog.newsroom(), DESCRIPTION),
        content: Content::Text,
    }
}
