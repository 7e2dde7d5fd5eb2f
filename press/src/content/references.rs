use super::{Country, Section};

/// A section that exists, by its slug. The reader of articles looks sections up before it
/// refers to them, so no article of a newsroom has a section that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SectionRef(pub(super) String);

/// A country that has a profile, by its slug. The same is true of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CountryRef(pub(super) String);

impl From<&Section> for SectionRef {
    fn from(section: &Section) -> Self {
        Self(section.slug.clone())
    }
}

impl From<&Country> for CountryRef {
    fn from(country: &Country) -> Self {
        Self(country.slug.clone())
    }
}

impl SectionRef {
    /// The slug in the section's URL.
    pub fn slug(&self) -> &str {
        &self.0
    }
}

impl CountryRef {
    /// The slug in the profile's URL.
    pub fn slug(&self) -> &str {
        &self.0
    }
}
