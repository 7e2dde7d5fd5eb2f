use serde::{Deserialize, Serialize};

/// HTML that the press has sanitised: the only text that the app puts into a
/// document as markup.
///
/// The body of a page is not repeated in the data beside its HTML; there it is
/// empty, and the app takes it from the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Vouches that the text has been through the press' sanitiser.
    pub fn from_sanitised(html: String) -> Self {
        Self(html)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
