//! The files that the press writes itself, by their paths below the site's root: what is
//! published besides cannot take their places.
//!
//! The names of the app's files, of cards and of the parts of the search index bear a
//! hash, and are not known before they are made.

use crate::address::beside;
use crate::catalog::Catalog;
use crate::outputs::{alternates, feeds, offline, sitemap};
use crate::{hashed, pages, site_paths};
use model::contract::files;
use model::routes::Route;

/// The folder of the flags.
const FLAGS: &str = "flags";

/// The folders that hold only what the press writes.
pub fn folders() -> impl Iterator<Item = &'static str> {
    Route::RESERVED.into_iter().chain([FLAGS])
}

/// The files that every site has, whatever its content.
pub fn always() -> impl Iterator<Item = String> {
    let fixed = [
        site_paths::HEADERS,
        site_paths::REDIRECTS,
        site_paths::PRESS_MANIFEST,
        site_paths::NOTICES,
        files::MANIFEST,
        site_paths::SITEMAP,
        site_paths::NEWS_SITEMAP,
        files::WORKER,
        files::PUBLICATION,
    ];
    let fixed = fixed.into_iter().chain(pages::FILES).map(str::to_owned);
    let pages = [Route::Front, Route::Search, Route::Saved];
    let pages = pages.into_iter().flat_map(|page| of_page(&page));
    fixed.chain(pages).map(below_root)
}

/// The files that the content of a newsroom makes, besides those of [`always`].
pub fn of_content(catalog: &Catalog<'_>) -> Vec<String> {
    let newsroom = catalog.newsroom();
    let routes = pages::routes(catalog);
    let mut written: Vec<_> = routes.iter().flat_map(of_page).collect();
    written.extend(feeds::paths(catalog));
    written.extend(alternates::paths(catalog));
    written.extend(offline::lists(catalog).iter().map(offline::list));
    let countries = newsroom.countries.iter();
    written.extend(countries.map(|country| flag(&country.flag)));
    if newsroom.security.is_some() {
        written.push(site_paths::SECURITY_TXT.to_owned());
    }
    written.into_iter().map(below_root).collect()
}

/// The path of the flag of a country.
pub fn flag(code: &str) -> String {
    format!("{FLAGS}/{code}.svg")
}

/// Whether only the press gives files such a name: a part of the sitemap, or one that
/// bears a hash.
pub fn is_reserved(path: &str) -> bool {
    hashed::is_hashed(path) || hashed::is_card(path) || sitemap::is_part(path)
}

fn of_page(page: &Route) -> [String; 2] {
    ["index.html", files::DOCUMENT].map(|file| beside(page, file))
}

fn below_root(path: String) -> String {
    path.trim_start_matches('/').to_owned()
}
