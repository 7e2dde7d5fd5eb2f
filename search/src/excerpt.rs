//! Finds the passage that shows why a page matched.

use fulltext::analyzer::{Run, analyze, fold, runs};

/// The maximum number of words in an excerpt.
const LENGTH: usize = 36;

/// How many words to show before the first match.
const BEFORE: usize = 8;

/// Longer forms than this, in bytes, also match what begins with them.
const SHORTEST: usize = 2;

/// Stands before a term that the text explains next (U+2029, paragraph separator).
pub const TERM: char = '\u{2029}';

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
pub struct Sought(Vec<Forms>);

/// A word, folded, in all its forms.
pub type Forms = Vec<String>;

impl Sought {
    /// Matches words in these forms, and words that start with one of them, which may still
    /// be typed.
    pub fn new(mut words: Vec<Forms>) -> Self {
        words.retain(|forms| !forms.is_empty());
        Self(words)
    }

    /// The index of the word it matches.
    fn which(&self, run: Run<'_>) -> Option<usize> {
        let keys: Vec<_> = analyze(run, fold).words;
        let is = |forms: &Forms| {
            // As in the index, a beginning is enough while it is being typed.
            let mut pairs = forms
                .iter()
                .flat_map(|form| keys.iter().map(move |key| (form, key)));
            pairs.any(|(form, (_, key))| {
                key == form || (form.len() > SHORTEST && key.starts_with(form.as_str()))
            })
        };
        self.0.iter().position(is)
    }

    /// A text with the matches marked.
    pub fn marked(&self, text: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut from = 0;
        for run in runs(text) {
            if self.which(run).is_some() {
                add(&mut pieces, &text[from..run.start], false);
                add(&mut pieces, run.text, true);
                from = run.start + run.text.len();
            }
        }
        add(&mut pieces, &text[from..], false);
        pieces
    }

    /// The passage that shows why a page matched: from its text, or else its description.
    pub fn passage(&self, text: &str, description: &str) -> Vec<Piece> {
        let passage = self.excerpt(text);
        match passage.iter().any(|piece| piece.is_found) {
            true => passage,
            false => self.marked(description),
        }
    }

    /// The passage in which most of the words occur together, marked, and rather one that
    /// explains a word; the start of the text if none occur.
    pub fn excerpt(&self, text: &str) -> Vec<Piece> {
        let mut tokens = Vec::new();
        let mut terms = Vec::new();
        for (index, part) in text.split(TERM).enumerate() {
            if index > 0 {
                terms.push(tokens.len());
            }
            tokens.extend(part.split_whitespace());
        }
        let is_term = |start| terms.binary_search(&start).is_ok();
        let found: Vec<_> = tokens
            .iter()
            .map(|token| runs(token).find_map(|run| self.which(run)))
            .collect();
        let starts = (0..tokens.len()).filter(|&index| found[index].is_some());
        let best = starts.max_by_key(|&start| {
            let window = &found[start..tokens.len().min(start + LENGTH - BEFORE)];
            let all = window.iter().flatten().count();
            // One bit for each word: sorting weighs more.
            let different = window.iter().flatten();
            let different = different.fold(0_u64, |bits, word| bits | 1 << (*word).min(63));
            // The first of equal passages wins.
            let different = different.count_ones();
            (different, is_term(start), all.min(4), tokens.len() - start)
        });
        let from = match best {
            Some(term) if is_term(term) => term,
            Some(word) => sentence_start(&tokens, word),
            None => 0,
        };
        // Another term is explained elsewhere.
        let end = terms.iter().find(|term| is_term(from) && **term > from);
        let to = end.map_or(tokens.len(), |end| *end).min(from + LENGTH);
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
    use super::{Piece, Sought, TERM};

    fn sought(words: &[&[&str]]) -> Sought {
        let forms = |forms: &&[&str]| forms.iter().map(|form| (*form).to_owned()).collect();
        Sought::new(words.iter().map(forms).collect())
    }

    fn shown(pieces: &[Piece]) -> String {
        let shown = |piece: &Piece| match piece.is_found {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(shown).collect()
    }

    #[test]
    fn all_forms_of_a_word_are_marked() {
        let sought = sought(&[&["missile", "missiles"], &["russia"]]);
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
        let excerpt = shown(&sought(&[&["sarin"], &["ghouta"]]).excerpt(&text));
        assert!(
            excerpt.starts_with("… The team found [sarin] in [Ghouta]. word"),
            "{excerpt}"
        );
        assert!(excerpt.ends_with(" …"), "{excerpt}");
    }

    #[test]
    fn an_excerpt_shows_the_explanation_of_a_word() {
        let text = format!(
            "{TERM}Nerve agent A poison of nerves. Sarin is one, as sarin bombs show. \
            {TERM}Sarin A liquid. {TERM}VX It lasts longer than sarin."
        );
        let excerpt = |words: &[&[&str]]| shown(&sought(words).excerpt(&text));
        assert_eq!(excerpt(&[&["sarin"]]), "… [Sarin] A liquid. …");
        // More of the words are worth more.
        let both = excerpt(&[&["sarin"], &["bombs"]]);
        assert!(
            both.contains("[Sarin] is one, as [sarin] [bombs] show."),
            "{both}"
        );
    }

    #[test]
    fn an_excerpt_without_matches_starts_at_the_beginning() {
        let excerpt = sought(&[&["sarin"]]).excerpt("Nothing of it.");
        assert_eq!(shown(&excerpt), "Nothing of it.");
        assert!(Sought::default().excerpt("").is_empty());
    }
}
