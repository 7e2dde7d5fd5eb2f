use crate::routes::Base;
use serde::{Deserialize, Serialize};

/// Data that all pages share and carry for the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The site's base path, with leading and trailing slashes.
    pub base: String,
    /// The newswire's name.
    pub name: String,
}

impl Site {
    /// The site's base path.
    pub fn base(&self) -> Base {
        Base::new(&self.base)
    }
}

/// What the shell around every page shows besides the newswire's name. Pages do not carry it
/// as data, because the app takes over the shell as the press has rendered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShellContent {
    /// The newswire's tagline.
    pub tagline: String,
    /// Its producer.
    pub producer: Producer,
    /// The main navigation.
    pub navigation: Vec<Link>,
    /// The footer navigation.
    pub footer: Vec<Link>,
    /// The footer notice.
    pub notice: String,
}

/// The producer of the newswire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Producer {
    /// The logo file's path below the base.
    pub logo: String,
    /// The logo's alternative text.
    pub logo_alt: String,
    /// The logo's width in CSS pixels.
    pub logo_width: u32,
    /// The logo's height in CSS pixels.
    pub logo_height: u32,
}

/// A navigation link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its text.
    pub label: String,
    /// Its path below the base.
    pub path: String,
}
