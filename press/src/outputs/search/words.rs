//! The document frequency of each word, for spelling suggestions.

use super::record::Record;
use search::fold;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

/// The maximum number of words in a site's list: about an educated reader's vocabulary,
/// in some 100 kB.
const MOST: usize = 30_000;

/// The minimum length of words in the list. Shorter ones are never considered misspelled.
const SHORTEST: usize = 3;

/// Case-folded words with the number of pages that contain them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts(BTreeMap<String, u32>);

impl Counts {
    /// Counts the words of some pages.
    pub(super) fn of(records: &[&Record]) -> Self {
        let mut counts = Self::default();
        for record in records {
            let texts = [
                &record.title,
                &record.summary,
                &record.text,
                &record.country_names,
                &record.abbreviations,
            ];
            let words = texts.into_iter().flat_map(|text| fold::words(text));
            let parts = words.flat_map(|word| {
                let parts = word.split(fold::is_joint).filter(move |part| *part != word);
                parts.chain([word])
            });
            let keys: HashSet<_> = parts.map(fold::key).collect();
            for key in keys.into_iter().filter(|key| is_listed(key)) {
                *counts.0.entry(key).or_default() += 1;
            }
        }
        counts
    }

    /// Adds the counts of other pages.
    pub(super) fn add(&mut self, other: &Self) {
        for (word, count) in &other.0 {
            *self.0.entry(word.clone()).or_default() += count;
        }
    }

    /// One word per line, most frequent first, as published for readers.
    pub(super) fn lines(&self) -> String {
        let mut words: Vec<_> = self.0.iter().collect();
        words.sort_by(|(one, more), (other, less)| (less, one).cmp(&(more, other)));
        let words = words.into_iter().take(MOST).map(|(word, _)| word.as_str());
        words.collect::<Vec<_>>().join("\n")
    }

    /// One word with its count per line, as stored with the segments.
    pub(super) fn write(&self) -> String {
        let mut lines = String::new();
        for (word, count) in &self.0 {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{count} {word}");
        }
        lines
    }

    /// Reads the output of [`write`](Self::write); `None` if it is anything else.
    pub(super) fn read(lines: &str) -> Option<Self> {
        let entry = |line: &str| {
            let (count, word) = line.split_once(' ')?;
            Some((word.to_owned(), count.parse().ok()?))
        };
        lines.lines().map(entry).collect::<Option<_>>().map(Self)
    }
}

fn is_listed(key: &str) -> bool {
    key.chars().count() >= SHORTEST && key.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn counts_round_trip() {
        let counts = Counts::read("2 iran\n3 missile\n").expect("counts");
        assert_eq!(counts.write(), "2 iran\n3 missile\n");
        assert_eq!(counts.lines(), "missile\niran");
        assert_eq!(Counts::read("no counts"), None);
    }
}
