use super::summary::groups;
use crate::catalog::Catalog;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// How many articles the front page shows; the archive has them all.
const LATEST: usize = 20;

/// The front page: the latest articles by day, the first of them with its first
/// paragraph.
pub(super) fn page(catalog: &Catalog<'_>) -> PageDocument {
    let articles = catalog.articles();
    let latest = &articles[..articles.len().min(LATEST)];
    let mut groups = groups(catalog, latest, |article| article.date.clone());
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
