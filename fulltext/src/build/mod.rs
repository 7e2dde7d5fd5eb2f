//! Builds the segments of an index.

mod analysis;
mod block;
mod chunk;
mod list;
mod tiers;
mod word_list;

use crate::bits::file;
use crate::facets;
use crate::manifest::Segment;
use block::{BlockWriter, Draft, Occurrences, shortest_after};
use chunk::Chunk;
use list::List;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::rc::Rc;
use word_list::word_list;

pub use analysis::stem;
pub use tiers::tiers;

/// A document to be indexed.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its texts, each with its weight.
    pub fields: Vec<(f32, String)>,
    /// What it is called. The words of a name should be in its texts as well: only there are
    /// they found one by one.
    pub names: Vec<String>,
    /// The terms that it explains: who asks what one of them is finds it first. Their words
    /// should be in its texts as well.
    pub explains: Vec<String>,
    /// The tag of its language.
    pub language: String,
    /// Its date, as 20120301; zero for none.
    pub day: u32,
    /// Its values by facet.
    pub facets: Vec<(String, Vec<String>)>,
    /// What results show. Tabs and line breaks become spaces.
    pub stored: Vec<String>,
}

/// Why a segment cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unordered;

impl std::fmt::Display for Unordered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("documents must be added in the order of their dates")
    }
}

impl std::error::Error for Unordered {}

/// How many documents are analyzed at a time.
const CHUNK: usize = 256;

/// How a segment of so many documents is divided into files: how many bytes a block has at most
/// with its postings, unless its words begin alike, and how many documents share a file of
/// stored fields. A search fetches a block for each word, and a file for each result: files that
/// are larger are more often there already, but most of what they have is not needed.
fn division(docs: usize) -> (usize, usize) {
    match docs {
        0..=256 => (4_096, 256),
        257..=2_048 => (6_656, 64),
        _ => (6_656, 32),
    }
}

/// Collects the documents of a segment.
#[derive(Default)]
pub struct Builder {
    stems: FxHashMap<Rc<str>, u32>,
    names: Vec<Rc<str>>,
    /// By stem.
    lists: Vec<List>,
    /// The stems of each word.
    words: FxHashMap<Box<str>, Vec<u32>>,
    days: Vec<u32>,
    facets: BTreeMap<String, BTreeMap<String, Vec<u32>>>,
    stored: Vec<String>,
    /// The size of a block, if it is not the usual one.
    block: Option<usize>,
}

impl Builder {
    /// A builder of a segment with blocks of another size, in bytes.
    pub fn with_blocks_of(size: usize) -> Self {
        Self {
            block: Some(size),
            ..Self::default()
        }
    }

    /// Adds documents, in the order of their dates.
    pub fn add(&mut self, documents: &[Document]) {
        let chunks: Vec<_> = documents.par_chunks(CHUNK).map(Chunk::of).collect();
        for (chunk, documents) in chunks.into_iter().zip(documents.chunks(CHUNK)) {
            self.merge(chunk);
            for document in documents {
                let number = self.days.len() as u32;
                self.days.push(document.day);
                for (facet, values) in &document.facets {
                    let facet = self.facets.entry(facet.clone()).or_default();
                    for value in values {
                        let docs = facet.entry(value.clone()).or_default();
                        if docs.last() != Some(&number) {
                            docs.push(number);
                        }
                    }
                }
                let fields = document.stored.iter();
                let fields = fields.map(|field| field.replace(['\t', '\n', '\r'], " "));
                self.stored.push(fields.collect::<Vec<_>>().join("\t"));
            }
        }
    }

    fn merge(&mut self, chunk: Chunk) {
        let first = self.days.len() as u32;
        let numbers: Vec<u32> = chunk
            .stems
            .into_iter()
            .map(|stem| self.stem(stem))
            .collect();
        for (word, stem) in chunk.words {
            let stem = numbers[stem as usize];
            let stems = self.words.entry(word.into()).or_default();
            if !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        for (stem, doc, level, range) in chunk.postings {
            let list = &mut self.lists[numbers[stem as usize] as usize];
            list.push(first + doc, level, &chunk.positions[range]);
        }
    }

    fn stem(&mut self, stem: String) -> u32 {
        let stem: Rc<str> = stem.into();
        *self.stems.entry(stem.clone()).or_insert_with(|| {
            self.names.push(stem);
            self.lists.push(List::default());
            self.names.len() as u32 - 1
        })
    }

    /// Writes the files of the segment, whose names begin with the folder, and returns its
    /// entry in the manifest.
    ///
    /// # Errors
    /// If a file cannot be written, or the documents were not in the order of their dates.
    pub fn finish<E: From<Unordered>>(
        mut self,
        folder: &str,
        mut write: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<Segment, E> {
        if !self.days.is_sorted() {
            return Err(Unordered.into());
        }
        let docs = self.days.len();
        let (block_size, stored) = division(docs);
        let block_size = self.block.unwrap_or(block_size);
        let mut segment = Segment {
            folder: folder.to_owned(),
            docs: docs as u32,
            undated: self.days.iter().filter(|day| **day == 0).count() as u32,
            stored: stored as u32,
            blocks: Vec::new(),
        };
        let content = facets::write::facets(&self.days, &self.facets);
        write(&segment.facets_file(), &file(&content))?;
        for (number, lines) in self.stored.chunks(stored).enumerate() {
            let name = segment.stored_file(number as u32 * segment.stored);
            write(&name, &file(lines.join("\n").as_bytes()))?;
        }
        let counts: Vec<_> = self.lists.iter().map(|list| list.count).collect();
        let mut block = BlockWriter::default();
        let mut before = String::new();
        for (word, entry) in self.entries() {
            let list = entry
                .own
                .map(|stem| std::mem::take(&mut self.lists[stem as usize]));
            let occurs = list.map(|list| Occurrences::of(&list, docs as u32));
            if block.is_full(block_size, &word, occurs.as_ref()) {
                block.write(&mut segment, &mut write)?;
                block = BlockWriter::default();
            }
            if block.count == 0 {
                let first = if segment.blocks.is_empty() {
                    String::new()
                } else {
                    shortest_after(&before, &word)
                };
                segment.blocks.push(first);
            }
            let stems = entry.stems.iter().map(|stem| &*self.names[*stem as usize]);
            block.add(&word, &entry, occurs, stems.collect());
            before = word;
        }
        if block.count > 0 {
            block.write(&mut segment, &mut write)?;
        }
        let counts = self.words.iter().map(|(word, stems)| {
            let counts = stems.iter().map(|stem| counts[*stem as usize]);
            (&**word, counts.max().unwrap_or_default())
        });
        write(&segment.word_list(), &word_list(counts.collect()))?;
        Ok(segment)
    }

    /// The entries of the dictionary, in order.
    fn entries(&self) -> BTreeMap<String, Draft> {
        let mut entries: BTreeMap<String, Draft> = BTreeMap::new();
        for (number, name) in self.names.iter().enumerate() {
            entries.entry(name.to_string()).or_default().own = Some(number as u32);
        }
        for (word, stems) in &self.words {
            let entry = entries.entry(word.to_string()).or_default();
            entry.is_word = true;
            for stem in stems {
                match *self.names[*stem as usize] == **word {
                    true => entry.is_own_stem = true,
                    false => entry.stems.push(*stem),
                }
            }
            entry
                .stems
                .sort_by_key(|stem| self.names[*stem as usize].clone());
        }
        entries
    }
}
