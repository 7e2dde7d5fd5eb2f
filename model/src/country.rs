use super::{ArticleSummary, Link};
use serde::{Deserialize, Serialize};

/// What a country profile shows beside name and text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// The ISO 3166-1 code of its flag, in lower case.
    pub flag: String,
    /// The profile in one sentence.
    pub summary: String,
    /// The latest articles about it, newest first.
    pub articles: Vec<ArticleSummary>,
    /// The way to all articles about it, if there is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<Link>,
}

/// A country as an article shows it: the way to its profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryCard {
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The ISO 3166-1 code of its flag, in lower case.
    pub flag: String,
    /// Its profile in one sentence.
    pub summary: String,
}
