//! The postings of a stem while a segment is built.

use crate::bits::{Bytes, put_number};
use crate::postings::Posting;
use crate::score::{COARSE, coarse};

/// The postings of a stem so far: for each document the gap, the level, how many positions,
/// and their gaps.
#[derive(Default)]
pub(super) struct List {
    bytes: Vec<u8>,
    /// The number of documents.
    pub(super) count: u32,
    /// The number after that of the last document.
    next: u32,
}

impl List {
    /// Adds a document after all others, with its level and the positions of the stem, of which
    /// there is at least one.
    pub(super) fn push(&mut self, doc: u32, level: u8, positions: &[u32]) {
        put_number(&mut self.bytes, (doc - self.next) as usize);
        self.next = doc + 1;
        self.count += 1;
        self.bytes.push(level);
        put_number(&mut self.bytes, positions.len());
        let mut next = 0;
        for position in positions {
            put_number(&mut self.bytes, (position - next) as usize);
            next = *position;
        }
    }

    /// The postings in a segment of `docs` documents, and the positions in each document.
    pub(super) fn read(&self, docs: u32) -> (Vec<Posting>, Vec<Vec<u32>>) {
        let mut bytes = Bytes(&self.bytes);
        let mut number = || bytes.number().expect("the list was written by `push`");
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
