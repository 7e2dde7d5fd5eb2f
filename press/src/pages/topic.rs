use super::archive;
use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{self, Moment};
use crate::partials;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// A topic: the articles about one story, the earliest first.
pub(super) struct Topic;

impl PageKind for Topic {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let topics = catalog.newsroom().topics.iter();
        topics
            .map(|topic| Route::Topic(topic.slug.clone()))
            .collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument> {
        let topics = catalog.newsroom().topics.iter();
        topics.map(|topic| page(catalog, topic, makings)).collect()
    }

    fn parent(&self, _: &Catalog<'_>, _: &Route) -> Option<(String, Route)> {
        Some((archive::NAME.to_owned(), Route::Archive))
    }

    fn changed(&self, catalog: &Catalog<'_>, route: &Route) -> Option<Moment> {
        // The articles are in its text, where the sitemap does not see them.
        let articles = catalog.of_topic(&topic(catalog, route)?.slug);
        let changes = articles.into_iter().map(|article| article.changed());
        changes.max().cloned()
    }

    fn feeds<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Vec<List<'a>> {
        let topic = topic(catalog, route);
        topic.map(List::Topic).into_iter().collect()
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Lists]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

fn topic<'a>(catalog: &Catalog<'a>, route: &Route) -> Option<&'a content::Topic> {
    match route {
        Route::Topic(slug) => catalog.topic(slug),
        _ => None,
    }
}

fn page(catalog: &Catalog<'_>, topic: &content::Topic, makings: &Makings<'_>) -> PageDocument {
    let mut articles = catalog.of_topic(&topic.slug);
    articles.reverse();
    let route = Route::Topic(topic.slug.clone());
    let bytes = makings.savings.bytes(catalog, &route);
    PageDocument {
        path: route.to_string(),
        title: topic.title.clone(),
        description: topic.summary.clone(),
        above: Html::default(),
        body: partials::topic::body(catalog, topic, &articles, bytes),
        content: Content::Text,
    }
}
