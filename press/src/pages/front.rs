use super::kind::{Makings, PageKind, Subject};
use super::summary::groups;
use crate::catalog::{Catalog, List};
use crate::dates;
use jiff::civil::Date;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// How many articles the front page shows; the archive has them all.
const LATEST: usize = 20;

/// The front page.
pub(super) struct Front;

impl PageKind for Front {
    fn routes(&self, _: &Catalog<'_>) -> Vec<Route> {
        vec![Route::Front]
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        vec![page(catalog)]
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        None
    }

    fn changed(&self, _: &Catalog<'_>, _: &Route) -> Option<Date> {
        None
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        vec![List::All]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Newswire
    }
}

/// The front page: the latest articles by day, the first of them with its first
/// paragraph.
fn page(catalog: &Catalog<'_>) -> PageDocument {
    let articles = catalog.articles();
    let latest = &articles[..articles.len().min(LATEST)];
    let mut groups = groups(catalog, latest, |article| dates::day(article.date));
    let first = groups
        .first_mut()
        .and_then(|group| group.articles.first_mut());
    if let (Some(lead), Some(article)) = (first, latest.first()) {
        lead.summary.clone_from(&article.first_paragraph);
    }
    PageDocument {
        path: Route::Front.to_string(),
        title: "Latest News".to_owned(),
        description: catalog.newsroom().site.tagline.clone(),
        body: Html::default(),
        content: Content::Front { groups },
    }
}
