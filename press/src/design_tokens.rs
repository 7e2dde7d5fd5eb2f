//! The design's colors, read from `style/tokens.css` at compile time: renaming a token
//! there breaks the build.

use std::fmt;

const TOKENS: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../style/tokens.css"));

/// The page background in light mode.
pub const PAPER: Rgb = light("paper");
/// The color of text.
pub const INK: Rgb = light("ink");
/// The color of secondary text.
pub const INK_SOFT: Rgb = light("ink-soft");
/// The color of rules.
pub const RULE: Rgb = light("rule");
/// The color of links.
pub const ACCENT: Rgb = light("accent");

/// All of these colors.
pub const ALL: [Rgb; 5] = [PAPER, INK, INK_SOFT, RULE, ACCENT];

/// Red, green and blue. Displayed as in CSS: `#fffdf8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A token's color in light mode: `--NAME: var(--light, #RRGGBB)`.
const fn light(name: &str) -> Rgb {
    let mut at = 0;
    while at < TOKENS.len() {
        if let Some(after_dashes) = after(at, b"--")
            && let Some(after_name) = after(after_dashes, name.as_bytes())
            && let Some(value) = after(after_name, b": var(--light, #")
        {
            return Rgb([byte(value), byte(value + 2), byte(value + 4)]);
        }
        at += 1;
    }
    panic!("style/tokens.css lacks a color")
}

/// The end of a text that starts at a position; `None` if it does not start there.
const fn after(at: usize, text: &[u8]) -> Option<usize> {
    let mut index = 0;
    while index < text.len() {
        if at + index >= TOKENS.len() || TOKENS[at + index] != text[index] {
            return None;
        }
        index += 1;
    }
    Some(at + text.len())
}

/// The value of two hexadecimal digits.
const fn byte(at: usize) -> u8 {
    digit(TOKENS[at]) * 16 + digit(TOKENS[at + 1])
}

const fn digit(digit: u8) -> u8 {
    match (digit as char).to_digit(16) {
        Some(value) => value as u8,
        None => panic!("style/tokens.css has a color that is not six hexadecimal digits"),
    }
}

#[cfg(test)]
mod tests {
    use super::{ACCENT, PAPER};

    #[test]
    fn colors_are_those_of_the_style() {
        assert_eq!(PAPER.to_string(), "#fffdf8");
        assert_eq!(ACCENT.to_string(), "#7a1f1f");
    }
}
