//! What is published for machines: feeds, sitemaps, and what the head of a page says.

mod feeds;
mod sitemaps;

use jiff::civil::{Date, date};
use newswire::routes::Base;
use press::content::{self, Newsroom};
use std::path::Path;

/// After all days in the content.
const TODAY: Date = date(2026, 1, 1);

/// The site's own content.
fn content() -> Newsroom {
    load("../content", "/")
}

/// The content of a folder, whose path is from that of the press, for a site below a
/// base.
fn load(content: &str, base: &str) -> Newsroom {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(content);
    content::load(&folder, &Base::new(base), TODAY).unwrap_or_else(|faults| panic!("{faults}"))
}
