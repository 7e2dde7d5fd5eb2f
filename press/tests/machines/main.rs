//! Machine-readable output: feeds, sitemaps, and the heads of pages.

mod alternates;
mod cards;
mod feeds;
mod head;
mod sitemaps;
mod structured_data;

use jiff::civil::{Date, date};
use model::PageDocument;
use model::routes::Base;
use press::app_build::File;
use press::catalog::Catalog;
use press::content::{self, Newsroom};
use press::map::Atlas;
use press::pages;
use std::fs;
use std::path::{Path, PathBuf};

/// Later than any date in the content.
const TODAY: Date = date(2026, 1, 1);

/// The site's own content.
fn content() -> Newsroom {
    load("../content", "/")
}

/// Loads content, by its path relative to the press, for a site below a base.
fn load(content: &str, base: &str) -> Newsroom {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(content);
    press::load(&folder, &Base::new(base), TODAY).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A package installed by `npm ci`.
fn installed(package: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../node_modules")
        .join(package)
}

/// Every page except the search page.
fn all_pages(catalog: &Catalog<'_>) -> Vec<PageDocument> {
    pages::all(
        catalog,
        &Atlas::read(&installed("world-atlas")).expect("the map"),
    )
}

/// The flags of a newsroom's countries.
fn flags(newsroom: &Newsroom) -> Vec<File> {
    let folder = installed("flag-icons/flags/4x3");
    let countries = newsroom.countries.iter();
    countries
        .map(|country| {
            let name = format!("{}.svg", country.flag);
            let contents = fs::read(folder.join(&name)).expect("a flag");
            File {
                path: format!("flags/{name}"),
                contents,
            }
        })
        .collect()
}
