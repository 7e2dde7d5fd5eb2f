//! What the press publishes for search, besides the index, whose format the crate
//! [`fulltext`] describes.
//!
//! Everything is below `/search/`. Names of folders and files contain content hashes, so
//! that browsers can cache them permanently:
//!
//! ```text
//! engine-HASH/       the program
//! site-HASH.json     the Site: what there is to search, and the manifest of the index
//! part-HASH/         one segment of the index
//! ```

use fulltext::Manifest;
pub use model::contract::search::PROFILES;
use serde::{Deserialize, Serialize};

/// The facet of sections.
pub const SECTION: &str = "section";

/// The facet of countries.
pub const COUNTRY: &str = "country";

/// The site's search data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The site's base path, with leading and trailing slashes.
    pub base: String,
    /// The section filter's options, in display order.
    pub sections: Vec<Name>,
    /// The country filter's options, in display order.
    pub countries: Vec<Name>,
    /// The index; the names of its files are below `/search/`.
    pub index: Manifest,
}

/// An option of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Its value in an address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What else it is suggested for: other names, and of a country its adjectives.
    pub other_names: Vec<String>,
}

/// What the index stores of a page, which results show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its path below the site's base.
    pub path: String,
    /// Its heading.
    pub title: String,
    /// Its section, if it has one.
    pub section: Option<String>,
    /// Its countries.
    pub countries: Vec<String>,
    /// Its day, in machine-readable and display form, if it has one.
    pub date: Option<(String, String)>,
    /// The tag and direction of its language, if that is not the site's.
    pub language: Option<(String, String)>,
}

impl Row {
    /// The stored fields.
    pub fn fields(self) -> Vec<String> {
        let (iso, text) = self.date.unwrap_or_default();
        let (tag, direction) = self.language.unwrap_or_default();
        let section = self.section.unwrap_or_default();
        let countries = self.countries.join(" ");
        vec![
            self.path, self.title, section, countries, iso, text, tag, direction,
        ]
    }

    /// Reads the stored fields; `None` if they are those of something else.
    pub fn read(fields: Vec<String>) -> Option<Self> {
        let fields: [String; 8] = fields.try_into().ok()?;
        let [path, title, section, countries, iso, text, tag, direction] = fields;
        Some(Self {
            path,
            title,
            section: (!section.is_empty()).then_some(section),
            countries: countries.split_whitespace().map(str::to_owned).collect(),
            date: (!iso.is_empty()).then_some((iso, text)),
            language: (!tag.is_empty()).then_some((tag, direction)),
        })
    }
}

/// What search reads of a page's document, to show a passage of it. The code that reads all
/// of a document weighs more than this whole module.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Page {
    /// What it says, in one or two sentences.
    pub description: String,
    /// Its running text, as HTML.
    pub body: String,
}

/// What is saved, as the service worker sends it for a search without the index.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SavedPages {
    /// The sections that occur in it.
    pub sections: Vec<Name>,
    /// The countries that occur in it.
    pub countries: Vec<Name>,
    /// Of each page [`FIELDS`]: those that the index stores, its description and its running
    /// text, as HTML. Newest first.
    pub pages: Vec<String>,
}

/// How many fields there are of a saved page.
pub const FIELDS: usize = 10;

/// A saved page, from its fields; `None` if they are those of something else.
pub fn saved_page(fields: &[String]) -> Option<(Row, Page)> {
    let mut fields = fields.to_vec();
    let body = fields.pop()?;
    let description = fields.pop()?;
    Some((Row::read(fields)?, Page { description, body }))
}

/// What search reads of the document of the search page: where its data is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SearchPage {
    /// Its content.
    pub content: SearchContent,
}

/// The content of the search page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SearchContent {
    /// The files of search.
    pub search: SearchFiles,
}

/// The files of search.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SearchFiles {
    /// The path of the search data below the base.
    pub site: String,
}

/// The number of a day in the index, from `2012-03-01`; `None` if it is not a date.
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

#[cfg(test)]
mod tests {
    use super::{Page, Row, SearchPage, Site};
    use fulltext::{Manifest, Segment};
    use model::contract::search;
    use model::{Content, Html, PageDocument};

    /// The service worker reads the site by the names in the contract.
    #[test]
    fn the_site_has_the_fields_of_the_contract() {
        let segment = Segment {
            folder: "part-1".to_owned(),
            ..Segment::default()
        };
        let site = Site {
            index: Manifest::new(vec![segment]),
            ..Site::default()
        };
        let json = serde_json::to_value(site).expect("every value has a form in JSON");
        let index = &json[search::INDEX];
        assert_eq!(index[search::SEGMENTS][0][search::SEGMENT_FOLDER], "part-1");
    }

    #[test]
    fn what_search_reads_of_a_document_is_there() {
        let document = PageDocument {
            path: "/search/".to_owned(),
            title: "Search".to_owned(),
            description: "Find articles.".to_owned(),
            above: Html::default(),
            body: Html::from_sanitized("<p>Text.</p>".to_owned()),
            content: Content::Search {
                engine: "/search/engine-1/search.js".to_owned(),
                site: "/search/site-1.json".to_owned(),
            },
        };
        let json = serde_json::to_value(document).expect("every value has a form in JSON");
        let page: Page = serde_json::from_value(json.clone()).expect("a page");
        assert_eq!(page.body, "<p>Text.</p>");
        let page: SearchPage = serde_json::from_value(json).expect("the search page");
        assert_eq!(page.content.search.site, "/search/site-1.json");
    }

    #[test]
    fn rows_are_read_as_written() {
        let row = Row {
            path: "/a/".to_owned(),
            title: "A".to_owned(),
            countries: vec!["iran".to_owned(), "iraq".to_owned()],
            date: Some(("2012-03-01".to_owned(), "March 1, 2012".to_owned())),
            ..Row::default()
        };
        assert_eq!(Row::read(row.clone().fields()), Some(row));
        assert_eq!(Row::read(Vec::new()), None);
    }
}
