//! The words of a segment that readers may have meant.

use crate::bits::file;
use std::collections::BTreeMap;

/// How many words of a segment there are for corrections.
const WORDS: usize = 30_000;

/// The file with the words of a segment, for corrections: those of at least three letters, the
/// most frequent first.
pub(super) fn word_list(counts: BTreeMap<&str, u32>) -> Vec<u8> {
    let is_listed = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    let mut words: Vec<_> = counts.into_iter().collect();
    words.retain(|(word, _)| is_listed(word));
    // Stable: words of the same frequency stay in order.
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.truncate(WORDS);
    let lines: Vec<_> = words.into_iter().map(|(word, _)| word).collect();
    file(lines.join("\n").as_bytes())
}
