//! Checks the styles in drawings for anything that loads other files.

use super::target::Target;

/// What to write instead.
pub(super) const ADVICE: &str =
    "Remove it: a drawing’s style can only refer to the drawing itself, as in fill: url(#id).";

/// Constructs other than `url(` that load something or run code.
const LOADING: [&str; 7] = [
    "@import",
    "image-set(",
    "cross-fade(",
    "src(",
    "expression(",
    "-moz-binding",
    "behavior:",
];

/// The number of bytes of a URL to look at: the prefix can repeat indefinitely.
const LONGEST_START: usize = 200;

/// What in a style, or in an attribute that can hold one, loads or runs something from
/// outside the drawing. Comments need no handling: inside a token they end it.
pub(super) fn problem(style: &str) -> Option<String> {
    // Most attributes are numbers.
    if !style.contains(['(', '@', '\\', '-', ':']) {
        return None;
    }
    let style = unescaped(style).to_ascii_lowercase();
    if let Some(loading) = LOADING.iter().find(|loading| style.contains(**loading)) {
        return Some(format!("A style with “{loading}” is not allowed."));
    }
    let mut rest = &style[..];
    while let Some((_, after)) = rest.split_once("url(") {
        // An apparent end can be inside a string, so continue right after the start.
        rest = after;
        // Only the start decides whether it is allowed.
        let start = &after[..after.floor_char_boundary(LONGEST_START)];
        let address = start.split(')').next().unwrap_or_default();
        let address = address.trim_matches(|it: char| it.is_whitespace() || "\"'".contains(it));
        let is_font = address.starts_with("data:font/")
            || address.starts_with("data:application/font")
            || address.starts_with("data:application/x-font");
        let is_within = address.starts_with('#') || is_font;
        if !is_within && !matches!(Target::of(address), Target::Picture) {
            return Some("A style that loads something with “url(…)” is not allowed.".to_owned());
        }
    }
    None
}

/// A style with its escapes resolved (CSS Syntax, section 4.3.7).
fn unescaped(style: &str) -> String {
    let mut unescaped = String::with_capacity(style.len());
    let mut rest = style.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '\\' {
            unescaped.push(character);
            continue;
        }
        let mut code = 0;
        let mut digits = 0;
        while digits < 6
            && let Some(digit) = rest.peek().and_then(|it| it.to_digit(16))
        {
            code = code * 16 + digit;
            digits += 1;
            rest.next();
        }
        if digits > 0 {
            unescaped.extend(char::from_u32(code));
            rest.next_if(|it| it.is_whitespace());
        } else {
            unescaped.extend(rest.next().filter(|it| *it != '\n'));
        }
    }
    unescaped
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn styles_may_refer_only_to_the_drawing_itself() {
        for style in [
            "fill: url(#gradient); marker-end: url( '#arrow' )",
            ".a{fill:#fff}.b{stroke-width:2px;font-family:'Noto Sans'}",
            "@font-face{font-family:a;src:url(data:font/woff2;base64,AAAA)}",
            "background: url(data:image/png;base64,AAAA)",
            "M 10-20 L 30 40",
            "translate(10,20) rotate(-45)",
        ] {
            assert_eq!(problem(style), None, "{style}");
        }
    }

    #[test]
    fn loading_is_detected_in_any_spelling() {
        for style in [
            "@import 'https://elsewhere.example/a.css'",
            "@\\69mport '/a.css'",
            "fill: url(https://elsewhere.example/a.svg#b)",
            "fill: URL( \"//elsewhere.example/a\" )",
            "fill: u\\72l(//elsewhere.example)",
            "fill: u\\000072 l(//elsewhere.example)",
            "background: image-set('https://elsewhere.example/a.png' 1x)",
            "fill: url(/a.svg#b)",
            "fill: url(#a) url(data:text/html,a)",
            "fill: url(data:image/svg+xml,a)",
            "width: expression(alert(1))",
            "content: 'url(#a'; fill: url(//elsewhere.example)",
        ] {
            assert!(problem(style).is_some(), "{style}");
        }
    }
}
