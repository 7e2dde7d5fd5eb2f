use std::borrow::Cow;
use strsim::normalized_damerau_levenshtein;

/// How similar two words must be for one to be a misspelling of the other; 1 means equal.
const ALIKE: f64 = 0.6;

/// The maximum number of choices to list. Nobody would read more.
const MOST_CHOICES: usize = 100;

/// Longer words are not considered misspellings.
const LONGEST_WORD: usize = 200;

/// Advises to write one of the choices, with the most likely one first.
pub(super) fn one_of<'a>(written: &str, choices: impl IntoIterator<Item = &'a str>) -> String {
    let choices: Vec<&str> = choices.into_iter().collect();
    if choices.is_empty() {
        return "None exist yet: remove it.".to_owned();
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

/// The item whose spelling is most similar to a word, if any is similar enough.
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

/// An editor's text, shortened for quoting in a message.
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
    fn misspellings_are_recognized() {
        let advice = one_of("nucler", ["missile", "nuclear"]);
        assert_eq!(
            advice,
            "Did you mean “nuclear”? Write one of: missile, nuclear."
        );
    }

    #[test]
    fn unrelated_words_are_not_misspellings() {
        let advice = one_of("space", ["missile", "nuclear"]);
        assert_eq!(advice, "Write one of: missile, nuclear.");
    }
}
