//! Which words there are, and which one was meant.

use crate::fold;

/// The words of all pages, most frequent first, folded.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads words from the lines of a text.
    pub fn new(lines: &str) -> Self {
        Self(lines.lines().map(str::to_owned).collect())
    }

    /// Whether some word begins so: as long as one may still be typing it, nothing is
    /// wrong with it.
    pub fn has_beginning(&self, key: &str) -> bool {
        self.0.iter().any(|word| word.starts_with(key))
    }

    /// Whether this very word, or another form of it, is one.
    pub fn has(&self, key: &str) -> bool {
        let stem = fold::stem(key);
        self.0
            .iter()
            .any(|word| word == key || (word.starts_with(&*stem) && fold::stem(word) == stem))
    }

    /// The word that was likeliest meant: the one that takes fewest mistakes, and of
    /// these the most frequent. `None` where even that would be another word.
    ///
    /// A mistake is a letter too many, too few or wrong, or two that have changed
    /// places. Short words are taken as they are; one mistake in four letters, two in
    /// eight, are forgiven. The first letter is hardly ever mistaken, so that it counts
    /// as half a mistake more.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        let length = key.chars().count();
        let most = match length {
            0..=3 => return None,
            4..=7 => 1,
            _ => 2,
        };
        let mistakes = |word: &str| {
            if word.chars().count().abs_diff(length) > most {
                return None;
            }
            let mistakes = strsim::osa_distance(word, key);
            let first = usize::from(word.chars().next() != key.chars().next());
            (mistakes <= most).then_some(2 * mistakes + first)
        };
        self.0
            .iter()
            .filter_map(|word| Some((mistakes(word)?, word.as_str())))
            // Of equal ones the first, which is the most frequent.
            .min_by_key(|(mistakes, _)| *mistakes)
            .map(|(_, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    const WORDS: &str = "nuclear\nuranium\nmissile\nanthrax\nrussia\nprussia\nsarin\niran";

    #[test]
    fn the_nearest_word_is_found() {
        let words = Words::new(WORDS);
        for (typed, meant) in [
            ("antrax", Some("anthrax")),
            ("urnaium", Some("uranium")),
            ("mishile", Some("missile")),
            ("rusia", Some("russia")),
            ("nuculear", Some("nuclear")),
            ("irn", None),
            ("plutonium", None),
        ] {
            assert_eq!(words.nearest(typed), meant, "{typed}");
        }
    }

    #[test]
    fn a_word_that_is_being_typed_is_no_mistake() {
        let words = Words::new(WORDS);
        assert!(words.has_beginning("anth"));
        assert!(!words.has_beginning("antr"));
        assert!(words.has("missiles"));
        assert!(!words.has("missi"));
    }
}
