//! A page's text in reading order.

use scraper::{ElementRef, Html, Node};

/// Inline elements; all others start and end a line.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// Elements whose text is not read.
const UNREAD: [&str; 6] = ["head", "script", "style", "template", "noscript", "title"];

/// The lines of a whole document. An image's alternative text is a line of its own.
pub fn lines(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let mut lines = vec![String::new()];
    read(document.root_element(), &mut lines);
    lines
        .iter()
        .map(|line| collapse(line))
        .filter(|line| !line.is_empty())
        .collect()
}

/// The non-empty lines of a text file.
pub fn lines_of_text(text: &str) -> Vec<String> {
    text.lines()
        .map(collapse)
        .filter(|line| !line.is_empty())
        .collect()
}

fn read(element: ElementRef, lines: &mut Vec<String>) {
    let name = element.value().name();
    if UNREAD.contains(&name) || element.attr("hidden").is_some() {
        return;
    }
    let inline = INLINE.contains(&name);
    if !inline {
        lines.push(String::new());
    }
    if let ("img", Some(alt)) = (name, element.attr("alt")) {
        lines.push(alt.to_owned());
    }
    for child in element.children() {
        if let Node::Text(text) = child.value() {
            if let Some(line) = lines.last_mut() {
                line.push_str(text);
            }
        } else if let Some(element) = ElementRef::wrap(child) {
            read(element, lines);
        }
    }
    if !inline {
        lines.push(String::new());
    }
}

/// Collapses white space as browsers do: non-breaking spaces are kept.
fn collapse(line: &str) -> String {
    let words: Vec<_> = line.split_ascii_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn blocks_are_lines_and_inline_elements_are_not() {
        let html = "<title>no</title><div>one <a>two</a>\n three<p>four<img alt=five>six</p>\
            seven</div><script>no</script><p hidden>no</p>";
        let expected = ["one two three", "four", "five", "six", "seven"];
        assert_eq!(lines(html), expected);
    }

    #[test]
    fn a_non_breaking_space_is_not_collapsed() {
        assert_eq!(lines("<p>a&nbsp; b"), ["a\u{a0} b"]);
    }
}
