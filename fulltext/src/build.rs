//! Builds the segments of an index.

use crate::analyzer::{Run, analyze, fold, runs};
use crate::bits::{file, put_number};
use crate::dictionary::{HAS_POSTINGS, IS_OWN_STEM, IS_WORD, OTHERS, put_near};
use crate::manifest::Segment;
use crate::postings::Posting;
use crate::score::{COARSE, coarse, level};
use crate::{facets, names, positions, postings};
use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A document to be indexed.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its texts, each with its weight.
    pub fields: Vec<(f32, String)>,
    /// What it is called. The words of a name should be in its texts as well: only there are
    /// they found one by one.
    pub names: Vec<String>,
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

/// The size of a segment that holds few documents, and that of one that holds many.
const TIERS: [usize; 2] = [256, 8_192];

/// How many positions are left between two fields.
const GAP: usize = 16;

/// How many documents are analyzed at a time.
const CHUNK: usize = 256;

/// The size of a block with its postings, in bytes. Blocks end between words that do not
/// begin alike, unless they have become twice as large.
const BLOCK: usize = 16_384;

/// The same in a segment whose documents are stored in one file. It has few blocks, so smaller
/// ones do not become too many files.
const SMALL_BLOCK: usize = 6_656;

/// How many letters of two words must be alike for the words to stay together.
const ALIKE: usize = 4;

/// How many documents share a file of stored fields.
const STORED: usize = 64;

/// Up to this many documents share one file of stored fields.
const STORED_TOGETHER: usize = 256;

/// How many words of a segment there are for corrections.
const WORDS: usize = 30_000;

/// Splits `count` documents, the oldest first, into segments of which a new document
/// changes only the last and smallest. Now and then, this is merged with the one before.
pub fn tiers(count: usize) -> Vec<std::ops::Range<usize>> {
    let ends = TIERS.iter().rev().map(|tier| count / tier * tier);
    let mut segments = Vec::new();
    let mut start = 0;
    for end in ends.chain([count]) {
        if end > start || (end == count && segments.is_empty()) {
            segments.push(start..end);
            start = end;
        }
    }
    segments
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

/// The postings of a stem so far: for each document the gap, the level, how many positions,
/// and their gaps.
#[derive(Default)]
struct List {
    bytes: Vec<u8>,
    count: u32,
    next: u32,
}

/// A few documents, indexed by themselves.
struct Chunk {
    stems: Vec<String>,
    words: Vec<(String, u32)>,
    /// By stem and document.
    postings: Vec<(u32, u32, u8, std::ops::Range<usize>)>,
    positions: Vec<u32>,
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
            put_number(&mut list.bytes, (first + doc - list.next) as usize);
            list.next = first + doc + 1;
            list.count += 1;
            list.bytes.push(level);
            put_number(&mut list.bytes, range.len());
            let mut next = 0;
            for position in &chunk.positions[range] {
                put_number(&mut list.bytes, (position - next) as usize);
                next = *position;
            }
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
        let is_small = docs <= STORED_TOGETHER;
        let block_size = self
            .block
            .unwrap_or(if is_small { SMALL_BLOCK } else { BLOCK });
        let mut segment = Segment {
            folder: folder.to_owned(),
            docs: docs as u32,
            undated: self.days.iter().filter(|day| **day == 0).count() as u32,
            stored: if is_small { STORED_TOGETHER } else { STORED } as u32,
            blocks: Vec::new(),
        };
        let content = facets::write::facets(&self.days, &self.facets);
        write(&segment.facets_file(), &file(&content))?;
        for (number, lines) in self.stored.chunks(segment.stored as usize).enumerate() {
            let name = segment.stored_file(number as u32 * segment.stored);
            write(&name, &file(lines.join("\n").as_bytes()))?;
        }
        let counts: Vec<_> = self.lists.iter().map(|list| list.count).collect();
        let mut block = BlockWriter::default();
        let mut before = String::new();
        for (word, entry) in self.entries() {
            if block.is_full(block_size, &before, &word) {
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
            let list = entry
                .own
                .map(|stem| std::mem::take(&mut self.lists[stem as usize]));
            let stems = entry.stems.iter().map(|stem| &*self.names[*stem as usize]);
            let lists = list.as_ref().map(|list| list.read(docs as u32));
            block.add(&word, &entry, docs as u32, lists, stems.collect());
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

/// An entry of the dictionary before it is written.
#[derive(Default)]
struct Draft {
    /// The stem of this name.
    own: Option<u32>,
    is_word: bool,
    /// Whether the word is indexed under the stem of this name.
    is_own_stem: bool,
    /// The other stems of the word.
    stems: Vec<u32>,
}

impl Chunk {
    fn of(documents: &[Document]) -> Self {
        let mut analysis = Analysis::default();
        let mut found = Vec::new();
        let mut lengths = Vec::new();
        for (doc, document) in documents.iter().enumerate() {
            let language = analysis.language(&document.language);
            let (mut start, mut length) = (0, 0);
            for (field, (_, text)) in document.fields.iter().enumerate() {
                for run in runs(text) {
                    let (words, taken) = analysis.words(language, run);
                    let words = words.iter();
                    found.extend(words.map(|(at, stem)| (*stem, doc, start + at, field)));
                    start += taken;
                    length += taken;
                }
                start += GAP;
            }
            lengths.push(length);
        }
        found.sort_unstable();
        // A word and a part of it may share a stem and a place.
        found.dedup_by_key(|(stem, doc, place, _)| (*stem, *doc, *place));
        let mut postings = Vec::new();
        let mut positions = Vec::with_capacity(found.len() + 1);
        for same in found.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let (stem, doc, ..) = same[0];
            let weights = same
                .iter()
                .map(|(.., field)| documents[doc].fields[*field].0);
            let level = level(weights.sum(), lengths[doc]);
            let from = positions.len();
            positions.extend(same.iter().map(|(_, _, place, _)| *place as u32));
            postings.push((stem, doc as u32, level, from..positions.len()));
        }
        // Every posting has a level and a position; those of a name do not matter.
        let at_end = positions.len()..positions.len() + 1;
        positions.push(0);
        for (name, doc) in analysis.names_of(documents) {
            postings.push((name, doc, 1, at_end.clone()));
        }
        Self {
            stems: analysis.names,
            words: analysis.words,
            postings,
            positions,
        }
    }
}

/// The stems of a run with their places, and how many places it takes up.
type Stems = (Vec<(usize, u32)>, usize);

/// The analysis of each run, which most texts repeat.
#[derive(Default)]
struct Analysis<'t> {
    languages: Vec<(&'t str, Option<Stemmer>)>,
    runs: FxHashMap<(usize, &'t str), Stems>,
    stems: FxHashMap<String, u32>,
    names: Vec<String>,
    words: Vec<(String, u32)>,
}

impl<'t> Analysis<'t> {
    fn language(&mut self, tag: &'t str) -> usize {
        let known = self.languages.iter().position(|(known, _)| *known == tag);
        known.unwrap_or_else(|| {
            let stemmer = algorithm(tag).map(Stemmer::create);
            self.languages.push((tag, stemmer));
            self.languages.len() - 1
        })
    }

    /// The number of a stem.
    fn stem(&mut self, stem: String) -> u32 {
        self.stems.get(&stem).copied().unwrap_or_else(|| {
            self.names.push(stem.clone());
            self.stems.insert(stem, self.names.len() as u32 - 1);
            self.names.len() as u32 - 1
        })
    }

    /// The entries of the documents' names, in order, each with its document.
    fn names_of(&mut self, documents: &[Document]) -> Vec<(u32, u32)> {
        let mut names = Vec::new();
        for (doc, document) in (0..).zip(documents) {
            let entries = document.names.iter().map(|name| names::entry(name));
            let entries = entries.filter(|entry| !entry.is_empty());
            names.extend(entries.map(|entry| (self.stem(entry), doc)));
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The stems of a run.
    fn words(&mut self, language: usize, run: Run<'t>) -> &Stems {
        let key = (language, run.text);
        if !self.runs.contains_key(&key) {
            let analyzed = match run.is_spaceless {
                true => analyze(run, fold),
                // Stemmers need the accents.
                false => analyze(run, str::to_lowercase),
            };
            let mut words = Vec::new();
            for (at, word) in analyzed.words {
                let form = fold(&word);
                let stemmer = self.languages[language].1.as_ref();
                let stem = stemmer.filter(|_| !run.is_spaceless);
                let stem = stem.map(|stemmer| fold(&stemmer.stem(&word)));
                let stem = stem
                    .filter(|stem| !stem.is_empty())
                    .unwrap_or_else(|| form.clone());
                let number = self.stem(stem);
                self.words.push((form, number));
                words.push((at, number));
            }
            self.runs.insert(key, (words, analyzed.length));
        }
        &self.runs[&key]
    }
}

/// The stemmer of a language, by its tag.
fn algorithm(tag: &str) -> Option<Algorithm> {
    Some(match tag.split(['-', '_']).next()? {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// The stem of a word as it is written, folded.
pub fn stem(language: &str, word: &str) -> String {
    let word = word.to_lowercase();
    let stem = algorithm(language).map(|algorithm| fold(&Stemmer::create(algorithm).stem(&word)));
    stem.filter(|stem| !stem.is_empty())
        .unwrap_or_else(|| fold(&word))
}

impl List {
    /// The postings of a stem and its positions in each document.
    fn read(&self, docs: u32) -> (Vec<Posting>, Vec<Vec<u32>>) {
        let mut bytes = crate::bits::Bytes(&self.bytes);
        let mut number = || bytes.number().expect("the list was written by `merge`");
        let is_common = self.count as usize > COARSE.min(docs as usize);
        let mut postings = Vec::with_capacity(self.count as usize);
        let mut positions = Vec::with_capacity(self.count as usize);
        let mut next_doc = 0;
        for _ in 0..self.count {
            let doc = next_doc + number();
            next_doc = doc + 1;
            let level = number() as u8;
            let level = if is_common { coarse(level) } else { level };
            postings.push(Posting { doc, level });
            let mut place = 0;
            let places = (0..number()).collect::<Vec<_>>();
            let places = places.into_iter().map(|_| {
                place += number();
                place
            });
            positions.push(places.collect());
        }
        (postings, positions)
    }
}

/// A block of the dictionary before it is written.
#[derive(Default)]
struct BlockWriter {
    count: usize,
    last: String,
    entries: Vec<u8>,
    postings: Vec<u8>,
    positions: Vec<u8>,
}

impl BlockWriter {
    fn is_full(&self, most: usize, before: &str, word: &str) -> bool {
        let size = self.entries.len() + self.postings.len();
        // A name stays with the first of its words.
        let word = word.split(' ').next().unwrap_or_default();
        let is_alike = before.chars().take(ALIKE).eq(word.chars().take(ALIKE));
        size >= most && (!is_alike || size >= 2 * most)
    }

    fn add(
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

    fn write<E>(
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
fn shortest_after(before: &str, word: &str) -> String {
    let ends = word
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let beginnings = ends.map(|end| &word[..end]);
    let mut beginnings = beginnings.filter(|beginning| *beginning > before);
    beginnings.next().unwrap_or(word).to_owned()
}

/// The file with the words of a segment, for corrections: those of at least three letters, the
/// most frequent first.
fn word_list(counts: BTreeMap<&str, u32>) -> Vec<u8> {
    let is_listed = |word: &str| word.chars().count() > 2 && word.chars().all(char::is_alphabetic);
    let mut words: Vec<_> = counts.into_iter().collect();
    words.retain(|(word, _)| is_listed(word));
    // Stable: words of the same frequency stay in order.
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.truncate(WORDS);
    let lines: Vec<_> = words.into_iter().map(|(word, _)| word).collect();
    file(lines.join("\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{shortest_after, tiers};

    #[test]
    fn a_new_document_changes_only_the_last_segment() {
        let ends = |count| tiers(count).iter().map(|tier| tier.end).collect::<Vec<_>>();
        assert_eq!(ends(0), [0]);
        assert_eq!(ends(100), [100]);
        assert_eq!(ends(256), [256]);
        assert_eq!(ends(1_000), [768, 1_000]);
        assert_eq!(ends(100_000), [98_304, 99_840, 100_000]);
    }

    #[test]
    fn blocks_begin_with_as_little_as_tells_them_apart() {
        assert_eq!(shortest_after("iran", "iraq"), "iraq");
        assert_eq!(shortest_after("iran", "missile"), "m");
        assert_eq!(shortest_after("a", "ab"), "ab");
    }
}
