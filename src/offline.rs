//! What the app and the press know of `offline/`: the service worker, and the page's
//! side of it, which comes when the app answers.

use serde::{Deserialize, Serialize};

/// The service worker's script, as a path below the base.
pub const WORKER: &str = "/sw.js";

/// The list of what belongs to a page that is saved with others, beside its document.
pub const LIST: &str = "offline.json";

/// What has been published, as a path below the base: a [`Publication`].
pub const PUBLICATION: &str = "/publication.json";

/// The name of the button that saves a page, or cancels that.
pub const SAVE: &str = "save";

/// The name of the button that removes what has been saved.
pub const FORGET: &str = "forget";

/// The class of what belongs to the saving of one page.
pub const SAVING: &str = "saving";

/// The id of the list of what has been saved, on the page that shows it.
pub const SAVED_ID: &str = "saved";

/// The id of the template of its entries.
pub const ENTRY_ID: &str = "saved-entry";

/// The id of the region in which readers are told of something new.
pub const NEWS_ID: &str = "news";

/// The event of the window that tells that something new has been published.
pub const PUBLISHED: &str = "newswire:published";

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

/// A number of bytes, as it is said to readers: in tens of kilobytes, or in tenths of
/// megabytes.
pub fn in_words(bytes: usize) -> String {
    match bytes {
        0..=990_000 => format!("{}\u{a0}kB", bytes.div_ceil(10_000) * 10),
        _ => {
            // Without fractions, which weigh much in the app.
            let tenths = bytes.div_ceil(100_000);
            format!("{}.{}\u{a0}MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn sizes_are_rounded_as_readers_need_them() {
        assert_eq!(in_words(1), "10\u{a0}kB");
        assert_eq!(in_words(123_456), "130\u{a0}kB");
        assert_eq!(in_words(990_000), "990\u{a0}kB");
        assert_eq!(in_words(990_001), "1.0\u{a0}MB");
        assert_eq!(in_words(12_345_678), "12.4\u{a0}MB");
    }
}
