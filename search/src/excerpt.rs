//! Finds the passage that shows why a page matched.

use crate::fold;

/// The maximum number of words in an excerpt.
const LENGTH: usize = 36;

/// How many words to show before the first match.
const BEFORE: usize = 8;

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it is a match.
    pub is_found: bool,
}

/// The words to find, in comparable form.
#[derive(Clone, Debug, Default)]
pub struct Sought(Vec<String>);

impl Sought {
    /// Matches words in all their forms, and words that start with them.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut stems: Vec<_> = words
            .into_iter()
            .flat_map(fold::words)
            .map(|word| fold::stem(&fold::key(word)))
            .filter(|stem| !stem.is_empty())
            .collect();
        stems.sort();
        stems.dedup();
        Self(stems)
    }

    /// The index of the word it matches.
    fn which(&self, word: &str) -> Option<usize> {
        let is = |key: &str| {
            let stem = fold::stem(key);
            let mut sought = self.0.iter();
            // As in the index, a prefix is enough.
            sought.position(|sought| stem == *sought || key.starts_with(&**sought))
        };
        is(&fold::key(word)).or_else(|| {
            // `Russian` in `U.S.-Russian`.
            let mut parts = word.split(fold::is_joint).filter(|part| part.len() > 1);
            parts.find_map(|part| is(&fold::key(part)))
        })
    }

    /// A text with the matches marked.
    pub fn marked(&self, text: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut from = 0;
        for word in fold::words(text) {
            // The word's offset in the text.
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            if self.which(word).is_some() {
                add(&mut pieces, &text[from..start], false);
                add(&mut pieces, word, true);
                from = start + word.len();
            }
        }
        add(&mut pieces, &text[from..], false);
        pieces
    }

    /// The passage in which most of the words occur together, marked; the start of the
    /// text if none do.
    pub fn excerpt(&self, text: &str) -> Vec<Piece> {
        let tokens: Vec<_> = text.split_whitespace().collect();
        let found: Vec<_> = tokens
            .iter()
            .map(|token| fold::words(token).find_map(|word| self.which(word)))
            .collect();
        let starts = (0..tokens.len()).filter(|&index| found[index].is_some());
        let best = starts.max_by_key(|&start| {
            let window = &found[start..tokens.len().min(start + LENGTH - BEFORE)];
            let mut different: Vec<_> = window.iter().flatten().collect();
            let all = different.len();
            different.sort();
            different.dedup();
            // The first of equal passages wins.
            (different.len(), all.min(4), tokens.len() - start)
        });
        let from = best.map_or(0, |best| sentence_start(&tokens, best));
        let to = tokens.len().min(from + LENGTH);
        let mut passage = tokens[from..to].join(" ");
        if from > 0 {
            passage.insert_str(0, "… ");
        }
        if to < tokens.len() {
            passage.push_str(" …");
        }
        self.marked(&passage)
    }
}

/// Where an excerpt that shows a word starts: at its sentence, if that starts close
/// enough, or else a few words before it.
fn sentence_start(tokens: &[&str], index: usize) -> usize {
    let earliest = index.saturating_sub(BEFORE);
    let is_end = |token: &str| {
        let end = token.trim_end_matches(['”', '"', '’', ')']);
        end.ends_with(['.', '?', '!']) && end.len() > 3 && !end[..end.len() - 1].contains('.')
    };
    (earliest..=index)
        .find(|&start| start == 0 || is_end(tokens[start - 1]))
        .unwrap_or(earliest)
}

fn add(pieces: &mut Vec<Piece>, text: &str, is_found: bool) {
    if !text.is_empty() {
        pieces.push(Piece {
            text: text.to_owned(),
            is_found,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Sought};

    fn shown(pieces: &[Piece]) -> String {
        let shown = |piece: &Piece| match piece.is_found {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(shown).collect()
    }

    #[test]
    fn all_forms_of_a_word_are_marked() {
        let sought = Sought::new(["missiles", "Russia"]);
        let marked = sought.marked("A missile, Russia’s anti-missile plan; Prussia (MISSILES).");
        assert_eq!(
            shown(&marked),
            "A [missile], [Russia’s] [anti-missile] plan; Prussia ([MISSILES])."
        );
    }

    #[test]
    fn an_excerpt_shows_the_words_together() {
        let filler = "word ".repeat(60);
        let text = format!("Sarin once. {filler} End. The team found sarin in Ghouta. {filler}");
        let excerpt = shown(&Sought::new(["sarin", "Ghouta"]).excerpt(&text));
        assert!(
            excerpt.starts_with("… The team found [sarin] in [Ghouta]. word"),
            "{excerpt}"
        );
        assert!(excerpt.ends_with(" …"), "{excerpt}");
    }

    #[test]
    fn an_excerpt_without_matches_starts_at_the_beginning() {
        let excerpt = Sought::new(["sarin"]).excerpt("Nothing of it.");
        assert_eq!(shown(&excerpt), "Nothing of it.");
        assert!(Sought::default().excerpt("").is_empty());
    }
}
