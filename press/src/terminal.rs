//! Makes names and texts safe to print on a terminal: visible characters only, no escape
//! sequences.
//!
//! Otherwise, whoever names a file could forge lines in the press's output, color them,
//! or reverse their direction.

use std::borrow::Cow;
use std::path::Path;

/// Displays a path: as it is, or quoted and escaped if it has invisible characters.
pub trait Shown {
    /// The path as text.
    fn shown(&self) -> String;
}

impl Shown for Path {
    fn shown(&self) -> String {
        match self.to_str() {
            Some(text) if text.chars().all(is_seen) => text.to_owned(),
            _ => format!("{self:?}"),
        }
    }
}

/// A text with invisible characters escaped, including line breaks.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, is_seen)
}

/// A multi-line message, which keeps its line breaks.
pub fn visible_lines(message: &str) -> Cow<'_, str> {
    escaped(message, |character| character == '\n' || is_seen(character))
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(&stays) {
        return Cow::Borrowed(text);
    }
    let escaped = text.chars().map(|character| match character {
        _ if stays(character) => character.to_string(),
        _ => character.escape_default().to_string(),
    });
    Cow::Owned(escaped.collect())
}

/// Whether a character is neither a control character nor one that breaks lines or
/// changes direction.
fn is_seen(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(character, '\u{2028}' | '\u{2029}');
    !turns && !breaks && !character.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_with_invisible_characters_are_quoted() {
        for (path, shown) in [
            ("content/articles/a b.md", "content/articles/a b.md"),
            ("content/Grüße.md", "content/Grüße.md"),
            ("a\nb", "\"a\\nb\""),
            ("a\u{1b}[31m", "\"a\\u{1b}[31m\""),
            ("a\u{202e}dm.b", "\"a\\u{202e}dm.b\""),
            ("a\u{2028}b", "\"a\\u{2028}b\""),
        ] {
            assert_eq!(Path::new(path).shown(), shown);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_not_utf_8_is_quoted() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"a\xffb"));
        assert_eq!(path.shown(), "\"a\\xFFb\"");
    }

    #[test]
    fn messages_keep_only_line_breaks_unescaped() {
        assert_eq!(visible_lines("a\n\u{1b}b\r\n"), "a\n\\u{1b}b\\r\n");
        assert_eq!(visible("a\nb"), "a\\nb");
    }
}
