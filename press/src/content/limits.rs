//! Limits on the length of a text and the nesting of its blocks, to keep parsing fast.

use super::ContentFile;
use super::running_text::html::MOST_NESTED;

/// The maximum number of Markdown events in a text: lines, marks, links, paragraphs. The
/// longest reports have a tenth of that.
pub(super) const MOST_EVENTS: usize = 100_000;

/// The maximum indentation of a line, in columns.
const MOST_INDENTED: usize = 2 * MOST_NESTED;

/// Reports the first line that opens too many nested blocks; returns whether there is
/// none.
pub(super) fn check(file: &ContentFile, markdown: &str, start: usize) -> bool {
    let mut offset = start;
    for line in markdown.split_inclusive('\n') {
        let indented = line.len() - line.trim_start_matches([' ', '\t']).len();
        if indented > MOST_INDENTED && !line.trim().is_empty() {
            let problem = format!("This line is indented by more than {MOST_INDENTED} columns.");
            file.fault(offset, problem, "Reduce the indentation.");
            return false;
        }
        if blocks_begun_by(line) > MOST_NESTED {
            let problem = format!("This is nested more than {MOST_NESTED} levels deep.");
            file.fault(offset, problem, "Use fewer levels.");
            return false;
        }
        offset += line.len();
    }
    true
}

/// The number of nested quotations and list items that a line opens.
fn blocks_begun_by(line: &str) -> usize {
    let mut rest = line.trim_end();
    let first = rest.trim_start().chars().next();
    let is_one_character = |character: char| Some(character) == first || character.is_whitespace();
    if rest.chars().all(is_one_character) && first != Some('>') {
        // A thematic break at most.
        return 0;
    }
    let mut blocks = 0;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest = match rest.as_bytes() {
            [b'>', ..] => &rest[1..],
            [b'-' | b'+' | b'*', b' ' | b'\t', ..] => &rest[2..],
            bytes if (1..=9).contains(&digits) => match bytes[digits..] {
                [b'.' | b')', b' ' | b'\t', ..] => &rest[digits + 2..],
                _ => return blocks,
            },
            _ => return blocks,
        };
        blocks += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_blocks_are_counted() {
        for (line, expected) in [
            ("", 0),
            ("a > b", 0),
            ("> a", 1),
            (">>> a", 3),
            ("> - 12) * + a", 5),
            ("- - a", 2),
            ("1234567890. a", 0),
            ("-a", 0),
            ("* * *", 0),
            ("- - -\n", 0),
            ("> >\n", 2),
        ] {
            assert_eq!(blocks_begun_by(line), expected, "{line:?}");
        }
    }
}
