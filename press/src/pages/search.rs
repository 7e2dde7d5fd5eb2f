use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::Moment;
use crate::partials;
use model::routes::Route;
use model::{Content, Html, PageDocument};
use serde::{Deserialize, Serialize};

/// Where the page that searches finds what it needs, as paths below the base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchFiles {
    /// The program.
    pub engine: String,
    /// What there is to search: a [`Site`](::search::index::Site).
    pub site: String,
    /// All files of the program, which change only with the app.
    pub program: Vec<String>,
    /// What there is to search, and the files of the index.
    pub index: Vec<String>,
}

/// The search page.
pub(super) struct Search;

impl PageKind for Search {
    fn routes(&self, _: &Catalog<'_>) -> Vec<Route> {
        vec![Route::Search]
    }

    fn documents(&self, _: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        Vec::new()
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
        &[Sheet::Lists, Sheet::Search]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

/// The search page, for the index that has been published.
pub(super) fn page(catalog: &Catalog<'_>, published: &SearchFiles) -> PageDocument {
    PageDocument {
        path: Route::Search.to_string(),
        title: "Search".to_owned(),
        description: "Find articles and country profiles by their words.".to_owned(),
        above: Html::default(),
        body: partials::search::body(catalog),
        content: Content::Search {
            engine: published.engine.clone(),
            site: published.site.clone(),
        },
    }
}
