use super::kind::{Makings, PageKind, Subject};
use super::list::{self, PagedList};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{self, Moment};
use crate::partials;
use model::routes::Route;
use model::{Content, Html, PageDocument};

/// An author and the articles by them, in pages.
pub(super) struct Author;

impl PageKind for Author {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let authors = catalog.newsroom().authors.iter();
        let routes = authors.flat_map(|author| {
            let slug = &author.slug;
            list::routes(
                catalog.of_author(slug).len(),
                Route::Author(slug.clone()),
                |page| Route::AuthorPage(slug.clone(), page),
            )
        });
        routes.collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        let authors = catalog.newsroom().authors.iter();
        authors.flat_map(|author| pages(catalog, author)).collect()
    }

    fn parent(&self, catalog: &Catalog<'_>, route: &Route) -> Option<(String, Route)> {
        match route {
            Route::AuthorPage(slug, _) => {
                let name = author(catalog, route)?.name.clone();
                Some((name, Route::Author(slug.clone())))
            }
            _ => None,
        }
    }

    fn changed(&self, catalog: &Catalog<'_>, route: &Route) -> Option<Moment> {
        // On the first page, the articles are in its text, where the sitemap does not see
        // them.
        let Route::Author(slug) = route else {
            return None;
        };
        let articles = catalog.of_author(slug).into_iter();
        articles.map(|article| article.changed()).max().cloned()
    }

    fn feeds<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Vec<List<'a>> {
        match route {
            Route::Author(_) => author(catalog, route)
                .map(List::Author)
                .into_iter()
                .collect(),
            _ => Vec::new(),
        }
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[Sheet::Lists]
    }

    fn subject<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Subject<'a> {
        match route {
            Route::Author(_) => author(catalog, route).map_or(Subject::Other, Subject::Author),
            _ => Subject::Other,
        }
    }
}

fn author<'a>(catalog: &Catalog<'a>, route: &Route) -> Option<&'a content::Author> {
    match route {
        Route::Author(slug) | Route::AuthorPage(slug, _) => catalog.author(slug),
        _ => None,
    }
}

/// The pages of an author. The first has the text about them and the headlines of the
/// newest articles, which leave it short; the others are lists as those of sections are.
fn pages(catalog: &Catalog<'_>, author: &content::Author) -> Vec<PageDocument> {
    let list = PagedList {
        title: author.name.clone(),
        description: author.role.clone(),
        body: Html::default(),
        list: List::Author(author),
        articles: catalog.of_author(&author.slug),
        newest: Route::Author(author.slug.clone()),
        numbered: &|page| Route::AuthorPage(author.slug.clone(), page),
    };
    let mut pages = list::pages(catalog, &list);
    if let Some(first) = pages.first_mut()
        && let Content::List { groups, pager } = &first.content
    {
        let articles = groups.iter().flat_map(|group| &group.articles);
        let base = catalog.newsroom().site.base();
        first.body = partials::author::body(&base, author, articles, pager);
        first.content = Content::Text;
    }
    pages
}
