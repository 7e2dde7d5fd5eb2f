use std::borrow::Cow;
use strsim::normalized_damerau_levenshtein;

/// How alike two words must be for one to be taken for the other misspelt;
/// 1 is the same.
const ALIKE: f64 = 0.6;

/// How many choices are named. Of more, an editor reads none.
const MOST_CHOICES: usize = 100;

/// Longer words are nobody's misspelling.
const LONGEST_WORD: usize = 200;

/// Advises to write one of some words, naming the likeliest first.
pub(super) fn one_of<'a>(written: &str, choices: impl IntoIterator<Item = &'a str>) -> String {
    let choices: Vec<&str> = choices.into_iter().collect();
    if choices.is_empty() {
        return "There is nothing to choose from yet: leave it out.".to_owned();
    }
    let named: Vec<_> = choices.iter().take(MOST_CHOICES).collect();
    let named: Vec<_> = named.into_iter().map(|choice| shortened(choice)).collect();
    let more = match choices.len() - named.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let all = format!("Write one of: {}{more}.", named.join(", "));
    let spelled = choices.iter().map(|choice| (*choice, *choice));
    match nearest(written, spelled) {
        Some(likeliest) => format!("Did you mean “{likeliest}”? {all}"),
        None => all,
    }
}

/// Out of things with their spellings the one that is spelled most like a word,
/// if any is spelled alike.
pub(super) fn nearest<'a, T>(
    written: &str,
    choices: impl IntoIterator<Item = (&'a str, T)>,
) -> Option<T> {
    if written.len() > LONGEST_WORD {
        return None;
    }
    choices
        .into_iter()
        .filter(|(spelling, _)| spelling.len() <= LONGEST_WORD)
        .map(|(spelling, choice)| (normalized_damerau_levenshtein(written, spelling), choice))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, choice)| choice)
}

/// What an editor has written, to be quoted in a message.
pub(super) fn shortened(written: &str) -> Cow<'_, str> {
    match written.char_indices().nth(LONGEST_WORD) {
        Some((end, _)) => Cow::Owned(format!("{}…", &written[..end])),
        None => Cow::Borrowed(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_and_long_lists_are_cut() {
        let long = "a".repeat(1_000);
        let choices = vec![long.as_str(); 1_000];
        let advice = one_of(&long, choices);
        assert!(advice.ends_with("…, and 900 more."), "{advice}");
        assert!(advice.len() < 25_000);
        assert_eq!(shortened("äöü"), "äöü");
        assert_eq!(shortened(&"ä".repeat(201)), "ä".repeat(200) + "…");
    }

    #[test]
    fn a_misspelling_is_recognised() {
        let advice = one_of("nucler", ["missile", "nuclear"]);
        assert_eq!(
            advice,
            "Did you mean “nuclear”? Write one of: missile, nuclear."
        );
    }

    #[test]
    fn something_else_is_not_taken_for_a_misspelling() {
        let advice = one_of("space", ["missile", "nuclear"]);
        assert_eq!(advice, "Write one of: missile, nuclear.");
    }
}
