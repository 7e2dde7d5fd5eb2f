//! Characters that cannot be published.
//!
//! Content ends up in XML, JSON and HTML, in titles and lists. Some characters are not
//! allowed in any of them, and some affect the text around them.

use super::ContentFile;

/// The maximum number of faults of one kind reported per text: a binary file may have one
/// at each byte.
const MOST: usize = 10;

/// Reports the characters in a text that cannot be published. `place` maps an offset in
/// the text to one in the file.
pub(in crate::content) fn check(
    file: &ContentFile,
    text: &str,
    place: impl Fn(usize) -> usize,
) -> bool {
    // A fast path, since nearly all texts have none.
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return true;
    }
    let mut is_fine = true;
    let unpublishable = text.char_indices().filter(|(_, it)| is_unpublishable(*it));
    for (at, character) in unpublishable.take(MOST) {
        is_fine = false;
        let problem = format!("The character {} cannot be published.", name(character));
        let advice = "Delete it; if it is not visible, retype the words around it.";
        file.fault(place(at), problem, advice);
    }
    for (at, character) in unbalanced_directions(text).into_iter().take(MOST) {
        is_fine = false;
        let problem = format!(
            "The invisible character {} changes the direction of what follows, and has no \
             counterpart.",
            name(character)
        );
        let advice = "Delete it; browsers detect the direction of each word on their own.";
        file.fault(place(at), problem, advice);
    }
    is_fine
}

/// The name of an invisible character.
fn name(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Whether a character is not allowed in XML 1.0 (section 2.2) or in HTML (“control” and
/// “noncharacter”). Line breaks and tabs are allowed.
fn is_unpublishable(character: char) -> bool {
    let code = u32::from(character);
    let is_noncharacter = (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe;
    is_noncharacter || character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}

/// The characters that open an embedding, override or isolate that the text never closes,
/// and those that close nothing (Unicode Standard Annex 9).
fn unbalanced_directions(text: &str) -> Vec<(usize, char)> {
    let mut unbalanced = Vec::new();
    // The open embeddings, and which of them are isolates.
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut isolates: Vec<usize> = Vec::new();
    for (at, character) in text.char_indices() {
        let begin = match character {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => {
                open.push((at, character));
                continue;
            }
            '\u{2066}'..='\u{2068}' => {
                isolates.push(open.len());
                open.push((at, character));
                continue;
            }
            '\u{202c}' => open
                .len()
                .checked_sub(1)
                .filter(|last| isolates.last() != Some(last)),
            // It also closes whatever the isolate contains.
            '\u{2069}' => isolates.pop(),
            _ => continue,
        };
        match begin {
            Some(begin) => unbalanced.extend(open.drain(begin..).skip(1)),
            None => unbalanced.push((at, character)),
        }
    }
    unbalanced.append(&mut open);
    unbalanced.sort_unstable();
    unbalanced
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The columns and messages of the faults in a line.
    fn faults(text: &str) -> Vec<(usize, String)> {
        let file = ContentFile::new(Path::new("x"), text.to_owned());
        let is_fine = check(&file, text, |at| at);
        let faults = file.into_faults();
        assert_eq!(is_fine, faults.is_empty());
        let faults = faults.into_iter();
        faults.map(|fault| (fault.column, fault.problem)).collect()
    }

    #[test]
    fn characters_not_allowed_in_xml_or_html_are_faults() {
        for character in [
            '\0',
            '\u{1}',
            '\u{b}',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{fdd0}',
            '\u{fffe}',
            '\u{ffff}',
            '\u{1fffe}',
            '\u{10ffff}',
        ] {
            let found = faults(&format!("Añ{character}b"));
            let expected = format!("The character {} cannot be published.", name(character));
            assert_eq!(found, [(3, expected)]);
        }
    }

    #[test]
    fn other_characters_are_allowed() {
        for text in [
            "A\tb\nc\r\n",
            "\u{fffd}\u{feff}\u{200d}\u{e000}",
            "🚀👩‍🚀 مجلس",
        ] {
            assert_eq!(faults(text), []);
        }
    }

    #[test]
    fn direction_changes_must_be_closed() {
        for text in [
            "a \u{202e}b\u{202c}",
            "\u{2067}a\u{202b}b\u{202c}\u{2069} c",
        ] {
            assert_eq!(faults(text), []);
        }
        for (text, expected) in [
            ("a \u{202e}b", &[3][..]),
            ("\u{2067}a\u{2066}b\u{2069}", &[1]),
            ("ab\u{202c}", &[3]),
            ("\u{2067}\u{202a}\u{2069}", &[2]),
            ("\u{202a}\u{2069}\u{202c}\u{202c}", &[2, 4]),
            ("\u{202e}a\u{2066}", &[1, 3]),
        ] {
            let columns: Vec<_> = faults(text).into_iter().map(|(column, _)| column).collect();
            assert_eq!(columns, expected, "{text:?}");
        }
    }

    #[test]
    fn faults_are_reported_up_to_a_limit() {
        let columns =
            |text: &str| -> Vec<_> { faults(text).into_iter().map(|(column, _)| column).collect() };
        assert_eq!(columns("a\u{1b}b\u{7f}c\u{1b}"), [2, 4, 6]);
        assert_eq!(columns(&"\0".repeat(1_000)).len(), MOST);
    }
}
