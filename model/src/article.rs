use super::{CountryCard, Date, Language};
use serde::{Deserialize, Serialize};

/// What an article's page shows beside headline and body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The language of headline and body, where it is not the site's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The day that it bears.
    pub date: Date,
    /// The section that it belongs to.
    pub section: SectionLink,
    /// The countries that it is about, each with its card.
    pub countries: Vec<CountryCard>,
}

/// An article as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleSummary {
    /// Its part of the address.
    pub slug: String,
    /// The language of headline and summary, where it is not the site's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Its headline.
    pub headline: String,
    /// What it says, in one or two sentences.
    pub summary: String,
    /// The day that it bears, unless the list says so already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The section that it belongs to.
    pub section: SectionLink,
    /// The countries that it is about.
    pub countries: Vec<CountryLink>,
}

/// Articles of a list that belong together by their dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleGroup {
    /// The day or the month that they are of.
    pub period: Date,
    /// Newest first.
    pub articles: Vec<ArticleSummary>,
}

/// A section's name and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLink {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A country's name and where its profile is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryLink {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
}
