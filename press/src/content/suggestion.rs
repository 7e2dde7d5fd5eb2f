use strsim::normalized_damerau_levenshtein;

/// How alike two words must be for one to be taken for the other misspelt;
/// 1 is the same.
const ALIKE: f64 = 0.6;

/// Advises to write one of some words, naming the likeliest first.
pub(super) fn one_of<'a>(written: &str, choices: impl IntoIterator<Item = &'a str>) -> String {
    let choices: Vec<&str> = choices.into_iter().collect();
    if choices.is_empty() {
        return "There is nothing to choose from yet: leave it out.".to_owned();
    }
    let all = format!("Write one of: {}.", choices.join(", "));
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
    choices
        .into_iter()
        .map(|(spelling, choice)| (normalized_damerau_levenshtein(written, spelling), choice))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, choice)| choice)
}

#[cfg(test)]
mod tests {
    use super::*;

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
