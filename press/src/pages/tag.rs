use super::archive;
use super::kind::{Makings, PageKind, Subject};
use super::list::{self, PagedList};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{self, Moment};
use model::routes::Route;
use model::{Html, PageDocument};

/// The articles with a tag, in pages.
pub(super) struct Tag;

impl PageKind for Tag {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let routes = catalog.tags().flat_map(|tag| {
            let slug = &tag.slug;
            list::routes(
                catalog.of_tag(slug).len(),
                Route::Tag(slug.clone()),
                |page| Route::TagPage(slug.clone(), page),
            )
        });
        routes.collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        let tags = catalog.tags();
        tags.flat_map(|tag| pages(catalog, tag)).collect()
    }

    fn parent(&self, catalog: &Catalog<'_>, route: &Route) -> Option<(String, Route)> {
        match route {
            Route::TagPage(slug, _) => {
                let name = tag(catalog, route)?.name.clone();
                Some((name, Route::Tag(slug.clone())))
            }
            _ => Some((archive::NAME.to_owned(), Route::Archive)),
        }
    }

    fn changed(&self, _: &Catalog<'_>, _: &Route) -> Option<Moment> {
        None
    }

    fn feeds<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Vec<List<'a>> {
        match route {
            Route::Tag(_) => tag(catalog, route).map(List::Tag).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Lists]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

fn tag<'a>(catalog: &Catalog<'a>, route: &Route) -> Option<&'a content::Tag> {
    match route {
        Route::Tag(slug) | Route::TagPage(slug, _) => catalog.tag(slug),
        _ => None,
    }
}

/// What the page of a tag is, for feeds too.
pub(crate) fn description(tag: &content::Tag) -> String {
    format!("Articles about {}, the latest first.", tag.name)
}

fn pages(catalog: &Catalog<'_>, tag: &content::Tag) -> Vec<PageDocument> {
    let list = PagedList {
        title: tag.name.clone(),
        description: description(tag),
        body: Html::default(),
        list: List::Tag(tag),
        articles: catalog.of_tag(&tag.slug),
        newest: Route::Tag(tag.slug.clone()),
        numbered: &|page| Route::TagPage(tag.slug.clone(), page),
    };
    list::pages(catalog, &list)
}
