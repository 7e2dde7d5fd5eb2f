//! Text normalized for lookup: case, accents, apostrophes and hyphens do not matter.
//! Shared by tags and the country filter; search has `fulltext::analyzer::fold`.

/// A text in lowercase, without diacritics.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    decomposed(text)
        .filter(|letter| !is_mark(*letter))
        .collect()
}

/// Characters inside a word that may be omitted.
pub fn is_joint(letter: char) -> bool {
    matches!(
        letter,
        '-' | '\u{2010}' | '\u{2011}' | '\'' | '‘' | '’' | '\u{2bc}' | '.'
    )
}

/// A text's lookup key: folded, without joints.
pub fn key(text: &str) -> String {
    fold(text).replace(is_joint, "")
}

/// Combining Diacritical Marks (Unicode, block U+0300 to U+036F).
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

#[cfg(not(target_arch = "wasm32"))]
fn decomposed(text: &str) -> impl Iterator<Item = char> {
    use unicode_normalization::UnicodeNormalization;
    text.to_lowercase().nfd().collect::<Vec<_>>().into_iter()
}

/// The browser has the Unicode tables.
#[cfg(target_arch = "wasm32")]
fn decomposed(text: &str) -> impl Iterator<Item = char> {
    let text = js_sys::JsString::from(text)
        .to_lower_case()
        .normalize("NFD");
    String::from(text).chars().collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::{fold, key};

    #[test]
    fn case_and_accents_are_ignored() {
        assert_eq!(fold("Côte d’Ivoire"), "cote d’ivoire");
        assert_eq!(fold("TÜRKİYE"), fold("turkiye"));
        assert_eq!(key("Anti-Missile"), "antimissile");
        assert_eq!(key("U.S."), "us");
    }

    #[test]
    fn apostrophes_are_equivalent_and_optional() {
        for text in ["People’s", "people's", "PEOPLE‘S", "Peopleʼs", "peoples"] {
            assert_eq!(key(text), "peoples");
        }
    }
}
