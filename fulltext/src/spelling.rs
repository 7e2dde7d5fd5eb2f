//! The words of all documents, and those nearest to one that no document has.

/// How many words are offered.
const OFFERED: usize = 5;

/// What to do about a word that no document has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Nearest {
    /// The word that is meant, if it is clear.
    pub(crate) meant: Option<String>,
    /// The nearest words, best first.
    pub(crate) offered: Vec<String>,
}

/// The words nearest to one that no document has, of the known words, the most frequent first.
/// A word may be known more than once.
///
/// A typo is a missing, extra or wrong letter, or two swapped letters; what sounds alike
/// counts as half a typo. From four letters one typo is corrected, from eight letters two. The
/// first letter is rarely mistyped, so an error there costs half a typo more. What may be
/// the beginning of another word is corrected only if half a typo does it.
pub(crate) fn nearest(known: &[&String], word: &str) -> Nearest {
    let length = word.chars().count();
    let corrected = match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let is_word = word.chars().all(char::is_alphabetic);
    let mut longer = Vec::new();
    // The cost of each, in half typos, and its place: of equally near words, the most
    // frequent comes first.
    let mut near: Vec<u64> = Vec::new();
    for (at, known) in known.iter().enumerate().filter(|_| length > 1) {
        if longer.len() < OFFERED && known.starts_with(word) && !longer.contains(*known) {
            longer.push((*known).clone());
        }
        if let Some(cost) = cost(known, word, TYPO * corrected.max(1)).filter(|_| is_word) {
            let first = usize::from(known.chars().next() != word.chars().next());
            near.push(((cost + first) as u64) << 32 | at as u64);
        }
    }
    near.sort_unstable();
    let is_meant = |key: &&u64| {
        let cost = (**key >> 32) as usize;
        cost / TYPO <= corrected && corrected > 0 && (longer.is_empty() || cost < TYPO)
    };
    let meant = near.first().filter(is_meant);
    let known = |key: &u64| known[*key as u32 as usize].clone();
    let meant = meant.map(known);
    let mut offered = longer;
    for known in near.iter().map(known) {
        if offered.len() < OFFERED && !offered.contains(&known) {
            offered.push(known);
        }
    }
    Nearest { meant, offered }
}

/// What a typo costs. What sounds alike costs half as much.
const TYPO: usize = 2;

/// The half typos between two words, if there are at most `most`: the optimal string
/// alignment distance.
fn cost(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let (missing, added) = (extras(&one), extras(&other));
    let mut before = Vec::new();
    let mut above = vec![0];
    for j in 0..other.len() {
        above.push(above[j] + added[j]);
    }
    for i in 0..one.len() {
        let mut row = Vec::with_capacity(above.len());
        row.push(above[0] + missing[i]);
        for j in 0..other.len() {
            let replaced = above[j] + replacement(one[i], other[j]);
            let mut least = replaced
                .min(above[j + 1] + missing[i])
                .min(row[j] + added[j]);
            if i > 0 && j > 0 && one[i] == other[j - 1] && one[i - 1] == other[j] {
                least = least.min(before[j - 1] + TYPO);
            }
            row.push(least);
        }
        if row.iter().all(|cost| *cost > most) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|cost| *cost <= most)
}

/// What each letter costs if the other word lacks it: less if it doubles the one before.
fn extras(word: &[char]) -> Vec<usize> {
    let doubles = |at: usize| at > 0 && word[at - 1] == word[at];
    let cost = |at| if doubles(at) { TYPO / 2 } else { TYPO };
    (0..word.len()).map(cost).collect()
}

/// What one letter for another costs.
fn replacement(one: char, other: char) -> usize {
    match (one, other) {
        _ if one == other => 0,
        ('i' | 'y', 'i' | 'y') | ('c' | 'k' | 'q', 'c' | 'k' | 'q') => TYPO / 2,
        ('c' | 's' | 'z', 'c' | 's' | 'z') => TYPO / 2,
        _ => TYPO,
    }
}

#[cfg(test)]
mod tests {
    use super::{Nearest, nearest};

    const WORDS: &str = "nuclear iran uranium missile anthrax russia prussia sarin notified is \
        iraq syria put plutonium marshall";

    fn nearest_to(word: &str) -> Nearest {
        let words: Vec<_> = WORDS.split(' ').map(str::to_owned).collect();
        nearest(&words.iter().collect::<Vec<_>>(), word)
    }

    #[test]
    fn the_nearest_word_is_meant() {
        for (typed, meant) in [
            ("antrax", Some("anthrax")),
            ("urnaium", Some("uranium")),
            ("mishile", Some("missile")),
            ("rusia", Some("russia")),
            ("nuculear", Some("nuclear")),
            // What sounds alike is nearer, however frequent the other is.
            ("irak", Some("iraq")),
            ("sirya", Some("syria")),
            ("missssile", Some("missile")),
            ("lumia", None),
            ("irn", None),
            ("botulinum", None),
            // May be the beginning of a word.
            ("notif", None),
            ("uran", None),
            ("plut", None),
            ("nuclea", None),
            // May be, too, but sounds like a word.
            ("marshal", Some("marshall")),
        ] {
            assert_eq!(nearest_to(typed).meant.as_deref(), meant, "{typed}");
        }
    }

    #[test]
    fn near_words_are_offered_even_where_none_is_meant() {
        assert_eq!(nearest_to("notif").offered, ["notified"]);
        assert_eq!(nearest_to("irn").offered, ["iran"]);
        assert_eq!(nearest_to("isi").offered, ["is"]);
        assert!(nearest_to("42").offered.is_empty());
        assert_eq!(nearest_to("uran").offered, ["uranium", "iran"]);
    }
}
