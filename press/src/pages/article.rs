use super::country::card;
use super::kind::{Batches, Makings, PageKind, Subject};
use super::summary::section_link;
use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{self, Moment};
use crate::dates;
use crate::partials;
use model::routes::Route;
use model::{Content, Html, PageDocument};
use rayon::prelude::*;
use std::iter;

/// An article.
pub(super) struct Article;

impl PageKind for Article {
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route> {
        let articles = catalog.newsroom().articles.iter();
        articles
            .map(|article| Route::Article(article.slug.clone()))
            .collect()
    }

    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument> {
        let batches = self.batches(catalog, makings, usize::MAX);
        batches.flatten().collect()
    }

    fn batches<'a>(
        &'a self,
        catalog: &'a Catalog<'_>,
        _: &'a Makings<'_>,
        most: usize,
    ) -> Batches<'a> {
        // Those in no list have pages too.
        let listed = catalog.articles().iter().copied();
        let mut articles = listed.chain(catalog.unlisted());
        let batches = iter::from_fn(move || {
            let batch: Vec<_> = articles.by_ref().take(most).collect();
            let pages = batch.into_par_iter().map(|article| page(catalog, article));
            Some(pages.collect())
        });
        Box::new(batches.take_while(|batch: &Vec<_>| !batch.is_empty()))
    }

    fn parent(&self, catalog: &Catalog<'_>, route: &Route) -> Option<(String, Route)> {
        let section = catalog.section_of(article(catalog, route)?);
        Some((section.name.clone(), Route::Section(section.slug.clone())))
    }

    fn changed(&self, catalog: &Catalog<'_>, route: &Route) -> Option<Moment> {
        Some(article(catalog, route)?.changed().clone())
    }

    fn feeds<'a>(&self, _: &Catalog<'a>, _: &Route) -> Vec<List<'a>> {
        Vec::new()
    }

    fn sheets(&self) -> &'static [Sheet] {
        &[]
    }

    fn subject<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Subject<'a> {
        article(catalog, route).map_or(Subject::Other, Subject::Article)
    }
}

fn article<'a>(catalog: &Catalog<'a>, route: &Route) -> Option<&'a content::Article> {
    match route {
        Route::Article(slug) => catalog.article(slug),
        _ => None,
    }
}

/// The heading above the cards of an article's countries: the original newswire linked to
/// profiles by NTI, ours are our own.
fn background(article: &content::Article) -> &'static str {
    match article.is_original {
        true => "NTI Analysis",
        false => "Country Background",
    }
}

/// The page of an article.
fn page(catalog: &Catalog<'_>, file: &content::Article) -> PageDocument {
    PageDocument {
        path: Route::Article(file.slug.clone()).to_string(),
        title: file.headline.clone(),
        description: file.summary.clone(),
        above: file.kicker.as_ref().map_or_else(Html::default, |kicker| {
            partials::body(partials::kicker(file, kicker))
        }),
        body: partials::article::body(catalog, file),
        content: Content::Article(model::Article {
            language: file.language.clone(),
            date: dates::moment(&file.date),
            section: section_link(catalog.section_of(file)),
            countries: catalog.countries_of(file).map(card).collect(),
            background: background(file).to_owned(),
        }),
    }
}
