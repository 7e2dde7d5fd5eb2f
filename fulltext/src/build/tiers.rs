//! How documents are divided into segments.

/// The size of a segment that holds few documents, and that of one that holds many.
const TIERS: [usize; 2] = [256, 8_192];

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

#[cfg(test)]
mod tests {
    use super::tiers;

    #[test]
    fn a_new_document_changes_only_the_last_segment() {
        let ends = |count| tiers(count).iter().map(|tier| tier.end).collect::<Vec<_>>();
        assert_eq!(ends(0), [0]);
        assert_eq!(ends(100), [100]);
        assert_eq!(ends(256), [256]);
        assert_eq!(ends(1_000), [768, 1_000]);
        assert_eq!(ends(100_000), [98_304, 99_840, 100_000]);
    }
}
