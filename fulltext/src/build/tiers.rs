//! How documents are divided into segments.

use std::ops::Range;

/// Up to this many documents are one segment: a reader fetches most of it anyway.
const FEW: usize = 256;

/// How many new documents there are before they are merged with the recent ones. Each of them is
/// published again with the next one.
const NEW: usize = 32;

/// How many recent documents there are before they are merged with the old ones.
const RECENT: usize = 8_192;

/// Divides documents of these days, the oldest first, into segments of which a new document
/// changes only the last. Now and then, this is merged with the one before, except for the
/// documents of its last day, among which there may be new ones: it may not have any others.
pub fn tiers(days: &[u32]) -> Vec<Range<usize>> {
    let count = days.len();
    // The documents before the last day of the first `end` ones.
    let merged = |end: usize| match days[..end].last() {
        Some(last) if count > FEW => days.partition_point(|day| day < last),
        _ => 0,
    };
    let old = merged(count / RECENT * RECENT);
    let recent = merged(count / NEW * NEW);
    let mut segments = vec![0..old, old..recent];
    segments.retain(|documents| !documents.is_empty());
    segments.push(recent..count);
    segments
}

#[cfg(test)]
mod tests {
    use super::{NEW, tiers};

    /// Where segments end with so many documents a day.
    fn ends(count: usize, a_day: usize) -> Vec<usize> {
        let days: Vec<_> = (0..count).map(|doc| (doc / a_day) as u32).collect();
        tiers(&days).iter().map(|tier| tier.end).collect()
    }

    #[test]
    fn documents_are_merged_by_tiers() {
        assert_eq!(ends(0, 1), [0]);
        assert_eq!(ends(256, 1), [256]);
        assert_eq!(ends(257, 1), [255, 257]);
        assert_eq!(ends(1_000, 1), [991, 1_000]);
        assert_eq!(ends(100_000, 1), [98_303, 99_999, 100_000]);
        assert_eq!(ends(100_000, 10), [98_300, 99_990, 100_000]);
    }

    #[test]
    fn documents_of_one_day_are_not_divided() {
        assert_eq!(ends(1_000, 1_000), [1_000]);
        assert_eq!(ends(1_000, 600), [600, 1_000]);
    }

    /// Wherever it is among the documents of its day.
    #[test]
    fn a_new_document_changes_only_the_last_segment() {
        for a_day in [1, 7, 50] {
            for count in (258..2_000).filter(|count| count % NEW != 0) {
                let merged = |count| {
                    let mut ends = ends(count, a_day);
                    ends.pop();
                    ends
                };
                assert_eq!(merged(count - 1), merged(count), "{count}, {a_day} a day");
                let newest = (count - 1) / a_day * a_day;
                assert!(merged(count).iter().all(|end| *end <= newest));
            }
        }
    }
}
