use serde::{Deserialize, Serialize};

/// Identifies a publication of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The build of the app.
    pub app: String,
    /// A hash of all documents.
    pub documents: String,
}

/// The app build that a document was published with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// Its hash; `None` in documents that the press did not publish.
    pub app: Option<String>,
}
