//! The documents in which a word occurs, with its level in each.

use crate::bits::{Bits, rice_width};

/// A document in which a word occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) doc: u32,
    /// How much the word counts there; see [`level`](crate::score::level).
    pub(crate) level: u8,
}

/// Up to this many postings, levels are written as they are; beyond, as indexes into a
/// table.
const WITHOUT_TABLE: usize = 16;

/// The bits of a level.
pub(crate) const LEVEL: u32 = 6;

/// The bits of the width of indexes.
const WIDTH: u32 = 3;

/// Reads documents: all of them, or gaps in Rice's code.
pub(crate) fn read_docs(bits: &mut Bits<'_>, docs: u32, count: u32) -> Option<Vec<u32>> {
    if count > docs {
        return None;
    }
    if count == docs {
        return Some((0..docs).collect());
    }
    let width = rice_width(docs as usize, count as usize);
    let mut next = 0_u32;
    let list = (0..count).map(|_| {
        let doc = next.checked_add(bits.rice(width)?)?;
        next = doc + 1;
        (doc < docs).then_some(doc)
    });
    list.collect()
}

/// Reads the postings of a word.
pub(crate) fn read(bytes: &[u8], docs: u32, count: u32) -> Option<Vec<Posting>> {
    let mut bits = Bits::new(bytes);
    let list = read_docs(&mut bits, docs, count)?;
    if list.len() <= WITHOUT_TABLE {
        let postings = list.into_iter().map(|doc| {
            let level = bits.number(LEVEL)? as u8;
            Some(Posting { doc, level })
        });
        return postings.collect();
    }
    let size = bits.number(LEVEL)? + 1;
    let table: Vec<_> = (0..size)
        .map(|_| Some(bits.number(LEVEL)? as u8))
        .collect::<Option<_>>()?;
    let width = bits.number(WIDTH)?;
    let postings = list.into_iter().map(|doc| {
        let level = *table.get(bits.rice(width)? as usize)?;
        Some(Posting { doc, level })
    });
    postings.collect()
}

#[cfg(feature = "build")]
pub(crate) mod write {
    use super::{LEVEL, Posting, WIDTH, WITHOUT_TABLE};
    use crate::bits::{BitWriter, rice_width};
    use std::cmp::Reverse;

    pub(crate) fn docs(bits: &mut BitWriter, docs: u32, list: impl ExactSizeIterator<Item = u32>) {
        let count = list.len();
        if count == docs as usize {
            return;
        }
        let width = rice_width(docs as usize, count);
        let mut next = 0;
        for doc in list {
            bits.rice(doc - next, width);
            next = doc + 1;
        }
    }

    pub(crate) fn postings(docs: u32, postings: &[Posting]) -> Vec<u8> {
        let mut bits = BitWriter::default();
        self::docs(&mut bits, docs, postings.iter().map(|posting| posting.doc));
        if postings.len() <= WITHOUT_TABLE {
            for posting in postings {
                bits.number(posting.level.into(), LEVEL);
            }
            return bits.bytes;
        }
        // The most frequent levels first: their indexes are the shortest.
        let mut counts = [0_usize; 1 << LEVEL];
        for posting in postings {
            counts[usize::from(posting.level)] += 1;
        }
        let mut table: Vec<_> = (0..counts.len())
            .filter(|level| counts[*level] > 0)
            .collect();
        table.sort_by_key(|level| Reverse(counts[*level]));
        let mut indexes = [0; 1 << LEVEL];
        bits.number(table.len() as u32 - 1, LEVEL);
        for (index, level) in table.iter().enumerate() {
            bits.number(*level as u32, LEVEL);
            indexes[*level] = index;
        }
        // Their mean would not do: levels are far from evenly distributed.
        let size = |width: &u32| -> usize {
            let sizes = table.iter().enumerate().map(|(index, level)| {
                let bits = (index >> width) + 1 + *width as usize;
                counts[*level] * bits
            });
            sizes.sum()
        };
        let width = (0..1 << WIDTH).min_by_key(size).unwrap_or(0);
        bits.number(width, WIDTH);
        for posting in postings {
            bits.rice(indexes[usize::from(posting.level)] as u32, width);
        }
        bits.bytes
    }
}
