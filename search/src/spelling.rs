//! Known words, and the likely correction for an unknown one.

use crate::fold;

/// The folded words of all pages, most frequent first.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads one word per line.
    pub fn new(lines: &str) -> Self {
        Self(lines.lines().map(str::to_owned).collect())
    }

    /// Whether a word has this prefix: if so, the reader may still be typing it.
    pub fn has_beginning(&self, key: &str) -> bool {
        self.0.iter().any(|word| word.starts_with(key))
    }

    /// Whether this word or another form of it exists.
    pub fn has(&self, key: &str) -> bool {
        let stem = fold::stem(key);
        self.0
            .iter()
            .any(|word| word == key || (word.starts_with(&*stem) && fold::stem(word) == stem))
    }

    /// The most likely correction: the word with the fewest typos, and of those the most
    /// frequent. `None` if even that would be a different word.
    ///
    /// A typo is a missing, extra or wrong letter, or two swapped letters. Short words
    /// are not corrected; from four letters one typo is allowed, from eight letters two.
    /// The first letter is rarely mistyped, so an error there costs half a typo more.
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
            // The first of equal ones is the most frequent.
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
    fn an_unfinished_word_is_not_a_typo() {
        let words = Words::new(WORDS);
        assert!(words.has_beginning("anth"));
        assert!(!words.has_beginning("antr"));
        assert!(words.has("missiles"));
        assert!(!words.has("missi"));
    }
}
