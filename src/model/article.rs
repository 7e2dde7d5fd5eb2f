use super::{CountryCard, Date, Language, Source};
use serde::{Deserialize, Serialize};

/// What an article's page shows beside headline and body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The language of headline and body, where it is not the site's own.
    #[serde(default)]
    pub language: Option<Language>,
    /// The day that it bears.
    pub date: Date,
    /// The day up to which it holds.
    pub as_of: Date,
    /// The section that it belongs to.
    pub section: SectionLink,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// The countries that it is about, each with its card.
    pub countries: Vec<CountryCard>,
}

/// An article as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleSummary {
    /// Its part of the address.
    pub slug: String,
    /// The language of headline and summary, where it is not the site's own.
    #[serde(default)]
    pub language: Option<Language>,
    /// Its headline.
    pub headline: String,
    /// What it says, in one or two sentences.
    pub summary: String,
    /// The day that it bears.
    pub date: Date,
    /// The section that it belongs to.
    pub section: SectionLink,
}

/// A section's name and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLink {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
}
