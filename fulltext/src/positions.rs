//! Where a word occurs in each of its documents.

use crate::bits::Bits;

/// The bits of the width of gaps.
const WIDTH: u32 = 5;

/// Reads the positions of a word in each of `count` documents.
pub(crate) fn read(bytes: &[u8], count: u32) -> Option<Vec<Vec<u32>>> {
    let mut bits = Bits::new(bytes);
    let width = bits.number(WIDTH)?;
    let of_document = |_| {
        let count = bits.rice(0)?.checked_add(1)?;
        let mut next = 0_u32;
        let positions = (0..count).map(|_| {
            let position = next.checked_add(bits.rice(width)?)?;
            next = position.checked_add(1)?;
            Some(position)
        });
        positions.collect::<Option<Vec<_>>>()
    };
    (0..count).map(of_document).collect()
}

/// Writes the positions of a word in each of its documents.
#[cfg(feature = "build")]
pub(crate) fn write(documents: &[Vec<u32>]) -> Vec<u8> {
    let gaps = |positions: &[u32]| -> Vec<u32> {
        let mut next = 0;
        let gaps = positions.iter().map(|position| {
            let gap = position - next;
            next = position + 1;
            gap
        });
        gaps.collect()
    };
    let all: Vec<_> = documents.iter().map(|positions| gaps(positions)).collect();
    let sum = all.iter().flatten().map(|gap| *gap as usize).sum();
    let count = all.iter().map(Vec::len).sum();
    let width = crate::bits::rice_width(sum, count);
    let mut bits = crate::bits::BitWriter::default();
    bits.number(width, WIDTH);
    for gaps in all {
        bits.rice(gaps.len() as u32 - 1, 0);
        for gap in gaps {
            bits.rice(gap, width);
        }
    }
    bits.bytes
}
