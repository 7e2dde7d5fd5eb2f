use serde::{Deserialize, Serialize};

/// HTML sanitized by the press: the only text that the app inserts as markup.
///
/// The data embedded in a page's HTML does not repeat the body. There it is empty, and
/// the app takes it from the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Marks a text as sanitized by the press.
    pub fn from_sanitized(html: String) -> Self {
        Self(html)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
