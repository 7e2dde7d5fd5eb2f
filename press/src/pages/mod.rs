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

use crate::catalog::Catalog;
use crate::map::Atlas;
use crate::outputs::offline::Sizes;
use crate::outputs::search::Published;
use crate::partials;
use model::routes::Route;
use model::{Content, PageDocument};

/// The files that are pages without an address of their own: hosts and the service
/// worker look for them.
pub const FILES: [&str; 2] = [PageDocument::MISSING, PageDocument::OFFLINE];

/// The addresses of all pages.
pub fn routes(catalog: &Catalog<'_>) -> Vec<Route> {
    let newsroom = catalog.newsroom();
    let mut routes = vec![
        Route::Front,
        Route::Archive,
        Route::Countries,
        Route::Search,
        Route::Saved,
    ];
    routes.extend(archive::routes(catalog));
    for section in &newsroom.sections {
        routes.extend(list::section_routes(catalog, section));
    }
    let articles = newsroom.articles.iter();
    routes.extend(articles.map(|article| Route::Article(article.slug.clone())));
    for country in &newsroom.countries {
        routes.push(Route::Country(country.slug.clone()));
        routes.extend(list::country_routes(catalog, country));
    }
    let texts = newsroom.texts.iter();
    routes.extend(texts.map(|text| Route::Text(text.slug.clone())));
    routes
}

/// Every page of the site, `404.html` and `offline.html` included, but not the one that [searches](search).
pub fn all(catalog: &Catalog<'_>, atlas: &Atlas) -> Vec<PageDocument> {
    let newsroom = catalog.newsroom();
    let articles = catalog.articles().iter();
    let articles: Vec<_> = articles.map(|file| article::page(catalog, file)).collect();
    let sizes = Sizes::of(&articles);
    let mut all = vec![
        front::page(catalog),
        archive::page(catalog, &sizes),
        countries::page(catalog, atlas),
    ];
    all.extend(archive::months(catalog));
    for section in &newsroom.sections {
        all.extend(list::section(catalog, section, &sizes));
    }
    all.extend(articles);
    for country in &newsroom.countries {
        all.push(country::page(catalog, atlas, country, &sizes));
        all.extend(list::country(catalog, country));
    }
    all.extend(newsroom.texts.iter().map(|text| PageDocument {
        path: Route::Text(text.slug.clone()).to_string(),
        title: text.title.clone(),
        description: text.summary.clone(),
        body: text.body.clone(),
        content: Content::Text,
    }));
    all.push(saved::page(catalog));
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
