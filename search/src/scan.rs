//! Searches texts one by one, without the index: what a reader has saved can be searched
//! where the index is not there.
//!
//! Words are split and folded as in the index. Where the index has stems, this tries the forms
//! of English words, and it corrects nothing: a list of all words would have to be saved.

use crate::excerpt::{Forms, Sought};
use fulltext::analyzer::{analyze, fold, inflections, runs};
use fulltext::query;

/// How much more a word in the title counts.
const TITLE: u32 = 4;

/// How many times a word in the text counts at most.
const MOST: u32 = 8;

/// A query, ready to be compared with texts.
#[derive(Debug)]
pub struct Scan {
    clauses: Vec<Clause>,
}

#[derive(Debug)]
struct Clause {
    /// What meets it: any of several sequences of words.
    sequences: Vec<Vec<Pattern>>,
    is_excluded: bool,
}

/// What a word must be.
#[derive(Debug)]
struct Pattern {
    /// The word, and other forms of it, folded.
    forms: Forms,
    /// Whether words that begin with one of them fit too.
    is_beginning: bool,
}

/// The words of a text, folded, with their positions.
#[derive(Debug)]
pub struct Words(Vec<(usize, String)>);

impl Scan {
    /// Parses a query. `is_typing` says that its last word may be unfinished.
    pub fn new(typed: &str, is_typing: bool) -> Self {
        let parsed = query::parse(typed);
        let mut clauses = Vec::new();
        for (number, clause) in parsed.iter().enumerate() {
            let is_last = number + 1 == parsed.len();
            let is_unfinished = is_typing && is_last && !clause.is_excluded;
            let mut sequences: Vec<Vec<Pattern>> = Vec::new();
            for mut word in clause.words() {
                let is_beginning = word.is_beginning || is_unfinished;
                if clause.is_phrase {
                    // The last alternative has a word for each position.
                    let words = word.alternatives.pop().unwrap_or_default();
                    if sequences.is_empty() {
                        sequences.push(Vec::new());
                    }
                    add_patterns(&mut sequences[0], words, is_beginning);
                } else {
                    for words in word.alternatives {
                        let mut sequence = Vec::new();
                        add_patterns(&mut sequence, words, is_beginning);
                        sequences.push(sequence);
                    }
                }
            }
            clauses.push(Clause {
                sequences,
                is_excluded: clause.is_excluded,
            });
        }
        Self { clauses }
    }

    /// How well a page fits, the higher the better; `None` if it lacks a word or has one that
    /// is excluded. A query without words to find finds nothing.
    pub fn score(&self, title: &Words, text: &Words) -> Option<u32> {
        let mut score = None;
        for clause in &self.clauses {
            let fit = clause.count(title) * TITLE + clause.count(text).min(MOST);
            if (fit > 0) == clause.is_excluded {
                return None;
            }
            if !clause.is_excluded {
                score = Some(score.unwrap_or_default() + fit);
            }
        }
        score
    }

    /// The words to mark.
    pub fn sought(&self) -> Sought {
        let mut words = Vec::new();
        for clause in &self.clauses {
            if !clause.is_excluded {
                for pattern in clause.sequences.iter().flatten() {
                    words.push(pattern.forms.clone());
                }
            }
        }
        Sought::new(words)
    }
}

fn add_patterns(sequence: &mut Vec<Pattern>, words: Vec<String>, is_beginning: bool) {
    for word in words {
        let mut forms: Forms = inflections(&word).collect();
        forms.push(word);
        sequence.push(Pattern {
            forms,
            is_beginning: false,
        });
    }
    if let Some(last) = sequence.last_mut() {
        last.is_beginning = is_beginning;
    }
}

impl Clause {
    /// How many times a text meets it.
    fn count(&self, words: &Words) -> u32 {
        let counts = self.sequences.iter().map(|sequence| words.count(sequence));
        counts.max().unwrap_or_default()
    }
}

impl Pattern {
    fn fits(&self, word: &str) -> bool {
        self.forms
            .iter()
            .any(|form| word == form || (self.is_beginning && word.starts_with(form.as_str())))
    }
}

impl Words {
    /// Splits a text.
    pub fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut position = 0;
        for run in runs(text) {
            let analyzed = analyze(run, fold);
            for (at, word) in analyzed.words {
                words.push((position + at, word));
            }
            position += analyzed.length;
        }
        Self(words)
    }

    /// How many times words follow each other.
    fn count(&self, sequence: &[Pattern]) -> u32 {
        let mut count = 0;
        for (index, (start, _)) in self.0.iter().enumerate() {
            // Words are in the order of their positions, except for the parts of a compound,
            // which come before the whole.
            let near = &self.0[index..];
            let follows = |(number, pattern): (usize, &Pattern)| match number {
                0 => pattern.fits(&near[0].1),
                _ => near
                    .iter()
                    .take_while(|(at, _)| *at <= start + sequence.len())
                    .any(|(at, word)| *at == start + number && pattern.fits(word)),
            };
            count += u32::from(sequence.iter().enumerate().all(follows));
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::{Scan, Words};

    fn score(query: &str, title: &str, text: &str) -> Option<u32> {
        Scan::new(query, false).score(&Words::of(title), &Words::of(text))
    }

    fn finds(query: &str, text: &str) -> bool {
        score(query, "", text).is_some()
    }

    #[test]
    fn a_page_has_all_words_and_none_that_is_excluded() {
        let text = "Highly enriched uranium was found in Iran.";
        for query in [
            "uranium iran",
            "\"highly enriched\"",
            "iran -iraq",
            "uranium -\"enriched iran\"",
        ] {
            assert!(finds(query, text), "{query}");
        }
        for query in [
            "uranium iraq",
            "\"enriched highly\"",
            "\"sarin highly-enriched\"",
            "\"uranium found\"",
            "uranium -iran",
            "uran",
            "-iraq",
            "§",
            "",
        ] {
            assert!(!finds(query, text), "{query}");
        }
    }

    #[test]
    fn words_are_compared_as_in_the_index() {
        for (query, text) in [
            ("missile", "Anti-Missiles"),
            ("missiles", "a missile"),
            ("testing", "It was tested."),
            ("antimissile", "anti-missile"),
            ("anti-missile", "antimissile"),
            ("\"missile defense\"", "anti-missile defenses"),
            ("novichok-5", "Novichok-5"),
            ("1550", "1,550 warheads"),
            ("strasse", "Straße"),
            ("武", "核武器"),
            ("武器", "核武器"),
            ("U.S.", "the US"),
        ] {
            assert!(finds(query, text), "{query} in {text}");
        }
        assert!(!finds("ISI", "ISIS"));
        assert!(!finds("武公", "核武器公约"));
    }

    #[test]
    fn the_last_word_may_be_unfinished_while_it_is_typed() {
        let words = Words::of("Plutonium in Japan");
        let none = Words::of("");
        let typed = |query| Scan::new(query, true).score(&none, &words).is_some();
        assert!(typed("japan plut"));
        assert!(!typed("plut japan"));
    }

    #[test]
    fn titles_count_more_than_texts() {
        assert!(score("sarin", "Sarin in Syria", "") > score("sarin", "", "sarin and sarin"));
    }
}
