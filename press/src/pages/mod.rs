//! Which pages the content makes, and what each of them shows: a file for each
//! kind.

mod archive;
mod article;
mod countries;
mod country;
mod front;
mod list;
mod saved;
mod search;
mod summary;

use crate::furniture;
use crate::index::Index;
use crate::map::Atlas;
use crate::offline::Sizes;
use crate::search::Published;
use model::routes::Route;
use model::{Content, PageDocument};

/// The files that are pages without an address of their own: hosts and the service
/// worker look for them.
pub const FILES: [&str; 2] = [PageDocument::MISSING, PageDocument::OFFLINE];

/// The addresses of all pages.
pub fn routes(index: &Index<'_>) -> Vec<Route> {
    let newsroom = index.newsroom();
    let mut routes = vec![
        Route::Front,
        Route::Archive,
        Route::Countries,
        Route::Search,
        Route::Saved,
    ];
    routes.extend(archive::routes(index));
    for section in &newsroom.sections {
        routes.extend(list::section_routes(index, section));
    }
    let articles = newsroom.articles.iter();
    routes.extend(articles.map(|article| Route::Article(article.slug.clone())));
    for country in &newsroom.countries {
        routes.push(Route::Country(country.slug.clone()));
        routes.extend(list::country_routes(index, country));
    }
    let texts = newsroom.texts.iter();
    routes.extend(texts.map(|text| Route::Text(text.slug.clone())));
    routes
}

/// Every page of the site, `404.html` and `offline.html` included, but not the one that [searches](search).
pub fn all(index: &Index<'_>, atlas: &Atlas) -> Vec<PageDocument> {
    let newsroom = index.newsroom();
    let articles = index.articles().iter();
    let articles: Vec<_> = articles.map(|file| article::page(index, file)).collect();
    let sizes = Sizes::of(&articles);
    let mut all = vec![
        front::page(index),
        archive::page(index, &sizes),
        countries::page(index, atlas),
    ];
    all.extend(archive::months(index));
    for section in &newsroom.sections {
        all.extend(list::section(index, section, &sizes));
    }
    all.extend(articles);
    for country in &newsroom.countries {
        all.push(country::page(index, atlas, country, &sizes));
        all.extend(list::country(index, country));
    }
    all.extend(newsroom.texts.iter().map(|text| PageDocument {
        path: Route::Text(text.slug.clone()).to_string(),
        title: text.title.clone(),
        description: text.summary.clone(),
        body: text.body.clone(),
        content: Content::Text,
    }));
    all.push(saved::page(index));
    all.push(saved::stand_in(index));
    all.push(PageDocument::missing());
    for page in &mut all {
        add_address(index, page);
    }
    all
}

/// The page that searches what has been published for it.
pub fn search(index: &Index<'_>, published: &Published) -> PageDocument {
    let mut page = search::page(index, published);
    add_address(index, &mut page);
    page
}

/// Adds to a page what shows its address on paper, where it has one of its own.
fn add_address(index: &Index<'_>, page: &mut PageDocument) {
    if Route::parse(&page.path).is_some() {
        let address = index.newsroom().address(&page.path);
        page.body = furniture::with_address(&page.body, &address);
    }
}
