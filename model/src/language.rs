use serde::{Deserialize, Serialize};

/// A language other than the site's, and its direction. The press supplies both, so that
/// the app needs no language table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// Its BCP 47 tag: `ar`.
    pub tag: String,
    /// Its direction as in HTML: `ltr` or `rtl`.
    pub direction: String,
}

impl Language {
    /// The `lang` and `dir` attributes for text in a language; `None` for the site's own.
    pub fn attributes(language: Option<&Self>) -> (Option<String>, Option<String>) {
        language
            .map(|language| (language.tag.clone(), language.direction.clone()))
            .unzip()
    }
}
