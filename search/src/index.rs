//! The format of the published search index.
//!
//! Everything is below `/search/`. Names of folders and files contain content hashes, so
//! that browsers can cache them permanently:
//!
//! ```text
//! engine-HASH/           the program, and Pagefind's script
//! site-HASH.json         the Site: what there is to search
//! words-HASH.txt         the words of all pages, the most frequent first
//! part-HASH/             one segment of the pages
//!   pagefind-entry.json  Pagefind's index …
//!   pagefind.*.pf_meta
//!   index/*.pf_index
//!   rows.json            the Rows: what the pages are filtered and sorted by
//!   titles-0.json …      the Titles, in blocks
//!   words.txt            the words of the segment, with the number of pages they are in
//! ```
//!
//! Pagefind identifies pages by hashes and writes a file per page for result lists. Those
//! files are not published: [`Rows`] maps hashes to pages, [`Titles`] has their
//! addresses, and page documents have the rest.

use serde::{Deserialize, Serialize};

/// Prepended to each of Pagefind's scripts.
pub const FETCH: &str = include_str!("browser/whole.js");

/// The number of pages in a block of titles.
pub const BLOCK: usize = 128;

/// The section of country profiles, listed with those of articles.
pub const PROFILES: &str = "country-profiles";

/// The site's search data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The site's base path, with leading and trailing slashes.
    pub base: String,
    /// The section filter's options, in display order.
    pub sections: Vec<Name>,
    /// The country filter's options, in display order.
    pub countries: Vec<Name>,
    /// The segments of the index: undated pages first, then articles, oldest first.
    #[serde(rename = "parts")]
    pub segments: Vec<Segment>,
    /// The file with the words of all pages, below `/search/`.
    pub words: String,
    /// The number of words in that file, because a text does not show whether it was cut
    /// off.
    pub word_count: u32,
}

/// An option of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Its value in an address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub other_names: Vec<String>,
}

/// A segment of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its folder, below `/search/`.
    pub folder: String,
    /// The number of pages in it.
    pub pages: u32,
}

/// The pages of a segment, newest first, as columns: each list has one entry per page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// Pagefind's hashes of the pages.
    pub hashes: Vec<String>,
    /// Their days as numbers: 20120301 is March 1, 2012. Zero for undated pages.
    pub days: Vec<u32>,
    /// Their sections, as indexes into `section_slugs` starting at one. Zero for none.
    pub sections: Vec<u32>,
    /// Their countries, as indexes into `country_slugs`.
    pub countries: Vec<Vec<u32>>,
    /// The slugs of the sections.
    pub section_slugs: Vec<String>,
    /// The slugs of the countries.
    pub country_slugs: Vec<String>,
}

impl Rows {
    /// Whether each list has one entry per page.
    pub fn are_of(&self, pages: u32) -> bool {
        let lengths = [
            self.hashes.len(),
            self.days.len(),
            self.sections.len(),
            self.countries.len(),
        ];
        lengths.iter().all(|length| *length == pages as usize)
    }
}

/// The addresses and titles of a block of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titles {
    /// In the order of the rows.
    pub titles: Vec<Title>,
}

/// A page that can be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// Its path below the site's base.
    pub path: String,
    /// Its heading.
    pub title: String,
}

/// The number of a day in [`Rows`], from `2012-03-01`; `None` if it is not a date.
pub fn day_number(iso: &str) -> Option<u32> {
    let mut parts = iso.split('-').map(str::parse::<u32>);
    let (year, month, day) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    let is_day = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (is_day && parts.next().is_none()).then_some(year * 10_000 + month * 100 + day)
}

/// The file name of a block of titles in a segment's folder.
pub fn titles_file(block: usize) -> String {
    format!("titles-{block}.json")
}

#[cfg(test)]
mod tests {
    use super::{Rows, Segment, Site};
    use model::contract::search;

    /// The service worker reads the site by the names in the contract.
    #[test]
    fn the_site_has_the_fields_of_the_contract() {
        let site = Site {
            segments: vec![Segment {
                folder: "part-1".to_owned(),
                pages: 1,
            }],
            words: "words-1.txt".to_owned(),
            ..Site::default()
        };
        let json = serde_json::to_value(site).expect("every value has a form in JSON");
        assert_eq!(json[search::SEGMENTS][0][search::SEGMENT_FOLDER], "part-1");
        assert_eq!(json[search::WORDS], "words-1.txt");
    }

    #[test]
    fn all_columns_must_have_one_entry_per_page() {
        let rows = Rows {
            hashes: vec!["a".to_owned(), "b".to_owned()],
            days: vec![20_120_301, 0],
            sections: vec![0, 0],
            countries: vec![vec![], vec![]],
            ..Rows::default()
        };
        assert!(rows.are_of(2));
        assert!(!rows.are_of(3));
        let without_a_day = Rows {
            days: vec![0],
            ..rows
        };
        assert!(!without_a_day.are_of(2));
    }
}
