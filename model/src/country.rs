use serde::{Deserialize, Serialize};

/// What a country profile shows besides the name and text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// The ISO 3166-1 code of its flag, in lowercase.
    pub flag: String,
    /// The profile in one sentence.
    pub summary: String,
}

/// A country's card in an article, which links to its profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryCard {
    /// Its URL slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The ISO 3166-1 code of its flag, in lowercase.
    pub flag: String,
    /// Its profile in one sentence.
    pub summary: String,
}
