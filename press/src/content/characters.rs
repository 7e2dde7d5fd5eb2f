//! Characters that cannot be published.
//!
//! What is written in content goes into XML, JSON and HTML, into titles and lists.
//! Some characters are allowed in none of them, and some change what stands beside them.

use super::ContentFile;

/// Reports the characters in a text that cannot be published: not more than one of
/// each kind. `place` says where a byte of the text stands in the file.
pub(super) fn check(file: &ContentFile, text: &str, place: impl Fn(usize) -> usize) -> bool {
    // Nearly all texts have none, and this tells fast.
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return true;
    }
    let unpublishable = text.char_indices().find(|(_, it)| is_unpublishable(*it));
    if let Some((at, character)) = unpublishable {
        let problem = format!("The character {} cannot be published.", name(character));
        let advice = "Delete it; if it is not visible, retype the words around it.";
        file.fault(place(at), problem, advice);
    }
    let unbalanced = unbalanced_direction(text);
    if let Some((at, character)) = unbalanced {
        let problem = format!(
            "The invisible character {} changes the direction of what follows, and has no \
             counterpart.",
            name(character)
        );
        let advice = "Delete it; browsers find the direction of each word by themselves.";
        file.fault(place(at), problem, advice);
    }
    unpublishable.is_none() && unbalanced.is_none()
}

/// The name of a character that cannot be seen.
fn name(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Whether a character is not allowed in XML 1.0 (section 2.2) or in HTML (“control” and
/// “noncharacter”). A line break and a tab are.
fn is_unpublishable(character: char) -> bool {
    let code = u32::from(character);
    let is_noncharacter = (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe;
    is_noncharacter || character.is_control() && !matches!(character, '\n' | '\r' | '\t')
}

/// The first character that begins an embedding, an override or an isolate which does not
/// end in the text, or that ends none (Unicode Standard Annex 9).
fn unbalanced_direction(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, character) in text.char_indices() {
        let is_begun_by: &[char] = match character {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}' => {
                open.push((at, character));
                continue;
            }
            '\u{202c}' => &['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}'],
            '\u{2069}' => &['\u{2066}', '\u{2067}', '\u{2068}'],
            _ => continue,
        };
        if !open.pop().is_some_and(|(_, it)| is_begun_by.contains(&it)) {
            return Some((at, character));
        }
    }
    open.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The columns and problems of the faults in a line.
    fn faults(text: &str) -> Vec<(usize, String)> {
        let file = ContentFile::new(Path::new("x"), text.to_owned());
        let is_fine = check(&file, text, |at| at);
        let faults = file.into_faults();
        assert_eq!(is_fine, faults.is_empty());
        let faults = faults.into_iter();
        faults.map(|fault| (fault.column, fault.problem)).collect()
    }

    #[test]
    fn what_xml_and_html_do_not_allow_is_a_fault() {
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
    fn other_characters_are_none() {
        for text in [
            "A\tb\nc\r\n",
            "\u{fffd}\u{feff}\u{200d}\u{e000}",
            "🚀👩‍🚀 مجلس",
        ] {
            assert_eq!(faults(text), []);
        }
    }

    #[test]
    fn a_change_of_direction_has_an_end() {
        for text in [
            "a \u{202e}b\u{202c}",
            "\u{2067}a\u{202b}b\u{202c}\u{2069} c",
        ] {
            assert_eq!(faults(text), []);
        }
        for (text, column) in [
            ("a \u{202e}b", 3),
            ("\u{2067}a\u{2066}b\u{2069}", 1),
            ("ab\u{202c}", 3),
            ("\u{2067}\u{202a}\u{2069}", 3),
        ] {
            let columns: Vec<_> = faults(text).into_iter().map(|(column, _)| column).collect();
            assert_eq!(columns, [column], "{text:?}");
        }
    }
}
