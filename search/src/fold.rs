//! Words without what readers do not mind: case and accents.

/// A text in lower case, without accents and other marks on its letters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    decomposed(text)
        .filter(|letter| !is_mark(*letter))
        .collect()
}

/// The words of a text: runs of letters and digits, with the apostrophes and
/// hyphens within them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || is_joint(letter)))
        .map(|word| word.trim_matches(is_joint))
        .filter(|word| !word.is_empty())
}

/// What stands within a word: it is written with it or without.
pub fn is_joint(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '.')
}

/// A word as the index holds it: folded, and without what stands within it.
pub fn key(word: &str) -> String {
    fold(word).replace(is_joint, "")
}

/// The stem that forms of an English word have in common.
pub fn stem(key: &str) -> String {
    let stemmer = pagefind_stem::Stemmer::create(pagefind_stem::Algorithm::English);
    stemmer.stem(key).into_owned()
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

/// The browser has the tables for it.
#[cfg(target_arch = "wasm32")]
fn decomposed(text: &str) -> impl Iterator<Item = char> {
    let text = js_sys::JsString::from(text)
        .to_lower_case()
        .normalize("NFD");
    String::from(text).chars().collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::{fold, key, stem, words};

    #[test]
    fn neither_case_nor_accents_matter() {
        assert_eq!(fold("Côte d’Ivoire"), "cote d’ivoire");
        assert_eq!(key("Anti-Missile"), "antimissile");
        assert_eq!(key("U.S."), "us");
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stem("missiles"), stem("missile"));
        assert_eq!(stem("weapons"), "weapon");
    }

    #[test]
    fn punctuation_is_no_part_of_words() {
        let found: Vec<_> = words("The plant, “Shchuchye” — anti-missile: U.S. 'ready'").collect();
        assert_eq!(
            found,
            ["The", "plant", "Shchuchye", "anti-missile", "U.S", "ready"]
        );
    }
}
