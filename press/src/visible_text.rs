//! Extracts the words of a text, without markup.

use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use model::Html;
use std::cell::RefCell;

/// Inline elements; all others separate words even if there is no space.
const WITHIN_A_LINE: [&str; 10] = [
    "a", "abbr", "b", "bdi", "em", "i", "span", "strong", "sub", "sup",
];

/// The text of running text, with spaces between its blocks.
pub(crate) fn of(html: &Html) -> String {
    let found = RefCell::new(String::new());
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!("*", |element| {
            if !WITHIN_A_LINE.contains(&element.tag_name().as_str()) {
                found.borrow_mut().push(' ');
            }
            Ok(())
        }))
        .append_element_content_handler(text!("*", |chunk| {
            found.borrow_mut().push_str(chunk.as_str());
            Ok(())
        }));
    // Fails only if a handler fails or memory is limited, and neither applies here.
    let _ = rewrite_str(html.as_str(), settings);
    let found = html_escape::decode_html_entities(&*found.borrow()).into_owned();
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use model::Html;

    #[test]
    fn blocks_separate_words_and_inline_elements_do_not() {
        let html = Html::from_sanitized(
            "<p>The <em>anti</em>missile &amp; more&nbsp;text.</p><p>Second<br>line</p>\
             <ul><li>one</li><li>two</li></ul>"
                .to_owned(),
        );
        assert_eq!(
            super::of(&html),
            "The antimissile & more text. Second line one two"
        );
    }
}
