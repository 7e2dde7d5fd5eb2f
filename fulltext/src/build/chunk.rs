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
