use super::Date;
use serde::{Deserialize, Serialize};

/// Where something was published that a text rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The document's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, where that is known.
    #[serde(default)]
    pub date: Option<Date>,
    /// Its address, where it has one.
    #[serde(default)]
    pub url: Option<String>,
}
