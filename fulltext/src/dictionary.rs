//! A block of the dictionary: words in order, each with where it occurs, or with the stem
//! that its forms share, in which case that has an entry of its own.

use crate::bits::Bytes;
use crate::postings::{self, Posting};
use std::ops::Range;

/// An entry has postings.
pub(crate) const HAS_POSTINGS: usize = 1;

/// An entry is a word of some text, not just a stem.
pub(crate) const IS_WORD: usize = 2;

/// A word's forms are indexed under the word itself.
pub(crate) const IS_OWN_STEM: usize = 4;

/// The number of other stems of a word is in the remaining bits.
pub(crate) const OTHERS: u32 = 3;

/// A block of the dictionary.
#[derive(Debug)]
pub(crate) struct Block {
    bytes: Vec<u8>,
    /// In the order of their words.
    entries: Vec<Entry>,
    /// How many bytes the positions of the block take up.
    pub(crate) positions: usize,
}

/// A word or stem.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) word: String,
    pub(crate) is_word: bool,
    is_own_stem: bool,
    /// Other stems of the word.
    pub(crate) stems: Vec<String>,
    pub(crate) occurs: Option<Occurrences>,
}

/// Where a stem occurs.
#[derive(Clone, Debug)]
pub(crate) struct Occurrences {
    /// The number of documents.
    pub(crate) count: u32,
    postings: Range<usize>,
    /// The bytes in the file of positions.
    pub(crate) positions: Range<usize>,
}

impl Block {
    /// Reads a file's content.
    pub(crate) fn read(content: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(content);
        let count = bytes.number()?;
        let mut entries: Vec<Entry> = Vec::new();
        let (mut postings, mut positions) = (0_usize, 0_usize);
        for _ in 0..count {
            let before = entries.last().map_or("", |entry| entry.word.as_str());
            let word = near(before, &mut bytes)?;
            let head = bytes.length()?;
            let mut entry = Entry {
                is_word: head & IS_WORD > 0,
                is_own_stem: head & IS_OWN_STEM > 0,
                stems: Vec::new(),
                occurs: None,
                word,
            };
            if head & HAS_POSTINGS > 0 {
                let count = bytes.number()?;
                let (start, from) = (postings, positions);
                postings = start.checked_add(bytes.length()?)?;
                positions = from.checked_add(bytes.length()?)?;
                entry.occurs = Some(Occurrences {
                    count,
                    postings: start..postings,
                    positions: from..positions,
                });
            }
            for _ in 0..head >> OTHERS {
                let stem = near(&entry.word, &mut bytes)?;
                entry.stems.push(stem);
            }
            entries.push(entry);
        }
        (bytes.0.len() == postings).then(|| Self {
            bytes: bytes.0.to_vec(),
            entries,
            positions,
        })
    }

    /// The entry of a word or stem.
    pub(crate) fn entry(&self, word: &str) -> Option<&Entry> {
        let at = self
            .entries
            .binary_search_by(|entry| entry.word.as_str().cmp(word));
        self.entries.get(at.ok()?)
    }

    /// The entries that begin so.
    pub(crate) fn beginning<'b>(&'b self, with: &'b str) -> impl Iterator<Item = &'b Entry> {
        let first = self
            .entries
            .partition_point(|entry| entry.word.as_str() < with);
        let rest = self.entries[first..].iter();
        rest.take_while(move |entry| entry.word.starts_with(with))
    }

    /// The documents of a stem, in a segment of `docs` documents.
    pub(crate) fn postings(&self, occurs: &Occurrences, docs: u32) -> Option<Vec<Posting>> {
        let bytes = self.bytes.get(occurs.postings.clone())?;
        postings::read(bytes, docs, occurs.count)
    }
}

impl Entry {
    /// The stems under which the word's forms are indexed.
    pub(crate) fn all_stems(&self) -> impl Iterator<Item = &str> {
        let own = self.is_own_stem.then_some(self.word.as_str());
        own.into_iter().chain(self.stems.iter().map(String::as_str))
    }
}

/// A word that shares its first bytes with another.
fn near(other: &str, bytes: &mut Bytes<'_>) -> Option<String> {
    let shared = other.as_bytes().get(..bytes.length()?)?;
    let length = bytes.length()?;
    let rest = bytes.take(length)?;
    String::from_utf8([shared, rest].concat()).ok()
}

/// Appends a word that shares its first bytes with another.
#[cfg(feature = "build")]
pub(crate) fn put_near(bytes: &mut Vec<u8>, other: &str, word: &str) {
    let pairs = other.bytes().zip(word.bytes());
    let shared = pairs.take_while(|(one, other)| one == other).count();
    crate::bits::put_number(bytes, shared);
    crate::bits::put_number(bytes, word.len() - shared);
    bytes.extend(&word.as_bytes()[shared..]);
}
