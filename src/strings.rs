//! What the app says to readers, apart from text inside static markup.
//!
//! Leptos folds elements without dynamic values into HTML constants, so their text stays
//! in the `view!` where it is: as constants from here, each of them would make the app
//! larger. Sentences about failures are in [`model::failure`].

#[cfg(target_arch = "wasm32")]
pub use browser::*;

/// The label of the footer navigation.
pub const FOOTER: &str = "Footer";

/// The label of the main navigation.
pub const MAIN: &str = "Main";

/// The label of the links to adjacent pages of a list.
pub const PAGES: &str = "Pages";

/// The label of the color scheme control.
pub const APPEARANCE: &str = "Appearance";

/// The label and the button of the search box.
pub const SEARCH: &str = "Search";

/// The skip link to the search box.
pub const TO_SEARCH: &str = "Jump to search";

/// The skip link to the main navigation.
pub const TO_MAIN_NAVIGATION: &str = "Jump to main navigation";

/// The skip link to the page's content.
pub const TO_MAIN_CONTENT: &str = "Jump to main content";

/// The skip link to the footer navigation.
pub const TO_FOOTER_NAVIGATION: &str = "Jump to footer navigation";

/// The link that retries a failed page.
pub const TRY_AGAIN: &str = "Try again";

/// The link to the saved pages.
pub const SAVED_PAGES: &str = "Saved pages";

/// The link to the front page.
pub const LATEST_ARTICLES: &str = "The latest articles";

/// The link to the archive.
pub const ALL_ARTICLES: &str = "All articles by month";

/// The link to the list of countries.
pub const ALL_COUNTRIES: &str = "All country profiles";

/// The link from an article to a country profile. The arrow must not wrap.
pub const VIEW_PROFILE: &str = "View Country Profile\u{a0}→";

/// The alternative text of a country's flag.
pub fn flag_of(country: &str) -> String {
    format!("Flag of {country}")
}

#[cfg(target_arch = "wasm32")]
mod browser {
    /// A link to the page was copied.
    pub const LINK_COPIED: &str = "Link copied.";

    /// A link to the selected passage was copied.
    pub const PASSAGE_COPIED: &str = "Link to the selected words copied.";

    /// The citation was copied.
    pub const CITATION_COPIED: &str = "Citation copied.";

    /// The browser denies access to the clipboard.
    pub const CANNOT_COPY: &str =
        "This browser does not let the page copy. Copy from the address bar.";

    /// The number of countries that a filter leaves.
    pub fn countries(count: u32) -> String {
        match count {
            0 => "No country of that name".to_owned(),
            1 => "1 country".to_owned(),
            several => format!("{several} countries"),
        }
    }
}
