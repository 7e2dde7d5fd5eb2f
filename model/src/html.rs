use serde::{Deserialize, Serialize};

/// HTML sanitized by the press: the only text that the app inserts as markup.
///
/// The data embedded in a page's HTML does not repeat the body. There it is empty, and
/// the app takes it from the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Stands for a body in the app, which leaves the text to the browser: in the app it would
    /// be the larger part of its memory, and be copied twice each time it is shown.
    pub const ELSEWHERE: &str = "…";

    /// Marks a text as sanitized by the press.
    pub fn from_sanitized(html: String) -> Self {
        Self(html)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
