//! Compares the seed's page with the seed, word for word and in order.

use crate::reading::{lines, lines_of_text};

const TEXT: &str = include_str!("../seed.txt");

/// The first lines of the passages that appear on the page in one piece. Between them,
/// the page has its search and navigation, the dateline and the like, and the sources.
const PASSAGES: [&str; 4] = [
    "Jump to search",
    "Russia Eyes Regional Ties",
    "Russian Defense Minister",
    "NTI Analysis",
];

/// Lines between the headline and the text that are not in the seed.
const FURNITURE: [&str; 6] = [
    "October 23, 2012",
    "Global Security Newswire · 1-minute read",
    "Share…",
    "Copy link",
    "Save to read offline",
    "This article is more than 10 years old.",
];

/// Its headline.
pub const HEADLINE: &str = "Russia Eyes Regional Ties to Help Counter U.S. Antimissile Systems";

/// Compares a whole document with the seed, line by line.
///
/// # Panics
/// If they differ.
#[track_caller]
pub fn assert_reads_as_the_seed(html: &str) {
    let seed = lines_of_text(TEXT);
    let page = lines(html);
    let mut rest = page.as_slice();
    for (start, end) in passages(&seed) {
        let passage = &seed[start..end];
        let index = rest
            .iter()
            .position(|line| *line == passage[0])
            .unwrap_or_else(|| panic!("“{}” is missing or too early: {page:#?}", passage[0]));
        let found = &rest[index..rest.len().min(index + passage.len())];
        assert_eq!(found, passage);
        rest = &rest[index + passage.len()..];
        if passage[0] == HEADLINE {
            let (furniture, text) = rest.split_at(FURNITURE.len());
            assert_eq!(furniture, FURNITURE);
            assert_eq!(text[0], seed[end], "nothing else precedes the text");
        }
    }
}

fn passages(seed: &[String]) -> Vec<(usize, usize)> {
    let starts: Vec<_> = PASSAGES
        .iter()
        .map(|start| {
            let index = seed.iter().position(|line| line.starts_with(start));
            index.expect("the seed contains every passage")
        })
        .collect();
    assert_eq!(starts[0], 0, "every line of the seed is in a passage");
    let ends = starts.iter().skip(1).copied().chain([seed.len()]);
    starts.iter().copied().zip(ends).collect()
}
