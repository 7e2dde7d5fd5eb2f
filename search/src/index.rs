//! What the press publishes for search, and where.
//!
//! All of it lies below `/search/`, in folders and files that bear a hash of what
//! is in them, so that browsers may keep them for good:
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
//! Pagefind knows pages by hashes, and would publish a file for each of them to
//! show it in a list. These files are not published: [`Rows`] say which page a
//! hash is, [`Titles`] where it is, and its own page document has the rest.

use serde::{Deserialize, Serialize};

/// What stands before each of Pagefind's scripts.
pub const FETCH: &str = include_str!("browser/whole.js");

/// How many pages a block of titles has.
pub const BLOCK: usize = 128;

/// The section of country profiles, beside those of articles.
pub const PROFILES: &str = "country-profiles";

/// What there is to search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The path that the site lives under, with a slash at both ends.
    pub base: String,
    /// What pages can be filtered by: sections, in the order in which they are
    /// offered.
    pub sections: Vec<Name>,
    /// Countries, in that order.
    pub countries: Vec<Name>,
    /// The segments of the index, that of undated pages first, then those of articles,
    /// oldest first.
    #[serde(rename = "parts")]
    pub segments: Vec<Segment>,
    /// The file with the words of all pages, below `/search/`.
    pub words: String,
    /// How many words are in it: a text does not tell whether its end is missing.
    pub word_count: u32,
}

/// Something that pages are filtered by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Its part of an address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What else it is called.
    pub other_names: Vec<String>,
}

/// A segment of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its folder, below `/search/`.
    pub folder: String,
    /// How many pages it has.
    pub pages: u32,
}

/// The pages of a segment, newest first, in columns: each list has an entry for each
/// page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// What Pagefind calls the pages.
    pub hashes: Vec<String>,
    /// Their days, as numbers: 20120301 is March 1, 2012. Zero for what has none.
    pub days: Vec<u32>,
    /// Their sections, as places in `section_slugs`, counted from one. Zero for what
    /// has none.
    pub sections: Vec<u32>,
    /// Their countries, as places in `country_slugs`.
    pub countries: Vec<Vec<u32>>,
    /// The slugs of the sections.
    pub section_slugs: Vec<String>,
    /// The slugs of the countries.
    pub country_slugs: Vec<String>,
}

impl Rows {
    /// Whether there is an entry for each of so many pages in each list.
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

/// Where the pages of a block are, and what they are called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titles {
    /// In the order of the rows.
    pub titles: Vec<Title>,
}

/// A page that can be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// Its address below the site's base.
    pub path: String,
    /// Its heading.
    pub title: String,
}

/// The number of a day as [`Rows`] have it, from the form `2012-03-01`; `None` for
/// what is none.
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

/// The name of the file of a block of titles, in the segment's folder.
pub fn titles_file(block: usize) -> String {
    format!("titles-{block}.json")
}

#[cfg(test)]
mod tests {
    use super::{Rows, Segment, Site};
    use model::contract::search;

    /// The service worker reads it, by the names in the contract.
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
    fn rows_must_be_of_as_many_pages_in_each_list() {
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
