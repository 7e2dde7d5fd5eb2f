//! The passage that shows why a page was found.

use crate::fold;

/// How many words an excerpt has at most.
const LENGTH: usize = 36;

/// How many words stand before the first one that was looked for.
const BEFORE: usize = 8;

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// Whether it was looked for.
    pub is_found: bool,
}

/// What is looked for, as texts are compared with it.
#[derive(Clone, Debug, Default)]
pub struct Sought(Vec<String>);

impl Sought {
    /// Looks for words in all their forms, and for words that begin so.
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

    /// Which of the words it is.
    fn which(&self, word: &str) -> Option<usize> {
        let is = |key: &str| {
            let stem = fold::stem(key);
            let mut sought = self.0.iter();
            // As the index does: a word is found by what it begins with.
            sought.position(|sought| stem == *sought || key.starts_with(&**sought))
        };
        is(&fold::key(word)).or_else(|| {
            // `Russian` in `U.S.-Russian`.
            let mut parts = word.split(fold::is_joint).filter(|part| part.len() > 1);
            parts.find_map(|part| is(&fold::key(part)))
        })
    }

    /// A text with what is looked for marked.
    pub fn marked(&self, text: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut from = 0;
        for word in fold::words(text) {
            // Where the word lies in the text that it is a part of.
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

    /// The passage of a text in which most of the words come together, marked;
    /// where none does, the text's beginning.
    pub fn excerpt(&self, text: &str) -> Vec<Piece> {
        let tokens: Vec<_> = text.split_whitespace().collect();
        let found: Vec<_> = tokens
            .iter()
            .map(|token| fold::words(token).find_map(|word| self.which(word)))
            .collect();
        let starts = (0..tokens.len()).filter(|&place| found[place].is_some());
        let best = starts.max_by_key(|&start| {
            let window = &found[start..tokens.len().min(start + LENGTH - BEFORE)];
            let mut different: Vec<_> = window.iter().flatten().collect();
            let all = different.len();
            different.sort();
            different.dedup();
            // Of equal passages the first.
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

/// Where an excerpt begins that shows a word: with its sentence, if that begins near
/// enough, else some words before it.
fn sentence_start(tokens: &[&str], place: usize) -> usize {
    let earliest = place.saturating_sub(BEFORE);
    let is_end = |token: &str| {
        let end = token.trim_end_matches(['”', '"', '’', ')']);
        end.ends_with(['.', '?', '!']) && end.len() > 3 && !end[..end.len() - 1].contains('.')
    };
    (earliest..=place)
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
    fn every_form_of_a_word_is_marked() {
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
    fn a_text_without_the_words_begins_at_its_beginning() {
        let excerpt = Sought::new(["sarin"]).excerpt("Nothing of it.");
        assert_eq!(shown(&excerpt), "Nothing of it.");
        assert!(Sought::default().excerpt("").is_empty());
    }
}
