//! Parses what a reader types.

use crate::analyzer::{Alternatives, alternatives, runs};

/// A condition on documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The words as typed.
    pub text: String,
    /// Whether the words must follow each other.
    pub is_phrase: bool,
    /// Whether documents that meet it are left out.
    pub is_excluded: bool,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought<'q> {
    /// The word as typed.
    pub text: &'q str,
    /// What it is looked up as.
    pub alternatives: Alternatives,
    /// Whether it stands for all that begins with it: a single sign of a script without
    /// spaces.
    pub is_beginning: bool,
}

impl Clause {
    /// The words.
    pub fn words(&self) -> impl Iterator<Item = Sought<'_>> {
        runs(&self.text).map(|run| {
            let alternatives = alternatives(run);
            let signs = alternatives.first().and_then(|signs| signs.first());
            let is_single =
                |sign: &String| sign.chars().filter(|it| it.is_alphanumeric()).count() < 2;
            Sought {
                text: run.text,
                is_beginning: run.is_spaceless && signs.is_some_and(is_single),
                alternatives,
            }
        })
    }
}

/// English words that say how others belong together, not what is sought.
const FUNCTION_WORDS: &str = "\
    a about after an and any are as at be been before being between but by can compared could \
    define definition did difference do does during ever explain for from get got had happen \
    happened has have he her his how i if in into is it its many me mean meaning means more much \
    my of on or our she should so some such than that the their them then there these they this \
    those to tried try under was we were what when where which who whom whose why will with \
    work works would you your";

/// The words that begin a question about what something is, and those that end it.
const MEANING: [&str; 2] = [
    "define explain how what",
    "definition mean means meaning work works",
];

/// Whether a reader asks what something is, as in “what is sarin?”, “how do centrifuges work”
/// and “dirty bomb definition”.
pub fn asks_for_meaning(typed: &str) -> bool {
    let words: Vec<_> = runs(typed).map(|run| run.text).collect();
    let [begin, end] = MEANING;
    let is_one = |word: Option<&&str>, of: &str| word.is_some_and(|word| is_among(word, of));
    is_one(words.first(), begin) || is_one(words.last(), end)
}

/// Whether a word, or what it is the possessive of, is in a list.
fn is_among(word: &str, list: &str) -> bool {
    let word = word.trim_end_matches("’s").trim_end_matches("'s");
    list.split(' ').any(|it| it.eq_ignore_ascii_case(word))
}

/// Parses a query: words, phrases in quotation marks (an unclosed one extends to the end),
/// and `-` before what must not occur. Drops duplicates, and function words where there is
/// another word to find: “who sent the letters” is about “sent letters”.
pub fn parse(typed: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let positive = rest.strip_prefix(['-', '−', '–']);
        let positive = positive.filter(|after| !after.starts_with(char::is_whitespace));
        let from = positive.unwrap_or(rest);
        let (text, is_quoted, after) = match from.strip_prefix(is_quote) {
            Some(inner) => {
                let (phrase, after) = inner.split_once(is_quote).unwrap_or((inner, ""));
                (phrase, true, after)
            }
            None => {
                let is_end = |letter: char| letter.is_whitespace() || is_quote(letter);
                let end = from.find(is_end).unwrap_or(from.len());
                (&from[..end], false, &from[end..])
            }
        };
        let words: Vec<_> = runs(text).map(|run| run.text).collect();
        let texts = match is_quoted && words.len() > 1 {
            true => vec![words.join(" ")],
            // Characters between words, as in `nuclear/chemical`, belong to neither.
            false => words.iter().map(|word| (*word).to_owned()).collect(),
        };
        for text in texts {
            let clause = Clause {
                text,
                is_phrase: is_quoted && words.len() > 1,
                is_excluded: positive.is_some(),
            };
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        rest = after.trim_start();
    }
    if clauses
        .iter()
        .any(|clause| !clause.is_excluded && !is_function_word(clause))
    {
        clauses.retain(|clause| !is_function_word(clause));
    }
    clauses
}

/// What is typed in capitals may be an abbreviation: `WHO` is not `who`.
fn is_function_word(clause: &Clause) -> bool {
    let text = &clause.text;
    let is_abbreviation = text.len() > 1 && text.bytes().all(|letter| letter.is_ascii_uppercase());
    !(clause.is_phrase || clause.is_excluded || is_abbreviation) && is_among(text, FUNCTION_WORDS)
}

/// Clauses as a reader would type them.
pub fn print<'a>(clauses: impl IntoIterator<Item = &'a Clause>) -> String {
    let typed = clauses.into_iter().map(|clause| {
        let sign = if clause.is_excluded { "-" } else { "" };
        match clause.is_phrase {
            true => format!("{sign}\"{}\"", clause.text),
            false => format!("{sign}{}", clause.text),
        }
    });
    typed.collect::<Vec<_>>().join(" ")
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::{asks_for_meaning, parse, print};

    /// Clauses as a reader would type them, each by itself.
    fn parsed(typed: &str) -> Vec<String> {
        parse(typed).iter().map(|clause| print([clause])).collect()
    }

    #[test]
    fn words_are_clauses_of_their_own() {
        assert_eq!(parsed("  uranium  Iran "), ["uranium", "Iran"]);
        assert_eq!(
            parsed("nuclear/chemical & U.S."),
            ["nuclear", "chemical", "U.S"]
        );
        assert_eq!(parsed("Iran iran Iran"), ["Iran", "iran"]);
        assert!(parsed(" – & \"\" ").is_empty());
    }

    #[test]
    fn function_words_do_not_count_beside_others() {
        for (typed, left) in [
            ("Who sent the anthrax letters?", "sent anthrax letters"),
            ("What’s a dirty bomb?", "dirty bomb"),
            ("What's sarin", "sarin"),
            ("how do centrifuges work", "centrifuges"),
            ("the Hague", "Hague"),
            ("who is", "who is"),
            ("the -Iran", "the -Iran"),
            ("smallpox WHO -the", "smallpox WHO -the"),
            (
                "\"work of the agency\" in Iran",
                "\"work of the agency\" Iran",
            ),
        ] {
            assert_eq!(print(&parse(typed)), left, "{typed}");
        }
    }

    #[test]
    fn questions_about_what_something_is_are_known() {
        for typed in [
            "What is sarin?",
            "what’s HEU",
            "how does a centrifuge work",
            "explain deterrence",
            "dirty bomb: definition",
            "depositary meaning",
        ] {
            assert!(asks_for_meaning(typed), "{typed}");
        }
        for typed in ["", "sarin", "who sent the letters", "means of delivery"] {
            assert!(!asks_for_meaning(typed), "{typed}");
        }
    }

    #[test]
    fn phrases_may_use_any_quotation_marks() {
        let phrase = "\"highly enriched uranium\"";
        for typed in [
            phrase,
            "“highly  enriched uranium”",
            "\"highly enriched uranium",
        ] {
            assert_eq!(parsed(typed), [phrase], "{typed}");
        }
        assert_eq!(
            parsed("Serbia\"highly enriched uranium\""),
            ["Serbia", phrase]
        );
        assert_eq!(parsed("\"sarin\""), ["sarin"]);
    }

    #[test]
    fn printed_clauses_parse_as_they_were() {
        let typed = "sarin -Syria \"nerve agent\" -\"North Korea\"";
        assert_eq!(print(&parse(typed)), typed);
    }

    #[test]
    fn a_hyphen_excludes_only_before_a_word() {
        assert_eq!(parsed("missile -India"), ["missile", "-India"]);
        assert_eq!(parsed("anti-missile"), ["anti-missile"]);
        assert_eq!(parsed("missile - India"), ["missile", "India"]);
    }
}
