use super::{CountryCard, Date, Html, Language};
use serde::{Deserialize, Serialize};

/// What an article's page shows besides the headline and body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The language of the headline and body, if it is not the site's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its publication day.
    pub date: Date,
    /// Its section.
    pub section: SectionLink,
    /// The countries it is about, each with its card.
    pub countries: Vec<CountryCard>,
    /// The heading above the cards.
    pub background: String,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleSummary {
    /// Its URL slug.
    pub slug: String,
    /// The language of the headline and summary, if it is not the site's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its headline.
    pub headline: String,
    /// What it says, in one or two sentences.
    pub summary: String,
    /// Its publication day, unless the list shows it already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Its section, unless the list is of that section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<SectionLink>,
    /// The first of the countries that it is about, as far as the list does not say so.
    pub countries: Vec<CountryLink>,
    /// Its picture, where its section shows pictures in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Html>,
}

impl ArticleSummary {
    /// How many countries a list names of an article at most: they are quieter than news.
    pub const COUNTRIES: usize = 2;
}

/// Articles of a list, grouped by date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleGroup {
    /// Their day or month.
    pub period: Date,
    /// Newest first.
    pub articles: Vec<ArticleSummary>,
}

/// A link to a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLink {
    /// Its URL slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A country's name and where its profile is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryLink {
    /// Its URL slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}
