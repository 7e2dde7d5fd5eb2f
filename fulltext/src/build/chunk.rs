//! Indexes a few documents by themselves, so that all processors have work.

use super::Document;
use super::analysis::Analysis;
use crate::analyzer::runs;
use crate::score::level;
use std::ops::Range;

/// How many positions are left between two fields.
const GAP: usize = 16;

/// A few documents, indexed by themselves.
pub(super) struct Chunk {
    pub(super) stems: Vec<String>,
    pub(super) words: Vec<(String, u32)>,
    /// By stem and document.
    pub(super) postings: Vec<(u32, u32, u8, Range<usize>)>,
    pub(super) positions: Vec<u32>,
}

impl Chunk {
    pub(super) fn of(documents: &[Document]) -> Self {
        let mut analysis = Analysis::default();
        // Stem, document, place and field of each word, small because there are many.
        let mut found: Vec<(u32, u32, u32, u32)> = Vec::new();
        let mut lengths = Vec::new();
        for (doc, document) in (0..).zip(documents) {
            let language = analysis.language(&document.language);
            let (mut start, mut length) = (0, 0);
            for (field, (_, text)) in (0..).zip(&document.fields) {
                for run in runs(text) {
                    let (words, taken) = analysis.words(language, run);
                    let words = words.iter();
                    found.extend(words.map(|(at, stem)| (*stem, doc, (start + at) as u32, field)));
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
                .map(|(.., field)| documents[doc as usize].fields[*field as usize].0);
            let level = level(weights.sum(), lengths[doc as usize]);
            let from = positions.len();
            positions.extend(same.iter().map(|(_, _, place, _)| *place));
            postings.push((stem, doc, level, from..positions.len()));
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
