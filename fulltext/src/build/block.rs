//! Writes the blocks of a segment's dictionary.

use crate::bits::{file, put_number};
use crate::dictionary::{HAS_POSTINGS, IS_OWN_STEM, IS_WORD, OTHERS, put_near};
use crate::manifest::Segment;
use crate::postings::Posting;
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
    pub(super) fn is_full(&self, most: usize, before: &str, word: &str) -> bool {
        let size = self.entries.len() + self.postings.len();
        // A name stays with the first of its words.
        let word = word.split(' ').next().unwrap_or_default();
        let is_alike = before.chars().take(ALIKE).eq(word.chars().take(ALIKE));
        size >= most && (!is_alike || size >= 2 * most)
    }

    pub(super) fn add(
        &mut self,
        word: &str,
        entry: &Draft,
        docs: u32,
        lists: Option<(Vec<Posting>, Vec<Vec<u32>>)>,
        stems: Vec<&str>,
    ) {
        put_near(&mut self.entries, &self.last, word);
        let mut head = stems.len() << OTHERS;
        for (is_set, flag) in [
            (lists.is_some(), HAS_POSTINGS),
            (entry.is_word, IS_WORD),
            (entry.is_own_stem, IS_OWN_STEM),
        ] {
            head |= if is_set { flag } else { 0 };
        }
        put_number(&mut self.entries, head);
        if let Some((postings, positions)) = lists {
            let list = postings::write::postings(docs, &postings);
            let places = positions::write(&positions);
            put_number(&mut self.entries, postings.len());
            put_number(&mut self.entries, list.len());
            put_number(&mut self.entries, places.len());
            self.postings.extend(list);
            self.positions.extend(places);
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
    use super::shortest_after;

    #[test]
    fn blocks_begin_with_as_little_as_tells_them_apart() {
        assert_eq!(shortest_after("iran", "iraq"), "iraq");
        assert_eq!(shortest_after("iran", "missile"), "m");
        assert_eq!(shortest_after("a", "ab"), "ab");
    }
}
