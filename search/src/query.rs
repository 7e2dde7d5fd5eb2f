//! Parses the reader's query.

use crate::fold;

/// A condition that a page must meet to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// A word, or the words of a phrase, as typed.
    pub text: String,
    /// Its kind.
    pub kind: Kind,
}

/// The kinds of clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word that must occur in the page, in any form.
    Word,
    /// Words that must occur in sequence.
    Phrase,
    /// A word that must not occur.
    NotWord,
    /// A phrase that must not occur.
    NotPhrase,
}

impl Kind {
    fn of(is_phrase: bool, is_excluded: bool) -> Self {
        match (is_phrase, is_excluded) {
            (false, false) => Self::Word,
            (true, false) => Self::Phrase,
            (false, true) => Self::NotWord,
            (true, true) => Self::NotPhrase,
        }
    }

    /// Whether it excludes pages.
    pub fn excludes(self) -> bool {
        matches!(self, Self::NotWord | Self::NotPhrase)
    }
}

/// Parses a query: words, phrases in quotation marks (an unclosed one extends to the
/// end), and `-` before what must not occur. Drops duplicate clauses.
pub fn parse(typed: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let positive = rest.strip_prefix(['-', '−', '–']);
        let is_excluded = positive.is_some_and(|after| !after.starts_with(char::is_whitespace));
        let from = if is_excluded {
            positive.unwrap_or(rest)
        } else {
            rest
        };
        let (text, is_phrase, after) = match from.strip_prefix(is_quote) {
            Some(inner) => {
                let (phrase, after) = inner.split_once(is_quote).unwrap_or((inner, ""));
                (phrase, true, after)
            }
            None => {
                let end = from
                    .find(|letter: char| letter.is_whitespace() || is_quote(letter))
                    .unwrap_or(from.len());
                (&from[..end], false, &from[end..])
            }
        };
        let words: Vec<_> = fold::words(text).collect();
        if !words.is_empty() {
            // Characters between words, as in `nuclear/chemical`, belong to neither.
            if is_phrase {
                let is_phrase = words.len() > 1;
                add(
                    &mut clauses,
                    words.join(" "),
                    Kind::of(is_phrase, is_excluded),
                );
            } else {
                for word in words {
                    add(&mut clauses, word.to_owned(), Kind::of(false, is_excluded));
                }
            }
        }
        rest = after.trim_start();
    }
    clauses
}

/// Clauses as a reader would type them.
pub fn print<'a>(clauses: impl IntoIterator<Item = &'a Clause>) -> String {
    let typed = clauses.into_iter().map(|Clause { text, kind }| match kind {
        Kind::Word => text.clone(),
        Kind::Phrase => format!("\"{text}\""),
        Kind::NotWord => format!("-{text}"),
        Kind::NotPhrase => format!("-\"{text}\""),
    });
    typed.collect::<Vec<_>>().join(" ")
}

fn add(clauses: &mut Vec<Clause>, text: String, kind: Kind) {
    let clause = Clause { text, kind };
    if !clauses.contains(&clause) {
        clauses.push(clause);
    }
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::{Kind, parse, print};

    fn parsed(typed: &str) -> Vec<(String, Kind)> {
        let clauses = parse(typed).into_iter();
        clauses.map(|clause| (clause.text, clause.kind)).collect()
    }

    fn word(text: &str) -> (String, Kind) {
        (text.to_owned(), Kind::Word)
    }

    #[test]
    fn words_are_clauses_of_their_own() {
        assert_eq!(parsed("  uranium  Iran "), [word("uranium"), word("Iran")]);
        assert_eq!(
            parsed("nuclear/chemical & U.S."),
            [word("nuclear"), word("chemical"), word("U.S")]
        );
        assert_eq!(parsed("Iran iran Iran"), [word("Iran"), word("iran")]);
        assert!(parsed(" – & \"\" ").is_empty());
    }

    #[test]
    fn phrases_may_use_any_quotation_marks() {
        let phrase = ("highly enriched uranium".to_owned(), Kind::Phrase);
        for typed in [
            "\"highly enriched uranium\"",
            "“highly  enriched uranium”",
            "\"highly enriched uranium",
        ] {
            assert_eq!(parsed(typed), std::slice::from_ref(&phrase), "{typed}");
        }
        assert_eq!(
            parsed("Serbia\"highly enriched uranium\""),
            [word("Serbia"), phrase]
        );
        assert_eq!(parsed("\"sarin\""), [word("sarin")]);
    }

    #[test]
    fn printed_clauses_parse_as_they_were() {
        let typed = "sarin -Syria \"nerve agent\" -\"North Korea\"";
        assert_eq!(print(&parse(typed)), typed);
    }

    #[test]
    fn a_hyphen_excludes_only_before_a_word() {
        assert_eq!(
            parsed("missile -India"),
            [word("missile"), ("India".to_owned(), Kind::NotWord)]
        );
        assert_eq!(
            parsed("-\"North Korea\""),
            [("North Korea".to_owned(), Kind::NotPhrase)]
        );
        assert_eq!(parsed("anti-missile"), [word("anti-missile")]);
        assert_eq!(parsed("missile - India"), [word("missile"), word("India")]);
    }
}
