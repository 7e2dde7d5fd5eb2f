//! Which pages the content makes, and what each of them shows: a file for each
//! [kind](PageKind).

mod archive;
mod article;
mod countries;
mod country;
mod country_news;
mod front;
mod kind;
mod list;
mod month;
mod saved;
mod search;
mod section;
mod summary;
mod text;

use crate::catalog::Catalog;
use crate::map::Atlas;
use crate::outputs::offline::Sizes;
use crate::outputs::search::Published;
use crate::partials;
pub use kind::{Makings, PageKind, Subject, kind};
use model::PageDocument;
use model::routes::Route;

/// The files that are pages without an address of their own: hosts and the service
/// worker look for them.
pub const FILES: [&str; 2] = [PageDocument::MISSING, PageDocument::OFFLINE];

/// The addresses of all pages.
pub fn routes(catalog: &Catalog<'_>) -> Vec<Route> {
    let kinds = kind::ALL.iter();
    kinds.flat_map(|kind| kind.routes(catalog)).collect()
}

/// Every page of the site, `404.html` and `offline.html` included, but not the one that
/// [searches](search).
pub fn all(catalog: &Catalog<'_>, atlas: &Atlas) -> Vec<PageDocument> {
    let [articles, others @ ..] = kind::ALL;
    let mut makings = Makings {
        atlas,
        sizes: Sizes::default(),
    };
    let mut all = articles.documents(catalog, &makings);
    makings.sizes = Sizes::of(&all);
    all.extend(
        others
            .iter()
            .flat_map(|kind| kind.documents(catalog, &makings)),
    );
    all.push(saved::stand_in(catalog));
    all.push(PageDocument::missing());
    for page in &mut all {
        add_address(catalog, page);
    }
    all
}

/// The page that searches what has been published for it.
pub fn search(catalog: &Catalog<'_>, published: &Published) -> PageDocument {
    let mut page = search::page(catalog, published);
    add_address(catalog, &mut page);
    page
}

/// Adds to a page what shows its address on paper, where it has one of its own.
fn add_address(catalog: &Catalog<'_>, page: &mut PageDocument) {
    if Route::parse(&page.path).is_some() {
        let address = catalog.newsroom().address(&page.path);
        page.body = partials::with_address(&page.body, &address);
    }
}
