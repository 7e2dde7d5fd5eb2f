//! The files that the press writes itself, by their paths below the site's root: what is
//! published besides cannot take their places.
//!
//! The names of the app's files, of cards and of the parts of the search index bear a
//! hash, and are not known before they are made.

use crate::address::beside;
use crate::index::Index;
use crate::{
    alternates, card, feeds, hosting, notices, offline, pages, security_txt, site_folder, sitemap,
};
use newswire::offline::{PUBLICATION, WORKER};
use newswire::routes::Route;

/// The folder of the flags.
const FLAGS: &str = "flags";

/// The folders that hold only what the press writes.
pub fn folders() -> impl Iterator<Item = &'static str> {
    Route::RESERVED.into_iter().chain([FLAGS])
}

/// The files that every site has, whatever its content.
pub fn always() -> impl Iterator<Item = String> {
    let fixed = [
        hosting::HEADERS,
        hosting::REDIRECTS,
        site_folder::MANIFEST,
        notices::PATH,
        offline::MANIFEST,
        sitemap::SITEMAP,
        sitemap::NEWS,
        WORKER,
        PUBLICATION,
    ];
    let files = fixed.into_iter().chain(pages::FILES).map(str::to_owned);
    let pages = [Route::Front, Route::Search, Route::Saved];
    let pages = pages.into_iter().flat_map(|page| of_page(&page));
    files.chain(pages).map(below_root)
}

/// The files that the content of a newsroom makes, besides those of [`always`].
pub fn of_content(index: &Index<'_>) -> Vec<String> {
    let newsroom = index.newsroom();
    let routes = pages::routes(index);
    let mut files: Vec<_> = routes.iter().flat_map(of_page).collect();
    files.extend(feeds::paths(index));
    files.extend(alternates::paths(index));
    files.extend(offline::lists(index).iter().map(offline::list));
    let countries = newsroom.countries.iter();
    files.extend(countries.map(|country| flag(&country.flag)));
    if newsroom.security.is_some() {
        files.push(security_txt::PATH.to_owned());
    }
    files.into_iter().map(below_root).collect()
}

/// The path of the flag of a country.
pub fn flag(code: &str) -> String {
    format!("{FLAGS}/{code}.svg")
}

/// Whether only the press gives files such a name: a part of the sitemap, or one that
/// bears a hash.
pub fn is_reserved(path: &str) -> bool {
    hosting::cache_control(path) == hosting::IMMUTABLE
        || card::is_card(path)
        || sitemap::is_part(path)
}

fn of_page(page: &Route) -> [String; 2] {
    ["index.html", "index.json"].map(|file| beside(page, file))
}

fn below_root(path: String) -> String {
    path.trim_start_matches('/').to_owned()
}
