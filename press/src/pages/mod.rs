//! Which pages the content makes, and what each of them shows: a file for each
//! [kind](PageKind).

mod archive;
mod article;
mod author;
pub(crate) mod corrections;
mod countries;
mod country;
mod country_news;
mod front;
mod glossary;
mod history;
mod kind;
mod list;
mod month;
mod saved;
mod search;
mod section;
mod summary;
mod tag;
mod text;
mod topic;
mod treaties;
mod treaty;

use crate::app_build::Sheet;
use crate::catalog::Catalog;
use crate::content::CORRECTIONS;
use crate::feed::Feed;
use crate::map::Atlas;
use crate::partials;
use crate::savings::Savings;
pub use glossary::{DESCRIPTION as GLOSSARY_DESCRIPTION, NAME as GLOSSARY};
pub use kind::{Batches, Makings, PageKind, Subject};
use model::PageDocument;
use model::routes::Route;
use rayon::prelude::*;
pub use search::SearchFiles;
use std::convert::Infallible;
use std::iter;
pub(crate) use tag::description as tag_description;
pub use treaty::description as treaty_description;

/// The kinds of pages that are published first, in this order.
const KINDS: [&dyn PageKind; 15] = [
    &article::Article,
    &front::Front,
    &countries::Countries,
    &month::Month,
    &country_news::CountryNews,
    &author::Author,
    &tag::Tag,
    &treaties::Treaties,
    &treaty::Treaty,
    &glossary::Glossary,
    &text::Text,
    &corrections::Corrections,
    &history::History,
    &saved::Saved,
    &search::Search,
];

/// The kinds of pages that offer to save others. They say how large that is, so they are
/// published when the others are; last the archive, which saves every page.
pub const COLLECTIONS: [&dyn PageKind; 4] = [
    &section::Section,
    &country::Country,
    &topic::Topic,
    &archive::Archive,
];

/// The addresses of the pages that offer to save others. Of a section, only the page with the
/// newest articles does.
pub fn collections(catalog: &Catalog<'_>) -> Vec<Route> {
    let routes = COLLECTIONS.iter().flat_map(|kind| kind.routes(catalog));
    routes
        .filter(|route| !matches!(route, Route::SectionPage(..)))
        .collect()
}

/// The kind of the page at an address.
pub fn kind(route: &Route) -> &'static dyn PageKind {
    match route {
        Route::Front => &front::Front,
        Route::Article(_) => &article::Article,
        Route::History(_) | Route::Comparison(..) => &history::History,
        Route::Section(_) | Route::SectionPage(..) => &section::Section,
        Route::Archive => &archive::Archive,
        Route::Month(..) => &month::Month,
        Route::Countries => &countries::Countries,
        Route::Country(_) => &country::Country,
        Route::CountryNews(_) | Route::CountryNewsPage(..) => &country_news::CountryNews,
        Route::Topic(_) => &topic::Topic,
        Route::Author(_) | Route::AuthorPage(..) => &author::Author,
        Route::Tag(_) | Route::TagPage(..) => &tag::Tag,
        Route::Treaties => &treaties::Treaties,
        Route::Treaty(_) => &treaty::Treaty,
        Route::Glossary => &glossary::Glossary,
        Route::Search => &search::Search,
        Route::Saved => &saved::Saved,
        Route::Text(slug) if slug == CORRECTIONS => &corrections::Corrections,
        Route::Text(_) => &text::Text,
    }
}

/// The style sheets that a page needs besides those of every page.
pub fn sheets(page: &PageDocument) -> &'static [Sheet] {
    Route::parse(&page.path).map_or(&[], |route| kind(&route).sheets())
}

/// The files that are pages without an address of their own: hosts and the service
/// worker look for them.
pub const FILES: [&str; 2] = [PageDocument::MISSING, PageDocument::OFFLINE];

/// The addresses of all pages.
pub fn routes(catalog: &Catalog<'_>) -> Vec<Route> {
    let kinds = KINDS.iter().chain(&COLLECTIONS);
    kinds.flat_map(|kind| kind.routes(catalog)).collect()
}

/// Every page of the site, `404.html` and `offline.html` included, but not the one that
/// [searches](search). What it takes to save pages is not counted.
pub fn all(catalog: &Catalog<'_>, atlas: &Atlas) -> Vec<PageDocument> {
    let mut all = Vec::new();
    let Ok(_) = each(catalog, atlas, usize::MAX, |pages| {
        all.extend(pages);
        Ok::<_, Infallible>(())
    });
    let savings = &Savings::new(catalog.newsroom().site.base());
    let makings = Makings { atlas, savings };
    all.extend(
        COLLECTIONS
            .iter()
            .flat_map(|kind| of_kind(*kind, catalog, &makings)),
    );
    all
}

/// Makes all pages but those of [collections](COLLECTIONS), and hands them over in batches of
/// at most `most` pages, each before the next one is made, so that not all are in memory at
/// once. Returns how many there are.
///
/// # Errors
/// The first one of `take`.
pub fn each<E>(
    catalog: &Catalog<'_>,
    atlas: &Atlas,
    most: usize,
    mut take: impl FnMut(Vec<PageDocument>) -> Result<(), E>,
) -> Result<usize, E> {
    let mut count = 0;
    let mut hand_over = |mut pages: Vec<PageDocument>| {
        pages.par_iter_mut().for_each(|page| place(catalog, page));
        count += pages.len();
        take(pages)
    };
    let savings = &Savings::new(catalog.newsroom().site.base());
    let makings = Makings { atlas, savings };
    let stand_ins = || vec![saved::stand_in(catalog), PageDocument::missing()];
    let batches = KINDS
        .iter()
        .flat_map(|kind| kind.batches(catalog, &makings, most));
    for pages in batches.chain(iter::once_with(stand_ins)) {
        hand_over(pages)?;
    }
    Ok(count)
}

/// All pages of a kind.
pub fn of_kind(
    kind: &dyn PageKind,
    catalog: &Catalog<'_>,
    makings: &Makings<'_>,
) -> Vec<PageDocument> {
    let mut pages = kind.documents(catalog, makings);
    pages.par_iter_mut().for_each(|page| place(catalog, page));
    pages
}

/// The search page, for the index that has been published.
pub fn search(catalog: &Catalog<'_>, published: &SearchFiles) -> PageDocument {
    let mut page = search::page(catalog, published);
    place(catalog, &mut page);
    page
}

/// The pages between the front page and another, by name.
pub fn above(catalog: &Catalog<'_>, route: &Route) -> Vec<(String, Route)> {
    let mut above = Vec::new();
    let mut page = route.clone();
    while let Some((name, parent)) = kind(&page).parent(catalog, &page) {
        above.push((name, parent.clone()));
        page = parent;
    }
    above.reverse();
    above
}

/// Whether search engines are not to list a page: that of an article that is in no list, or
/// one with old versions, whose words no longer hold.
pub fn is_unlisted(catalog: &Catalog<'_>, page: &PageDocument) -> bool {
    let Some(route) = Route::parse(&page.path) else {
        return false;
    };
    match kind(&route).subject(catalog, &route) {
        Subject::Article(article) => article.is_unlisted,
        _ => is_history(&route),
    }
}

/// Whether a page is about the versions of an article.
pub fn is_history(route: &Route) -> bool {
    matches!(route, Route::History(_) | Route::Comparison(..))
}

/// The feeds that a page names in its head, its own first.
pub fn feeds<'a>(catalog: &Catalog<'a>, page: &Route) -> Vec<Feed<'a>> {
    let lists = kind(page).feeds(catalog, page).into_iter();
    lists.filter_map(|list| Feed::new(catalog, list)).collect()
}

/// Adds to a page what depends on where it is: the way to it, the feeds that follow it,
/// and its address, which only paper shows. A page without an address has none of them.
fn place(catalog: &Catalog<'_>, page: &mut PageDocument) {
    let Some(route) = Route::parse(&page.path) else {
        return;
    };
    let base = catalog.newsroom().site.base();
    if route != Route::Front {
        let above = above(catalog, &route).into_iter();
        let front = (front::NAME.to_owned(), Route::Front);
        let links = [front].into_iter().chain(above);
        page.above = partials::breadcrumb(&base, links, &page.above);
    }
    let feeds = feeds(catalog, &route);
    let address = catalog.newsroom().address(&page.path);
    page.body = partials::with_feed_and_address(&base, &page.body, feeds.first(), &address);
}
