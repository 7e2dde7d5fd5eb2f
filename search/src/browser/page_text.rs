//! The text of a page's body.

use crate::excerpt::TERM;
use web_sys::{DomParser, SupportedType};

/// The elements with a page's text, without what surrounds it.
const TEXT: &str = ":is(p, li):not(section *, nav *, figure *, header *, .age, .note, [hidden], li p), .timeline li, .glossary dt";

/// The text of a body, which is HTML. Before a term of the glossary is [`TERM`].
pub fn of(body: &str) -> String {
    let mut text = String::new();
    let parsed =
        DomParser::new().and_then(|parser| parser.parse_from_string(body, SupportedType::TextHtml));
    let elements = parsed.and_then(|parsed| parsed.query_selector_all(TEXT));
    if let Ok(elements) = elements {
        for index in 0..elements.length() {
            let Some(element) = elements.get(index) else {
                continue;
            };
            text.push(match element.node_name() == "DT" {
                true => TERM,
                false => ' ',
            });
            text.push_str(&element.text_content().unwrap_or_default());
        }
    }
    text
}
