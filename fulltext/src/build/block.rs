//! Writes the blocks of a segment's dictionary.

use super::list::List;
use crate::bits::{file, put_number};
use crate::dictionary::{HAS_POSTINGS, IS_OWN_STEM, IS_WORD, OTHERS, put_near};
use crate::manifest::Segment;
use crate::{positions, postings};

/// How many letters of two words must be alike for the words to stay together.
const ALIKE: usize = 4;

/// An entry of the dictionary before it is written.
#[derive(Default)]
pub(super) struct Draft {
    /// The stem of this name.
    pub(super) own: Option<u32>,
    pub(super) is_word: bool,
    /// Whether the word is indexed under the stem of this name.
    pub(super) is_own_stem: bool,
    /// The other stems of the word.
    pub(super) stems: Vec<u32>,
}

/// Where a stem occurs, as it is written.
pub(super) struct Occurrences {
    count: usize,
    postings: Vec<u8>,
    positions: Vec<u8>,
}

impl Occurrences {
    /// The occurrences in a segment of `docs` documents.
    pub(super) fn of(list: &List, docs: u32) -> Self {
        let (postings, positions) = list.read(docs);
        Self {
            count: postings.len(),
            postings: postings::write::postings(docs, &postings),
            positions: positions::write(&positions),
        }
    }
}

/// A block of the dictionary before it is written.
#[derive(Default)]
pub(super) struct BlockWriter {
    pub(super) count: usize,
    last: String,
    entries: Vec<u8>,
    postings: Vec<u8>,
    positions: Vec<u8>,
}

impl BlockWriter {
    /// Whether a word begins another block: if this one would have more than so many bytes with
    /// it, unless the word is like the one before.
    pub(super) fn is_full(&self, most: usize, word: &str, occurs: Option<&Occurrences>) -> bool {
        let size = self.entries.len() + self.postings.len();
        let next = occurs.map_or(0, |occurs| occurs.postings.len());
        // A name stays with the first of its words.
        let word = word.split(' ').next().unwrap_or_default();
        let is_alike = self.last.chars().take(ALIKE).eq(word.chars().take(ALIKE));
        match is_alike {
            true => size >= 2 * most,
            false => self.count > 0 && size + next > most,
        }
    }

    pub(super) fn add(
        &mut self,
        word: &str,
        entry: &Draft,
        occurs: Option<Occurrences>,
        stems: Vec<&str>,
    ) {
        put_near(&mut self.entries, &self.last, word);
        let mut head = stems.len() << OTHERS;
        for (is_set, flag) in [
            (occurs.is_some(), HAS_POSTINGS),
            (entry.is_word, IS_WORD),
            (entry.is_own_stem, IS_OWN_STEM),
        ] {
            head |= if is_set { flag } else { 0 };
        }
        put_number(&mut self.entries, head);
        if let Some(occurs) = occurs {
            put_number(&mut self.entries, occurs.count);
            put_number(&mut self.entries, occurs.postings.len());
            put_number(&mut self.entries, occurs.positions.len());
            self.postings.extend(occurs.postings);
            self.positions.extend(occurs.positions);
        }
        for stem in stems {
            put_near(&mut self.entries, word, stem);
        }
        self.count += 1;
        self.last = word.to_owned();
    }

    pub(super) fn write<E>(
        self,
        segment: &mut Segment,
        write: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let number = segment.blocks.len() - 1;
        let mut content = Vec::new();
        put_number(&mut content, self.count);
        content.extend(self.entries);
        content.extend(self.postings);
        write(&segment.words_file(number), &file(&content))?;
        write(&segment.positions_file(number), &file(&self.positions))
    }
}

/// The shortest beginning of a word that sorts after the word before it.
pub(super) fn shortest_after(before: &str, word: &str) -> String {
    let ends = word
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let beginnings = ends.map(|end| &word[..end]);
    let mut beginnings = beginnings.filter(|beginning| *beginning > before);
    beginnings.next().unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{BlockWriter, Draft, List, Occurrences, shortest_after};

    /// A word in so many of 1,000 documents.
    fn occurs(count: u32) -> Occurrences {
        let mut list = List::default();
        (0..count).for_each(|doc| list.push(doc, 1 + (doc % 60) as u8, &[0]));
        Occurrences::of(&list, 1_000)
    }

    #[test]
    fn a_block_ends_before_a_word_that_makes_it_too_large() {
        let mut block = BlockWriter::default();
        assert!(!block.is_full(100, "nuclear", Some(&occurs(900))));
        block.add("missile", &Draft::default(), Some(occurs(1)), Vec::new());
        assert!(!block.is_full(100, "nuclear", None));
        assert!(!block.is_full(100, "nuclear", Some(&occurs(1))));
        assert!(block.is_full(100, "nuclear", Some(&occurs(900))));
        assert!(!block.is_full(100, "missiles", Some(&occurs(900))));
        block.add("missiles", &Draft::default(), Some(occurs(900)), Vec::new());
        assert!(block.is_full(100, "missiled", None));
    }

    #[test]
    fn blocks_begin_with_as_little_as_tells_them_apart() {
        assert_eq!(shortest_after("iran", "iraq"), "iraq");
        assert_eq!(shortest_after("iran", "missile"), "m");
        assert_eq!(shortest_after("a", "ab"), "ab");
    }
}
