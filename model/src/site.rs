use crate::routes::Base;
use serde::{Deserialize, Serialize};

/// What every page shares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The path that the whole site lives under, with a slash at both ends.
    pub base: String,
    /// The newswire's name.
    pub name: String,
    /// What it covers, in one line.
    pub tagline: String,
    /// Who produces it.
    pub producer: Producer,
    /// The main navigation.
    pub navigation: Vec<Link>,
    /// The navigation at the foot of the page.
    pub footer: Vec<Link>,
    /// A line at the foot of the page.
    pub notice: String,
}

impl Site {
    /// The path that the whole site lives under.
    pub fn base(&self) -> Base {
        Base::new(&self.base)
    }
}

/// Who produces the newswire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Producer {
    /// The logo's file, as a path below the base.
    pub logo: String,
    /// What the logo says to those who do not see it.
    pub logo_alt: String,
    /// The logo's width in CSS pixels.
    pub logo_width: u32,
    /// The logo's height in CSS pixels.
    pub logo_height: u32,
}

/// A link of the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads, as a path below the base.
    pub path: String,
}
