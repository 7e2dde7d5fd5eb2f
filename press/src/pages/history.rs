use super::kind::{Makings, PageKind, Subject};
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{Article, Moment, Version};
use crate::differences::Words;
use crate::partials::history;
use model::routes::Route;
use model::{Content, Html, PageDocument};
use rayon::prelude::*;

/// The versions of an article: what changed in each, and a page for each two of them.
pub(super) struct History;

/// How many of the latest versions are compared with each other, so that a story that
/// changes a hundred times does not have thousands of pages.
const MOST_COMPARED: usize = 20;

impl PageKind for History {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let articles = articles(catalog);
        let routes = articles.flat_map(|article| {
            let slug = &article.slug;
            let pairs = pairs(article).into_iter();
            let pairs = pairs.map(|(from, to)| Route::Comparison(slug.clone(), from, to));
            [Route::History(slug.clone())].into_iter().chain(pairs)
        });
        routes.collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, _: &Makings<'_>) -> Vec<PageDocument> {
        let articles: Vec<_> = articles(catalog).collect();
        let pages = articles.into_par_iter();
        pages
            .flat_map_iter(|article| pages_of(catalog, article))
            .collect()
    }

    fn parent(&self, _: &Catalog<'_>, route: &Route) -> Option<(String, Route)> {
        match route {
            Route::Comparison(slug, ..) => {
                Some(("Version History".to_owned(), Route::History(slug.clone())))
            }
            // Its headline may be in another language.
            Route::History(slug) => Some(("Article".to_owned(), Route::Article(slug.clone()))),
            _ => None,
        }
    }

    fn changed(&self, catalog: &Catalog<'_>, route: &Route) -> Option<Moment> {
        let (slug, number) = match route {
            Route::History(slug) => (slug, None),
            Route::Comparison(slug, _, to) => (slug, Some(*to)),
            _ => return None,
        };
        let mut versions = catalog.article(slug)?.versions.iter().rev();
        let version = versions.find(|version| number.is_none_or(|it| it == version.number));
        Some(version?.published.clone())
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        Vec::new()
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[]
    }

    fn subject<'a>(&self, _: &Catalog<'a>, _: &Route) -> Subject<'a> {
        Subject::Other
    }
}

/// The articles that have versions to compare.
fn articles<'a>(catalog: &Catalog<'a>) -> impl Iterator<Item = &'a Article> {
    let articles = catalog.newsroom().articles.iter();
    articles.filter(|article| article.has_history())
}

/// The pairs of versions that are compared, by their numbers.
fn pairs(article: &Article) -> Vec<(u32, u32)> {
    let versions = &article.versions;
    let latest = &versions[versions.len().saturating_sub(MOST_COMPARED)..];
    let mut pairs = Vec::new();
    for (place, to) in latest.iter().enumerate() {
        pairs.extend(latest[..place].iter().map(|from| (from.number, to.number)));
    }
    // Every version is compared with the one in front of it.
    let steps = versions.windows(2).filter_map(|step| match step {
        [from, to] => Some((from.number, to.number)),
        _ => None,
    });
    pairs.extend(steps);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn pages_of(catalog: &Catalog<'_>, article: &Article) -> Vec<PageDocument> {
    let words: Vec<_> = article
        .versions
        .iter()
        .map(|it| Words::of(&it.wording))
        .collect();
    let pairs = pairs(article);
    // One heading could not be marked as being in two languages.
    let of = match &article.language {
        None => format!("of “{}”", article.headline),
        Some(_) => "of an Article".to_owned(),
    };
    let mut pages = vec![page(
        &Route::History(article.slug.clone()),
        format!("Versions {of}"),
        "What changed in an article after it was published.".to_owned(),
        history::overview(catalog, article, &words, &pairs),
    )];
    let version = |number: u32| -> Option<(&Version, &Words)> {
        let mut versions = article.versions.iter().zip(&words);
        versions.find(|(version, _)| version.number == number)
    };
    pages.extend(pairs.iter().filter_map(|&(from, to)| {
        let body = history::comparison(catalog, article, version(from)?, version(to)?);
        Some(page(
            &Route::Comparison(article.slug.clone(), from, to),
            format!("Versions {from} and {to} {of}"),
            format!("What changed in an article from version {from} to version {to}."),
            body,
        ))
    }));
    pages
}

fn page(route: &Route, title: String, description: String, body: Html) -> PageDocument {
    PageDocument {
        path: route.to_string(),
        title,
        description,
        above: Html::default(),
        body,
        content: Content::Text,
    }
}
