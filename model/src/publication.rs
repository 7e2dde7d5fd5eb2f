use serde::{Deserialize, Serialize};

/// What tells one publication of the site from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The build of the app.
    pub app: String,
    /// A hash over all documents.
    pub documents: String,
}

/// The build of the app that a document was published with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// Its hash; nothing in documents that were not published by the press.
    pub app: Option<String>,
}
