//! What the press must know of a page, by the kind of page that it is.

use crate::app_build::Sheet;
use crate::catalog::{Catalog, List};
use crate::content::{Article, Author, Country, Moment};
use crate::map::Atlas;
use crate::savings::Savings;
use model::PageDocument;
use model::routes::Route;
use std::iter;

/// Some pages after others.
pub type Batches<'a> = Box<dyn Iterator<Item = Vec<PageDocument>> + 'a>;

/// A kind of page. The compiler asks a new one for everything that the outputs need.
///
/// `route` is always that of a page of this kind.
pub trait PageKind: Sync {
    /// The addresses of all its pages.
    fn routes(&self, catalog: &Catalog<'_>) -> Vec<Route>;

    /// All its pages, in the order in which they are published. The page that searches is
    /// not among them, because it depends on the index of search.
    fn documents(&self, catalog: &Catalog<'_>, makings: &Makings<'_>) -> Vec<PageDocument>;

    /// The same pages, in batches of at most `most`. A kind with too many pages for the memory
    /// makes each batch when it is asked for.
    fn batches<'a>(
        &'a self,
        catalog: &'a Catalog<'_>,
        makings: &'a Makings<'_>,
        most: usize,
    ) -> Batches<'a> {
        let mut pages = self.documents(catalog, makings).into_iter();
        let batches = iter::from_fn(move || Some(pages.by_ref().take(most).collect()));
        Box::new(batches.take_while(|batch: &Vec<_>| !batch.is_empty()))
    }

    /// The page above it and what a link to that says, if it is not the front page.
    fn parent(&self, catalog: &Catalog<'_>, route: &Route) -> Option<(String, Route)>;

    /// The time at which its content last changed, apart from that of the articles in its
    /// groups.
    fn changed(&self, catalog: &Catalog<'_>, route: &Route) -> Option<Moment>;

    /// The lists of articles that its readers may want to follow, its own first.
    fn feeds<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Vec<List<'a>>;

    /// The style sheets that it needs besides those of every page.
    fn sheets(&self) -> &'static [Sheet];

    /// What it is about, for social cards and structured data.
    fn subject<'a>(&self, catalog: &Catalog<'a>, route: &Route) -> Subject<'a>;
}

/// What pages need in addition to the content.
pub struct Makings<'a> {
    /// The maps.
    pub atlas: &'a Atlas,
    /// What it takes to save the pages made so far.
    pub savings: &'a Savings,
}

/// What a page is about.
#[derive(Clone, Copy)]
pub enum Subject<'a> {
    /// The newswire itself.
    Newswire,
    /// What an article reports.
    Article(&'a Article),
    /// A country.
    Country(&'a Country),
    /// An author.
    Author(&'a Author),
    /// Nothing in particular, such as a list.
    Other,
}
