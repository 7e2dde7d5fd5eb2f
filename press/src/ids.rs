//! The ids reserved for elements of the page itself. Headings never get one of them: the
//! app, the search program and the service worker's script look elements up by id and
//! would find the heading instead.

use model::contract::{controls, ids};

/// Ids that are reserved as they are.
const SINGLE: [&str; 27] = [
    ids::MAIN_NAVIGATION,
    ids::MAIN_CONTENT,
    ids::FOOTER_NAVIGATION,
    controls::SCHEME,
    controls::FILTER,
    ids::APP,
    ids::SITE_DATA,
    ids::PAGE_DATA,
    ids::NEWS,
    ids::SAVED,
    ids::SAVED_ENTRY,
    // The page's own headings.
    "analysis",
    "browse",
    "by-region",
    "by-treaty",
    "coverage",
    "coverage-by-year",
    "events",
    "live-posts",
    "members",
    "notes",
    "related",
    "share",
    "sources",
    "stories",
    "topics",
    "treaties",
];

/// First words that are reserved with any suffix, as in “search-results”: the search
/// program, country cards, maps, notes, posts, threads and versions number their ids, or derive
/// them from names.
const FAMILIES: [&str; 8] = [
    ids::SEARCH,
    "card",
    "disputed",
    "map",
    "note",
    "post",
    "thread",
    "version",
];

/// Whether an id is reserved for the page itself.
pub fn is_reserved(id: &str) -> bool {
    let first_word = id.split('-').next().unwrap_or_default();
    SINGLE.contains(&id) || FAMILIES.contains(&first_word)
}
