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
/// A typo is a missing, extra or wrong letter, or two swapped letters. From four letters
/// one typo is corrected, from eight letters two, unless the word is the beginning of
/// another. The first letter is rarely mistyped, so an error there costs half a typo more.
pub(crate) fn nearest(known: &[&String], word: &str) -> Nearest {
    let length = word.chars().count();
    let corrected = match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let is_word = word.chars().all(char::is_alphabetic);
    let mut longer = Vec::new();
    // The cost of each, in typos, and its place: of equally near words, the most frequent
    // comes first.
    let mut near: Vec<u64> = Vec::new();
    for (at, known) in known.iter().enumerate().filter(|_| length > 1) {
        if longer.len() < OFFERED && known.starts_with(word) && !longer.contains(*known) {
            longer.push((*known).clone());
        }
        if let Some(typos) = typos(known, word, corrected.max(1)).filter(|_| is_word) {
            let first = usize::from(known.chars().next() != word.chars().next());
            near.push(((2 * typos + first) as u64) << 32 | at as u64);
        }
    }
    near.sort_unstable();
    let meant = near.first().filter(|_| longer.is_empty());
    let meant = meant.filter(|key| *key >> 33 <= corrected as u64 && corrected > 0);
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

/// The number of typos between two words, if there are at most `most`: the optimal string
/// alignment distance.
fn typos(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before = vec![0; other.len() + 1];
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i; other.len() + 1];
        for j in 1..=other.len() {
            let wrong = usize::from(one[i - 1] != other[j - 1]);
            row[j] = (above[j - 1] + wrong).min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().all(|typos| *typos > most) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|typos| *typos <= most)
}

#[cfg(test)]
mod tests {
    use super::{Nearest, nearest};

    const WORDS: &str =
        "nuclear\nuranium\nmissile\nanthrax\nrussia\nprussia\nsarin\nnotified\niran\nis";

    fn nearest_to(word: &str) -> Nearest {
        let words: Vec<_> = WORDS.lines().map(str::to_owned).collect();
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
            ("irn", None),
            ("plutonium", None),
            // May be the beginning of a word.
            ("notif", None),
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
