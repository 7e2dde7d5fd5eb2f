//! What search says to readers, apart from text inside the templates of [`view`].
//!
//! Maud joins literals with the markup around them, so their text stays in the templates:
//! as constants from here, it would have to be escaped at run time, which makes the
//! program larger.
//!
//! [`view`]: crate::view

/// The status while a search runs.
pub const SEARCHING: &str = "Searching…";

/// The status of a slow search.
pub const SLOW: &str = "Search is taking longer than usual.";

/// The status after a failed search.
pub const FAILED: &str = "Search failed: part of the index did not load.";

/// The kind of a page that is a country profile.
pub const PROFILE: &str = "Country profile";

/// The label of the list of suggestions.
pub const SUGGESTIONS: &str = "Suggestions";

/// The label of suggested countries.
pub const COUNTRIES: &str = "Countries";

/// The label of suggested sections.
pub const SECTIONS: &str = "Sections";

/// The label of suggested articles.
pub const ARTICLES: &str = "Articles";

/// The option that selects all sections.
pub const ALL_SECTIONS: &str = "All sections";

/// The option that selects all countries.
pub const ALL_COUNTRIES: &str = "All countries";

/// The option that selects all years.
pub const ALL_YEARS: &str = "All years";

/// The option that adds no section to those chosen.
pub const ANOTHER_SECTION: &str = "Add a section";

/// The option that adds no country to those chosen.
pub const ANOTHER_COUNTRY: &str = "Add a country";

/// The option that adds no year to those chosen.
pub const ANOTHER_YEAR: &str = "Add a year";

/// The status of a search without the network.
pub const OFFLINE: &str = "Search isn’t available offline.";

/// The label of the section filter.
pub const SECTION: &str = "Section";

/// The label of the country filter.
pub const COUNTRY: &str = "Country";

/// The label of the year filter.
pub const YEAR: &str = "Year";

/// The label of the filter for the first day.
pub const FROM: &str = "From";

/// The label of the filter for the last day.
pub const TO: &str = "To";

/// The label of the order.
pub const ORDER: &str = "Order";

/// The end of the heading if filters are set.
pub const WITH_FILTERS: &str = " with these filters";

/// The status with the number of results.
pub fn results(count: usize) -> String {
    match count {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        count => format!("{count} results"),
    }
}

/// The status with the number of suggestions; empty without any.
pub fn suggestions(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 suggestion".to_owned(),
        count => format!("{count} suggestions"),
    }
}

/// The summary of the filters, with the number of those that are set.
pub fn filters(count: usize) -> String {
    match count {
        0 => "Filter and sort".to_owned(),
        1 => "Filter and sort (1 filter)".to_owned(),
        count => format!("Filter and sort ({count} filters)"),
    }
}
