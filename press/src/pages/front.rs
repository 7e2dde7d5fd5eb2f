use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{Article, Moment};
use crate::front_page::FrontPage;
use crate::partials::front;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// What links to it say.
pub(super) const NAME: &str = "Front Page";

/// The front page.
pub(super) struct Front;

impl PageKind for Front {
    fn routes(&self, _: &Catalog<'_>) -> Vec<Route> {
        vec![Route::Front]
    }

    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument> {
        let stories = FrontPage::of(catalog);
        vec![PageDocument {
            path: Route::Front.to_string(),
            title: "Latest News".to_owned(),
            description: catalog.newsroom().shell.tagline.clone(),
            above: Html::default(),
            body: front::body(catalog, makings.atlas, &stories),
            content: Content::Front,
        }]
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        None
    }

    fn changed(&self, catalog: &Catalog<'_>, _: &Route) -> Option<Moment> {
        // Its stories are not listed in its document.
        let stories = FrontPage::of(catalog);
        stories.stories().map(Article::changed).max().cloned()
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        vec![List::All]
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Maps, Sheet::Lists, Sheet::Front]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Newswire
    }
}
