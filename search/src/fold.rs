//! Splits texts into words, and reduces words to a common form.

pub use model::fold::{fold, is_joint, key};

/// The words of a text: runs of letters and digits, including inner apostrophes and
/// hyphens.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || is_joint(letter)))
        .map(|word| word.trim_matches(is_joint))
        .filter(|word| !word.is_empty())
}

/// The stem that an English word's forms share.
pub fn stem(key: &str) -> String {
    let stemmer = pagefind_stem::Stemmer::create(pagefind_stem::Algorithm::English);
    stemmer.stem(key).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{stem, words};

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stem("missiles"), stem("missile"));
        assert_eq!(stem("weapons"), "weapon");
    }

    #[test]
    fn punctuation_is_not_part_of_words() {
        let found: Vec<_> = words("The plant, “Shchuchye” — anti-missile: U.S. 'ready'").collect();
        assert_eq!(
            found,
            ["The", "plant", "Shchuchye", "anti-missile", "U.S", "ready"]
        );
    }
}
