//! In how many pages each word is: what spelling is held against.

use super::record::Record;
use search::fold;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

/// How many words a site's list has at most: as many as an educated reader knows,
/// in some 100 kB.
const MOST: usize = 30_000;

/// The shortest words in the list. Shorter ones are never taken for misspelt.
const SHORTEST: usize = 3;

/// Words, folded, with the number of pages that they are in.
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

    /// Adds those of other pages.
    pub(super) fn add(&mut self, other: &Self) {
        for (word, count) in &other.0 {
            *self.0.entry(word.clone()).or_default() += count;
        }
    }

    /// A line for each word, the most frequent first, as readers get them.
    pub(super) fn lines(&self) -> String {
        let mut words: Vec<_> = self.0.iter().collect();
        words.sort_by(|(one, more), (other, less)| (less, one).cmp(&(more, other)));
        let words = words.into_iter().take(MOST).map(|(word, _)| word.as_str());
        words.collect::<Vec<_>>().join("\n")
    }

    /// A line for each word with its count, as segments keep them.
    pub(super) fn write(&self) -> String {
        let mut lines = String::new();
        for (word, count) in &self.0 {
            // Writing into a string does not fail.
            let _ = writeln!(lines, "{count} {word}");
        }
        lines
    }

    /// Reads what [`write`](Self::write) wrote; `None` where it is something else.
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
    fn counts_are_read_as_they_were_written() {
        let counts = Counts::read("2 iran\n3 missile\n").expect("counts");
        assert_eq!(counts.write(), "2 iran\n3 missile\n");
        assert_eq!(counts.lines(), "missile\niran");
        assert_eq!(Counts::read("no counts"), None);
    }
}
