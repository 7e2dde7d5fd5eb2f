//! The postings of a stem while a segment is built.

use crate::bits::{BitWriter, Bits};
use crate::postings::{LEVEL, Posting};
use crate::score::{COARSE, coarse};

/// Numbers are written in groups of so many bits, the lowest first, each with a bit that says
/// whether there are more.
const GROUP: u32 = 3;

/// The bytes of a number at most.
const NUMBER: usize = 6;

/// The postings of a stem so far, as bits, because those of all stems are in memory together.
#[derive(Default)]
pub(super) struct List {
    bits: BitWriter,
    /// The number of documents.
    pub(super) count: u32,
    /// The number after that of the last document.
    next: u32,
}

impl List {
    /// Adds a document after all others, with its level and the positions of the stem, of which
    /// there is at least one.
    pub(super) fn push(&mut self, doc: u32, level: u8, positions: &[u32]) {
        // A vector that is full doubles, and what remains unused is a third of all memory.
        let bytes = &mut self.bits.bytes;
        let most = NUMBER * (3 + positions.len());
        if bytes.capacity() < bytes.len() + most {
            bytes.reserve_exact(most + bytes.len() / 8);
        }
        self.put(doc - self.next);
        self.next = doc + 1;
        self.count += 1;
        let is_once = positions.len() == 1;
        self.bits.number(is_once.into(), 1);
        self.bits.number(level.into(), LEVEL);
        if !is_once {
            self.put(positions.len() as u32);
        }
        let mut next = 0;
        for position in positions {
            self.put(position - next);
            next = *position;
        }
    }

    fn put(&mut self, number: u32) {
        let more = 1 << GROUP;
        let mut rest = number;
        while rest >= more {
            self.bits.number(rest | more, GROUP + 1);
            rest >>= GROUP;
        }
        self.bits.number(rest, GROUP + 1);
    }

    /// The postings in a segment of `docs` documents, and the positions in each document.
    pub(super) fn read(&self, docs: u32) -> (Vec<Posting>, Vec<Vec<u32>>) {
        let mut bits = Bits::new(&self.bits.bytes);
        let is_common = self.count as usize > COARSE.min(docs as usize);
        let mut postings = Vec::with_capacity(self.count as usize);
        let mut positions = Vec::with_capacity(self.count as usize);
        let mut next_doc = 0;
        for _ in 0..self.count {
            let doc = next_doc + number(&mut bits);
            next_doc = doc + 1;
            let is_once = written(&mut bits, 1) == 1;
            let level = written(&mut bits, LEVEL) as u8;
            let level = if is_common { coarse(level) } else { level };
            postings.push(Posting { doc, level });
            let count = if is_once { 1 } else { number(&mut bits) };
            let mut place = 0;
            let places = (0..count).map(|_| {
                place += number(&mut bits);
                place
            });
            positions.push(places.collect());
        }
        (postings, positions)
    }
}

/// Reads what `List::put` has written.
fn number(bits: &mut Bits<'_>) -> u32 {
    let more = 1 << GROUP;
    let (mut number, mut shift) = (0, 0);
    loop {
        let group = written(bits, GROUP + 1);
        number |= (group % more) << shift;
        shift += GROUP;
        if group < more {
            return number;
        }
    }
}

fn written(bits: &mut Bits<'_>, width: u32) -> u32 {
    bits.number(width).expect("the list is complete")
}

#[cfg(test)]
mod tests {
    use super::List;
    use crate::postings::Posting;

    #[test]
    fn lists_are_read_as_written() {
        let documents: [(u32, u8, &[u32]); 4] = [
            (0, 1, &[0]),
            (1, 63, &[7, 8, 511, 512]),
            (90_000, 5, &[4_000_000_000]),
            (4_294_967_294, 6, &[0, 4_294_967_295]),
        ];
        let mut list = List::default();
        for (doc, level, positions) in documents {
            list.push(doc, level, positions);
        }
        let (postings, positions) = list.read(u32::MAX);
        let written = documents.map(|(doc, level, _)| Posting { doc, level });
        assert_eq!(postings, written);
        assert_eq!(positions, documents.map(|(.., positions)| positions));
    }
}
