use serde::{Deserialize, Serialize};

/// A language other than the site's own, and which way it is written. The press
/// tells both, so that the app carries no table of languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// Its tag by BCP 47: `ar`.
    pub tag: String,
    /// As HTML spells it: `ltr` or `rtl`.
    pub direction: String,
}

impl Language {
    /// The attributes `lang` and `dir` of an element whose text is in a
    /// language; none for the site's own.
    pub fn attributes(language: Option<&Self>) -> (Option<String>, Option<String>) {
        language
            .map(|language| (language.tag.clone(), language.direction.clone()))
            .unzip()
    }
}
