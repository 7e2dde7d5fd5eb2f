//! The HTML allowed in texts: one table for both the check, which reports anything else,
//! and the sanitizer, which removes it.

use super::language;
use crate::media_types::content_type;

/// An element that is allowed in texts.
pub(in crate::content) struct Element {
    pub(in crate::content) name: &'static str,
    /// The attributes allowed besides [`GLOBAL_ATTRIBUTES`].
    pub(in crate::content) attributes: &'static [Attribute],
    /// The allowed parents; empty if any parent will do.
    pub(in crate::content) parents: &'static [&'static str],
}

/// An attribute that an element can have.
pub(in crate::content) struct Attribute {
    pub(in crate::content) name: &'static str,
    pub(in crate::content) value: Value,
    /// Whether only the press may write it, not editors.
    pub(in crate::content) is_of_the_press: bool,
}

/// The value of an attribute.
#[derive(Clone, Copy)]
pub(in crate::content) enum Value {
    /// Any text.
    Text,
    /// A boolean attribute, which has no value.
    Flag,
    /// The tag of a language.
    Language,
    /// One of these keywords.
    OneOf(&'static [&'static str]),
    /// A whole number in this range.
    Number(i64, i64),
    /// The target of links.
    Id,
    /// The target of a link.
    Link,
    /// The path of a file on the site.
    File(Media),
}

/// The kind of file that an element shows or plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content) enum Media {
    Picture,
    Video,
    Audio,
    /// The source of a recording: [`Self::Video`] or [`Self::Audio`], depending on the
    /// parent.
    Recording,
    Captions,
}

/// The attributes allowed on every element.
pub(in crate::content) const GLOBAL_ATTRIBUTES: &[Attribute] = &[
    attribute("dir", Value::OneOf(&["auto", "ltr", "rtl"])),
    attribute("lang", Value::Language),
];

/// The elements that Markdown produces, those for languages and typography, and
/// recordings. `h1` is missing because it is the page's own title.
pub(in crate::content) const ELEMENTS: &[Element] = &[
    element(
        "a",
        &[
            attribute("aria-label", Value::Text),
            of_the_press("class", Value::OneOf(&["note-mark"])),
            attribute("href", Value::Link),
            attribute("hreflang", Value::Language),
            of_the_press("id", Value::Id),
            attribute("title", Value::Text),
        ],
    ),
    element("abbr", &[attribute("title", Value::Text)]),
    element("audio", RECORDING),
    element("bdi", &[]),
    element("bdo", &[]),
    element("blockquote", &[]),
    element("br", &[]),
    part("caption", &[], &["table"]),
    element("cite", &[]),
    element("code", &[]),
    element("details", &[attribute("open", Value::Flag)]),
    element("div", &[]),
    element("em", &[]),
    part("figcaption", &[], &["figure"]),
    element(
        "figure",
        &[of_the_press("class", Value::OneOf(&["elsewhere"]))],
    ),
    element("h2", HEADING),
    element("h3", HEADING),
    element("h4", HEADING),
    element("h5", HEADING),
    element("h6", HEADING),
    element("hr", &[]),
    element(
        "img",
        &[
            attribute("alt", Value::Text),
            attribute("decoding", Value::OneOf(&["async"])),
            attribute("height", Value::Number(1, MOST_PIXELS)),
            attribute("loading", Value::OneOf(&["lazy"])),
            attribute("src", Value::File(Media::Picture)),
            attribute("title", Value::Text),
            attribute("width", Value::Number(1, MOST_PIXELS)),
        ],
    ),
    part("li", &[of_the_press("id", Value::Id)], &["ol", "ul"]),
    element(
        "ol",
        // The range that all programs can parse (HTML, "Rules for parsing integers").
        &[attribute(
            "start",
            Value::Number(i32::MIN as i64, i32::MAX as i64),
        )],
    ),
    element("p", &[]),
    element("pre", &[]),
    element("q", &[]),
    element(
        "section",
        &[of_the_press("class", Value::OneOf(&["notes"]))],
    ),
    part(
        "source",
        &[
            attribute("src", Value::File(Media::Recording)),
            attribute("type", Value::Text),
        ],
        &["audio", "video"],
    ),
    element(
        "span",
        &[of_the_press(
            "class",
            Value::OneOf(&["chart-note", "credit"]),
        )],
    ),
    element("strong", &[]),
    element("sub", &[]),
    part("summary", &[], &["details"]),
    element("sup", &[]),
    element("table", &[of_the_press("class", Value::OneOf(&["chart"]))]),
    part("tbody", &[], &["table"]),
    part("td", CELL, &["tr"]),
    part("th", HEAD_CELL, &["tr"]),
    part("thead", &[], &["table"]),
    part("tr", &[], &["table", "tbody", "thead"]),
    part(
        "track",
        &[
            attribute("default", Value::Flag),
            attribute(
                "kind",
                Value::OneOf(&["captions", "chapters", "descriptions", "subtitles"]),
            ),
            attribute("label", Value::Text),
            attribute("src", Value::File(Media::Captions)),
            attribute("srclang", Value::Language),
        ],
        &["audio", "video"],
    ),
    element("ul", &[]),
    element(
        "video",
        &[
            attribute("aria-label", Value::Text),
            attribute("controls", Value::Flag),
            attribute("height", Value::Number(1, MOST_PIXELS)),
            attribute("poster", Value::File(Media::Picture)),
            attribute("preload", Value::OneOf(PRELOAD)),
            attribute("src", Value::File(Media::Video)),
            attribute("width", Value::Number(1, MOST_PIXELS)),
        ],
    ),
];

const HEADING: &[Attribute] = &[of_the_press("id", Value::Id)];

const RECORDING: &[Attribute] = &[
    attribute("aria-label", Value::Text),
    attribute("controls", Value::Flag),
    attribute("preload", Value::OneOf(PRELOAD)),
    attribute("src", Value::File(Media::Audio)),
];

const PRELOAD: &[&str] = &["metadata", "none"];

const CELL: &[Attribute] = &[ALIGNMENT, COLSPAN, ROWSPAN];

const HEAD_CELL: &[Attribute] = &[
    ALIGNMENT,
    COLSPAN,
    ROWSPAN,
    attribute(
        "scope",
        Value::OneOf(&["col", "colgroup", "row", "rowgroup"]),
    ),
];

/// The alignment of table columns in Markdown.
const ALIGNMENT: Attribute = of_the_press("class", Value::OneOf(&["center", "right"]));

// HTML, "Attributes common to td and th elements".
const COLSPAN: Attribute = attribute("colspan", Value::Number(1, 1_000));
const ROWSPAN: Attribute = attribute("rowspan", Value::Number(0, 65_534));

/// No real picture is larger.
const MOST_PIXELS: i64 = 100_000;

/// Elements without contents or end tag (HTML, "Void elements").
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that may contain only certain children, which name them as parents: browsers
/// move anything else in front of the table.
const HOLDS_ONLY_PARTS: &[&str] = &["table", "tbody", "thead", "tr"];

/// Elements before which browsers close an open paragraph (HTML, "in body").
const ENDS_PARAGRAPHS: &[&str] = &[
    "blockquote",
    "details",
    "div",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that are removed together with their text.
pub(in crate::content) const WITHOUT_TEXT: &[&str] = &[
    "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title",
];

const fn element(name: &'static str, attributes: &'static [Attribute]) -> Element {
    part(name, attributes, &[])
}

const fn part(
    name: &'static str,
    attributes: &'static [Attribute],
    parents: &'static [&'static str],
) -> Element {
    Element {
        name,
        attributes,
        parents,
    }
}

const fn attribute(name: &'static str, value: Value) -> Attribute {
    Attribute {
        name,
        value,
        is_of_the_press: false,
    }
}

const fn of_the_press(name: &'static str, value: Value) -> Attribute {
    Attribute {
        name,
        value,
        is_of_the_press: true,
    }
}

impl Element {
    /// Finds an element by name.
    pub(in crate::content) fn named(name: &str) -> Option<&'static Self> {
        ELEMENTS.iter().find(|element| element.name == name)
    }

    /// Finds one of its attributes by name.
    pub(in crate::content) fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        let all = self.attributes.iter().chain(GLOBAL_ATTRIBUTES);
        all.into_iter().find(|attribute| attribute.name == name)
    }

    /// Whether it may contain only the children that name it as a parent.
    pub(in crate::content) fn holds_only_parts(&self) -> bool {
        HOLDS_ONLY_PARTS.contains(&self.name)
    }

    /// Whether it plays a recording.
    pub(in crate::content) fn plays(&self) -> bool {
        matches!(self.name, "audio" | "video")
    }

    /// What to do about an attribute that is not allowed.
    pub(in crate::content) fn advice(&self) -> String {
        let own = self.attributes.iter().chain(GLOBAL_ATTRIBUTES);
        let own = own.filter(|attribute| !attribute.is_of_the_press);
        let names: Vec<_> = own.map(|attribute| attribute.name).collect();
        format!(
            "Remove it; allowed on “<{}>”: {}.",
            self.name,
            names.join(", ")
        )
    }
}

impl Value {
    /// Whether a value is well-formed. Checks that depend on the site are made elsewhere.
    pub(in crate::content) fn allows(self, value: &str) -> bool {
        match self {
            Self::Text | Self::Id | Self::Link | Self::File(_) => true,
            // A boolean attribute is on whatever its value, so a negative value is a
            // mistake.
            Self::Flag => !matches!(value, "0" | "false" | "no" | "off"),
            Self::Language => language::parse(value).is_ok(),
            Self::OneOf(words) => words.contains(&value),
            Self::Number(least, most) => {
                let digits = value.strip_prefix('-').unwrap_or(value);
                let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
                let number = value.parse::<i64>().ok();
                is_number && number.is_some_and(|number| (least..=most).contains(&number))
            }
        }
    }

    /// What to write instead of a value that is not allowed.
    pub(in crate::content) fn advice(self, name: &str) -> String {
        match self {
            Self::Number(least, most) => {
                format!("Write a whole number between {least} and {most}: {name}=\"1\"")
            }
            Self::OneOf([word]) => format!("Write {name}=\"{word}\", or remove it."),
            Self::Flag => "Remove it: browsers ignore its value.".to_owned(),
            Self::OneOf(words) => format!("Write one of: {}.", words.join(", ")),
            _ => format!("Write {name}=\"…\""),
        }
    }
}

impl Media {
    /// Whether a file is of this kind, judging by its extension.
    pub(in crate::content) fn has(self, path: &str) -> bool {
        let media_type = content_type(path);
        let is = |kind: &str| media_type.starts_with(kind);
        match self {
            Self::Picture => is("image/"),
            Self::Video => is("video/"),
            Self::Audio => is("audio/"),
            Self::Recording => is("audio/") || is("video/"),
            Self::Captions => is("text/vtt"),
        }
    }

    /// The name of the kind, and a description of its files.
    pub(in crate::content) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Picture => ("picture", "an AVIF, GIF, JPEG, PNG, SVG or WebP file"),
            Self::Video => ("video", "an MP4, WebM or OGV file"),
            Self::Audio => ("recording", "an MP3, M4A, OGG, Opus, FLAC or WAV file"),
            Self::Recording => ("recording", "a file such as .mp4, .webm, .mp3 or .ogg"),
            Self::Captions => ("text track", "a WebVTT file, .vtt"),
        }
    }
}

/// Whether browsers close an open paragraph when an element starts.
pub(in crate::content) fn ends_paragraphs(name: &str) -> bool {
    ENDS_PARAGRAPHS.contains(&name)
}

/// Whether an element has neither contents nor end tag.
pub(in crate::content) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// What to write instead of an element that is not allowed.
pub(in crate::content) fn advice(name: &str) -> String {
    let advice = match name {
        "h1" => "Write a level-2 heading: “## …”. The headline is the level-1 heading.",
        "iframe" | "embed" | "object" | "frame" => {
            "Write a link to what it shows: [What it shows](https://…)"
        }
        "script" | "noscript" => "Delete it with its contents: texts cannot run scripts.",
        "style" | "link" | "meta" | "base" | "title" | "head" | "html" | "body" => {
            "Delete it: the page already has it."
        }
        "b" => "Write **…** or <strong>…</strong>.",
        "i" => "Write *…* or <em>…</em>; for the title of a work, <cite>…</cite>.",
        "u" | "big" | "small" | "font" | "center" | "mark" | "s" | "strike" | "del" | "ins" => {
            "Remove the tags, or write *…* or **…** to emphasize the text."
        }
        "svg" | "math" | "canvas" | "picture" | "map" => {
            "Save it as a picture in the folder “public”, and write ![What it shows](/picture.svg)."
        }
        "dl" | "dt" | "dd" | "menu" | "dir" => {
            "Write a list: each item on a line that starts with “- ”."
        }
        "form" | "input" | "button" | "select" | "textarea" | "label" | "option" | "fieldset" => {
            "Write a link to a page with the form: [What it is for](https://…)"
        }
        "tt" | "kbd" | "samp" | "var" => "Write `…` or <code>…</code>.",
        "header" | "footer" | "main" | "nav" | "article" | "aside" => {
            "Remove the tags, or write <div>…</div>."
        }
        "tfoot" | "colgroup" | "col" => "Remove the tags; put table rows into “<tbody>”.",
        _ => {
            return format!(
                "Remove the tags. If this is meant as text, write \\<{name}> or `<{name}>`."
            );
        }
    };
    advice.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_limits() {
        let is_number = |value: &str| Value::Number(-10, 10).allows(value);
        for value in ["0", "10", "-10", "007"] {
            assert!(is_number(value), "{value}");
        }
        for value in [
            "",
            "-",
            "+1",
            " 1",
            "1.0",
            "11",
            "-11",
            "9223372036854775808",
        ] {
            assert!(!is_number(value), "{value}");
        }
    }

    #[test]
    fn every_parent_is_an_element() {
        for element in ELEMENTS {
            for parent in element.parents {
                assert!(Element::named(parent).is_some(), "{parent}");
            }
        }
    }
}
