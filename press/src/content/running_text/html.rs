//! Checks the HTML of a text: anything that browsers would not show as written is a
//! fault.
//!
//! The HTML from Markdown and from the editor is parsed together, as a browser does it.

use super::markup::{self, Attribute, Element, Media, Value};
use super::pieces::{Rendered, Writer};
use super::suggestion::shortened;
use super::{ContentFile, Context, characters, language, links, picture};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Error, Spanned, StartTag, Token, Tokenizer};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The maximum nesting depth of elements: more than any text needs, and less than the
/// limits of browsers and other programs.
pub(in crate::content) const MOST_NESTED: usize = 100;

/// The maximum number of elements in a text.
const MOST_ELEMENTS: usize = 50_000;

/// The maximum number of table cells in a text.
const MOST_CELLS: usize = 20_000;

/// The maximum number of attributes on an element: the tokenizer uses stack space for
/// each.
const MOST_ATTRIBUTES: usize = 100;

/// A limit on the work of escaping special characters, in bytes. The sanitizer's parser
/// rescans the rest of the text after each one, so many of them in a long paragraph would
/// take minutes.
const MOST_ESCAPING: usize = 1_000_000_000;

/// What was found in the HTML of a text.
#[derive(Default)]
pub(in crate::content) struct Contents {
    pub(in crate::content) headings: Vec<Heading>,
    /// The sizes of its pictures, by path.
    pub(in crate::content) pictures: BTreeMap<String, picture::Size>,
}

/// A heading of a text.
pub(in crate::content) struct Heading {
    pub(in crate::content) level: usize,
    pub(in crate::content) text: String,
    /// Its offset in the file.
    pub(in crate::content) offset: usize,
}

/// Checks the HTML of a text. Links within it may target `ids`.
pub(in crate::content) fn check(
    file: &ContentFile,
    rendered: &Rendered,
    ids: &BTreeSet<String>,
    context: &Context<'_>,
) -> Contents {
    let mut check = Check {
        file,
        rendered,
        ids,
        context,
        open: Vec::new(),
        elements: 0,
        escaping: Escaping::default(),
        cells: 0,
        row_spans: Vec::new(),
        contents: Contents::default(),
    };
    if let Some(at) = too_many_attributes(&rendered.html) {
        let problem = format!("A tag has more than {MOST_ATTRIBUTES} attributes.");
        check.fault(at, problem, "Remove the ones that are not allowed.");
        return check.contents;
    }
    for token in tokens(&rendered.html) {
        if !check.read(token) {
            return check.contents;
        }
    }
    check.end();
    check.contents
}

type Tag = StartTag<usize>;

struct Check<'a> {
    file: &'a ContentFile,
    rendered: &'a Rendered,
    ids: &'a BTreeSet<String>,
    context: &'a Context<'a>,
    /// The open elements, outermost first.
    open: Vec<Open>,
    elements: usize,
    escaping: Escaping,
    /// The number of table cells so far, counting a cell once for each row that it spans.
    cells: usize,
    /// For each open table, the number of rows that each of its cells still spans.
    row_spans: Vec<Vec<usize>>,
    contents: Contents,
}

/// An open element.
struct Open {
    name: String,
    /// `None` if the element is not allowed, which has been reported.
    element: Option<&'static Element>,
    /// Its offset in the HTML.
    at: usize,
    /// Whether it contains a source to play.
    has_source: bool,
    /// Whether it contains captions.
    has_captions: bool,
    /// The recording of sound in it, if it is a figure, and whether there is a text to open
    /// beside that.
    sound: Option<usize>,
    has_details: bool,
}

/// The work of escaping the special characters in a text.
#[derive(Default)]
struct Escaping {
    /// The length of the current piece of text, and its number of special characters.
    length: usize,
    special: usize,
    /// The work for the pieces before it.
    before: usize,
}

impl Escaping {
    fn read(&mut self, text: &[u8]) {
        let special = text
            .iter()
            .filter(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xc2));
        self.special += special.count();
        self.length += text.len();
    }

    fn end(&mut self) {
        self.before = self.work();
        (self.length, self.special) = (0, 0);
    }

    fn work(&self) -> usize {
        let work = self.length.saturating_mul(self.special);
        self.before.saturating_add(work)
    }
}

impl Check<'_> {
    /// Reads a token; returns whether to continue.
    fn read(&mut self, token: Token<usize>) -> bool {
        match token {
            Token::StartTag(tag) => {
                if !self.is_left_out() {
                    self.start_tag(&tag);
                }
                return self.may_go_on(&tag);
            }
            Token::Comment(_) | Token::Doctype(_) if self.is_left_out() => {}
            Token::EndTag(tag) => {
                self.escaping.end();
                self.end_tag(&text(&tag.name), tag.span.start);
            }
            Token::String(string) => {
                self.text(&string);
                self.escaping.read(&string);
                if self.escaping.work() > MOST_ESCAPING {
                    let problem = "This paragraph is too long for all the quotation marks, “&”, “<” and “>” in it.";
                    self.fault(
                        string.span.start,
                        problem,
                        "Split it into several paragraphs.",
                    );
                    return false;
                }
            }
            Token::Comment(comment) => self.fault(
                comment.span.start,
                "HTML comments are not published.",
                "Delete this one. Comments are allowed in the front matter, on lines that start with “#”.",
            ),
            Token::Doctype(doctype) => self.fault(
                doctype.span.start,
                "Declarations are not allowed in a text.",
                "Delete it: the page already has one.",
            ),
            Token::Error(error) => self.error(&error),
        }
        true
    }

    fn may_go_on(&self, tag: &Tag) -> bool {
        if self.open.len() > MOST_NESTED {
            let problem = format!("This is nested more than {MOST_NESTED} levels deep.");
            self.fault(tag.span.start, problem, "Use fewer levels.");
            return false;
        }
        if self.elements > MOST_ELEMENTS {
            let problem = format!("The text has more than {MOST_ELEMENTS} elements.");
            self.fault(tag.span.start, problem, "Split it into several texts.");
            return false;
        }
        if self.cells > MOST_CELLS {
            let problem = format!("The tables of this text have more than {MOST_CELLS} cells.");
            let advice = "Put the table into a file in the folder “public”, and link to it.";
            self.fault(tag.span.start, problem, advice);
            return false;
        }
        true
    }

    /// Whether the current token is inside a reported element that is dropped with its
    /// contents.
    fn is_left_out(&self) -> bool {
        let name = self.open.last().map_or("", |open| open.name.as_str());
        markup::WITHOUT_TEXT.contains(&name)
    }

    fn start_tag(&mut self, tag: &Tag) {
        self.elements += 1;
        self.escaping.end();
        for value in tag.attributes.values() {
            self.escaping.read(value);
            self.escaping.end();
        }
        let name = text(&tag.name).into_owned();
        let at = tag.span.start;
        let element = Element::named(&name);
        self.heading_begins(&name, at);
        match element {
            Some(element) => {
                self.check_place(element, at);
                self.check_attributes(element, tag);
            }
            // The heading that Markdown makes of “#” is reported elsewhere.
            None if !self.is_written(at) => {}
            None => {
                let problem = format!("“<{}>” is not allowed in a text.", shortened(&name));
                self.fault(at, problem, markup::advice(&shortened(&name)));
            }
        }
        self.count_cells(&name, tag);
        match name.as_str() {
            "track" => self.note_captions(tag),
            "audio" | "details" => self.note_in_figure(&name, at),
            _ => {}
        }
        let is_void = markup::is_void(&name);
        if tag.self_closing && !is_void && element.is_some() {
            let problem = format!("“<{name}/>” does not close the element.");
            self.fault(at, problem, format!("Write <{name}>…</{name}>."));
        } else if !is_void {
            self.open.push(Open {
                name,
                element,
                at,
                has_source: tag.attributes.keys().any(|name| &***name == b"src"),
                has_captions: false,
                sound: None,
                has_details: false,
            });
        }
    }

    /// Notes that a recording has captions, or subtitles, which browsers take a track for
    /// that does not say what it is.
    fn note_captions(&mut self, tag: &Tag) {
        let kind = tag.attributes.iter().find(|(name, _)| &****name == b"kind");
        let kind = kind.map_or("captions".into(), |(_, kind)| text(kind));
        if let Some(recording) = self.open.last_mut()
            && matches!(&*kind, "captions" | "subtitles")
        {
            recording.has_captions = true;
        }
    }

    /// Notes that the figure around has a recording of sound, or a text to open.
    fn note_in_figure(&mut self, name: &str, at: usize) {
        let mut open = self.open.iter_mut().rev();
        match (open.find(|open| open.name == "figure"), name) {
            (Some(figure), "audio") => figure.sound = Some(at),
            (Some(figure), _) => figure.has_details = true,
            (None, "audio") => self.no_transcript(at),
            (None, _) => {}
        }
    }

    fn no_transcript(&self, at: usize) {
        let advice = "Put both into a figure: <figure>, <audio …></audio>, then \
                      <details><summary>Transcript</summary>, the words, </details></figure>";
        self.fault(at, "The recording has no transcript.", advice);
    }

    fn count_cells(&mut self, name: &str, tag: &Tag) {
        match (name, self.row_spans.last_mut()) {
            ("table", _) => self.row_spans.push(Vec::new()),
            ("tr", Some(spans)) => {
                spans.retain_mut(|rows| {
                    *rows -= 1;
                    *rows > 0
                });
                self.cells += spans.len();
            }
            ("td" | "th", spans) => {
                self.cells += 1;
                let span = tag
                    .attributes
                    .iter()
                    .find(|(name, _)| &****name == b"rowspan");
                let rows = span.and_then(|(_, rows)| text(rows).parse::<usize>().ok());
                if let (Some(spans), Some(rows)) = (spans, rows) {
                    // Zero is to the end of the table.
                    spans.push(if rows == 0 { usize::MAX } else { rows });
                }
            }
            _ => {}
        }
    }

    /// Checks the parent of an element.
    fn check_place(&mut self, element: &'static Element, at: usize) {
        let parent = self.open.last_mut();
        if let Some(parent) = &parent
            && parent.element.is_none()
        {
            // The parent is at fault.
            return;
        }
        let parent_name = parent.as_ref().map_or("", |parent| parent.name.as_str());
        let is_part = element.parents.contains(&parent_name);
        if element.name == "source" && is_part {
            if let Some(parent) = parent {
                parent.has_source = true;
            }
        } else if !element.parents.is_empty() && !is_part {
            let parents: Vec<_> = element
                .parents
                .iter()
                .map(|it| format!("“<{it}>”"))
                .collect();
            let problem = format!(
                "“<{}>” is allowed only in {}.",
                element.name,
                parents.join(" or ")
            );
            let advice = format!(
                "Put it directly into {}, or remove the tags.",
                parents.join(" or ")
            );
            self.fault(at, problem, advice);
        } else if !is_part
            && parent.is_some_and(|it| it.element.is_some_and(Element::holds_only_parts))
        {
            self.misplaced_in_table(&format!("“<{}>”", element.name), at);
        }
        if let Some(ended) = self.ended_by(element.name) {
            let (problem, advice) = ends(element.name, ended);
            self.fault(at, problem, advice);
        }
    }

    /// The open element that browsers close implicitly when an element starts.
    fn ended_by(&self, name: &str) -> Option<&'static str> {
        let ended = match name {
            "a" => "a",
            _ if markup::ends_paragraphs(name) => "p",
            _ => return None,
        };
        let names = self.open.iter().rev().map(|open| open.name.as_str());
        let mut within = names.take_while(|name| !matches!(*name, "td" | "th" | "caption"));
        within.any(|name| name == ended).then_some(ended)
    }

    fn misplaced_in_table(&self, what: &str, at: usize) {
        let problem = format!("{what} is not allowed in a table outside of its cells.");
        self.fault(at, problem, "Put it into “<td>”, or before the table.");
    }

    fn check_attributes(&mut self, element: &'static Element, tag: &Tag) {
        let at = tag.span.start;
        for (name, value) in &tag.attributes {
            let name = text(name);
            let offset = self.place_of(value.span.start, at);
            let Some(attribute) = element.attribute(&name) else {
                // Attributes on code and cells that come from Markdown have been handled.
                let problem = format!(
                    "“{}” is not allowed on “<{}>”.",
                    shortened(&name),
                    element.name
                );
                self.file
                    .fault(offset, problem, attribute_advice(element, &name));
                continue;
            };
            if attribute.is_of_the_press && self.is_written(at) {
                let problem = format!("“{name}” is not allowed on “<{}>”.", element.name);
                self.file
                    .fault(offset, problem, attribute_advice(element, &name));
                continue;
            }
            self.check_value(element, attribute, &text(value), offset, at);
        }
        self.check_missing(element, tag);
    }

    /// Checks an attribute of an element that starts at `at`.
    fn check_value(
        &mut self,
        element: &Element,
        attribute: &Attribute,
        value: &str,
        offset: usize,
        at: usize,
    ) {
        if !characters::check(self.file, value, |_| offset) {
            return;
        }
        match attribute.value {
            Value::Language => {
                if let Err((problem, advice)) = language::parse(value) {
                    self.file.fault(offset, problem, advice);
                }
            }
            // The press generates links to notes itself.
            Value::Link if self.writer(at) == Writer::Press => {}
            Value::Link => links::check(self.file, offset, value, self.ids, self.context),
            Value::File(media) => self.check_file(element, media, value, offset),
            form if !form.allows(value) => {
                let name = attribute.name;
                let problem = format!("Invalid value: {name}=\"{}\".", shortened(value));
                self.file.fault(offset, problem, form.advice(name));
            }
            _ => {}
        }
        let is_picture = element.name == "img" && attribute.name == "alt";
        if is_picture && value.trim().is_empty() {
            self.no_alternative(at);
        }
    }

    fn no_alternative(&self, at: usize) {
        let advice = match self.is_written(at) {
            true => "Describe the picture: <img alt=\"A missile on parade\" …>",
            false => "Describe it between the brackets: ![A missile on parade](…)",
        };
        let problem = "The picture has no alternative text.";
        self.fault(at, problem, advice);
    }

    /// Checks that a file exists on the site and is of the right kind.
    fn check_file(&mut self, element: &Element, media: Media, path: &str, offset: usize) {
        let (noun, files) = media.words();
        let path = links::decoded(path);
        // The pages' security policy blocks files from other sites.
        if !self.context.pages.is_file(&path) {
            let problem = format!("There is no {noun} “{}” on this site.", shortened(&path));
            let example = match media {
                Media::Picture => "picture.jpg",
                Media::Video | Media::Recording => "video.mp4",
                Media::Audio => "recording.mp3",
                Media::Captions => "captions.vtt",
            };
            let advice = format!(
                "Put the file into the folder “public” next to the content, and write its path: \
                 /{example}"
            );
            self.file.fault(offset, problem, advice);
            return;
        }
        let media = match (media, self.open.last()) {
            (Media::Recording, Some(parent)) if parent.name == "audio" => Media::Audio,
            (Media::Recording, Some(parent)) if parent.name == "video" => Media::Video,
            (media, _) => media,
        };
        if media == Media::Picture {
            if let Some(size) = picture::size(self.file, &path, offset, self.context)
                && element.name == "img"
            {
                self.contents.pictures.insert(path.into_owned(), size);
            }
        } else if !media.has(&path) {
            let problem = format!("“{}” is not a {noun}.", shortened(&path));
            self.file.fault(offset, problem, format!("Use {files}."));
        }
    }

    /// Reports missing attributes.
    fn check_missing(&mut self, element: &Element, tag: &Tag) {
        let at = tag.span.start;
        let has = |wanted: &str| tag.attributes.keys().any(|name| text(name) == wanted);
        let (wanted, advice) = match element.name {
            "img" if !has("alt") => return self.no_alternative(at),
            "img" => (
                "src",
                "Write the path of a file on the site: <img src=\"/picture.jpg\" …>",
            ),
            "source" => (
                "src",
                "Write the path of a file on the site: <source src=\"/video.mp4\">",
            ),
            "track" => (
                "src",
                "Write the path of a file on the site: <track src=\"/captions.vtt\">",
            ),
            "audio" | "video" => (
                "controls",
                "Add it to the tag; without it, readers cannot play the recording.",
            ),
            _ => return,
        };
        if !has(wanted) {
            let problem = format!("“<{}>” has no “{wanted}”.", element.name);
            self.fault(at, problem, advice);
        }
    }

    fn end_tag(&mut self, name: &str, at: usize) {
        let shown = shortened(name);
        if self.is_left_out() {
            self.open.pop_if(|open| open.name == name);
            return;
        }
        if markup::is_void(name) {
            let problem = format!("“</{shown}>” has no start tag.");
            self.fault(at, problem, format!("Delete it, or write <{shown}>."));
            return;
        }
        // A paragraph opened by Markdown is closed by Markdown.
        let is_written = self.is_written(at);
        let is_begun_by = |open: &Open| open.name == name && self.is_written(open.at) == is_written;
        let Some(place) = self.open.iter().rposition(is_begun_by) else {
            let problem = format!("“</{shown}>” has no start tag.");
            let advice = format!("Delete it, or write <{shown}> before it.");
            self.fault(at, problem, advice);
            return;
        };
        // One fault is enough: any open element in between is closed with it.
        let inner = self.open[place + 1..].iter();
        let inner = inner.rev().find(|open| open.element.is_some());
        if let Some(inner) = inner {
            if self.is_written(inner.at) {
                self.not_ended(inner, &format!("“</{shown}>”"));
            } else {
                let problem = format!(
                    "“</{shown}>” does not close its start tag: “<{}>” is still open.",
                    inner.name
                );
                let advice = "Put the two tags into the same paragraph, or each on its own line \
                              between blank lines.";
                self.fault(at, problem, advice);
            }
        }
        let ended = self.open.drain(place..).next();
        if name == "table" {
            self.row_spans.pop();
        }
        let Some(ended) = ended else {
            return;
        };
        if name == "video" && !ended.has_captions {
            let problem = "The video has no captions.";
            let advice = "Put <track kind=\"captions\" src=\"/captions.vtt\" srclang=\"en\"> into \
                          it. If nobody speaks, they say so: “[Engine noise]”.";
            self.fault(ended.at, problem, advice);
        }
        if let Some(sound) = ended.sound.filter(|_| !ended.has_details) {
            self.no_transcript(sound);
        }
        if ended.element.is_some_and(Element::plays) && !ended.has_source {
            let problem = format!("“<{shown}>” has no source.");
            let advice = "Write the path of a file on the site: src=\"/…\"";
            self.fault(ended.at, problem, advice);
        }
    }

    fn not_ended(&self, open: &Open, before: &str) {
        let problem = format!("“<{}>” is not closed before {before}.", open.name);
        self.fault(
            open.at,
            problem,
            format!("Add “</{}>” where it should end.", open.name),
        );
    }

    /// Reports elements that are still open at the end of the text.
    fn end(&mut self) {
        for open in &self.open {
            if open.element.is_some() {
                self.not_ended(open, "the end of the text");
            }
        }
    }

    fn text(&mut self, string: &Spanned<html5gum::HtmlString, usize>) {
        let shown = text(string);
        let at = string.span.start;
        if let Some(heading) = self.heading() {
            heading.text.push_str(&shown);
        }
        if self.is_left_out() {
            return;
        }
        // Markdown's own text has been checked at its source.
        if self.is_written(at) {
            characters::check(self.file, &shown, |inside| {
                self.rendered.offset(at + inside)
            });
        }
        let parent = self.open.last().and_then(|open| open.element);
        if !shown.trim().is_empty() && parent.is_some_and(Element::holds_only_parts) {
            let before = shown.len() - shown.trim_start().len();
            self.misplaced_in_table("Text", at + before);
        }
    }

    fn heading_begins(&mut self, name: &str, at: usize) {
        let level = match name.as_bytes() {
            [b'h', digit @ b'1'..=b'6'] => usize::from(digit - b'0'),
            _ => return,
        };
        let is_reported = level == 1 && self.is_written(at);
        // The heading of the notes is generated by the press.
        if !is_reported && self.writer(at) != Writer::Press {
            self.contents.headings.push(Heading {
                level,
                text: String::new(),
                offset: self.rendered.offset(at),
            });
        }
    }

    /// The heading that is currently open.
    fn heading(&mut self) -> Option<&mut Heading> {
        let mut names = self.open.iter().map(|open| open.name.as_bytes());
        let is_inside = names.any(|name| matches!(name, [b'h', b'1'..=b'6']));
        self.contents.headings.last_mut().filter(|_| is_inside)
    }

    /// Reports errors that the tokenizer recovered from, if they affect the result.
    fn error(&self, error: &Spanned<Error, usize>) {
        let at = error.span.start;
        if !self.is_written(at.saturating_sub(1)) {
            return;
        }
        let (problem, advice) = match error.value {
            Error::DuplicateAttribute => ("Duplicate attribute.", "Remove one of them."),
            Error::EndTagWithAttributes | Error::EndTagWithTrailingSolidus => (
                "An end tag must contain only the element’s name.",
                "Write only the name: </p>",
            ),
            Error::EofInTag | Error::EofBeforeTagName => (
                "The text ends inside a tag.",
                "Close the tag with “>”, or write “&lt;” if it is not a tag.",
            ),
            Error::MissingEndTagName => ("“</>” is not a tag.", "Delete it, or add the name."),
            Error::CharacterReferenceOutsideUnicodeRange
            | Error::ControlCharacterReference
            | Error::NoncharacterCharacterReference
            | Error::NullCharacterReference
            | Error::SurrogateCharacterReference => (
                "This numeric reference is not a publishable character.",
                "Write the character itself.",
            ),
            _ => return,
        };
        self.fault(at, problem, advice);
    }

    fn writer(&self, at: usize) -> Writer {
        self.rendered.origin(at).writer
    }

    fn is_written(&self, at: usize) -> bool {
        self.writer(at) == Writer::Editor
    }

    /// The offset of a part of the tag that starts at `start`.
    fn place_of(&self, at: usize, start: usize) -> usize {
        let is_written = self.is_written(start);
        self.rendered.offset(if is_written { at } else { start })
    }

    /// Reports a fault at a byte of the HTML.
    fn fault(&self, at: usize, problem: impl Into<String>, advice: impl Into<String>) {
        self.file.fault(self.rendered.offset(at), problem, advice);
    }
}

/// The offset of a tag with too many attributes, if there is one.
fn too_many_attributes(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let mut attributes = 0;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'>' => break,
                b'=' => {
                    attributes += 1;
                    if attributes > MOST_ATTRIBUTES {
                        return Some(start);
                    }
                    let spaces = bytes[at..].iter().take_while(|it| it.is_ascii_whitespace());
                    at += spaces.count();
                    if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
                        let value = bytes[at + 1..].iter().take_while(|it| *it != quote);
                        at = (at + value.count() + 2).min(bytes.len());
                    }
                }
                _ => {}
            }
        }
        // The character before this position is ASCII.
        at = html.ceil_char_boundary(at);
    }
    None
}

/// The fault of an element that implicitly closes another one.
fn ends(name: &str, ended: &str) -> (String, String) {
    (
        format!("“<{name}>” is not allowed in “<{ended}>”, which browsers close before it."),
        format!("Write “</{ended}>” before it, or use other elements."),
    )
}

fn attribute_advice(element: &Element, name: &str) -> String {
    match name {
        "id" => "Remove it. Links can target headings: [errors](#errors) goes to “## Errors”."
            .to_owned(),
        "class" | "style" | "align" | "bgcolor" | "border" | "color" | "face" | "size" => {
            "Remove it: the site’s style sheet sets how texts look.".to_owned()
        }
        "autoplay" | "loop" => "Remove it: readers start playback themselves.".to_owned(),
        "target" | "rel" => "Remove it: readers decide where a link opens.".to_owned(),
        _ if name.starts_with("on") => "Remove it: texts cannot run scripts.".to_owned(),
        _ => element.advice(),
    }
}

/// Reports the first difference that the sanitizer made to a text without other faults:
/// browsers would parse that place differently, too.
pub(in crate::content) fn compare(file: &ContentFile, rendered: &Rendered, sanitized: &str) {
    // Most texts are the same to the letter, which is faster to see.
    if rendered.html == sanitized {
        return;
    }
    let mut found = shown(sanitized);
    let mut open: Vec<String> = Vec::new();
    for (part, at) in shown(&rendered.html) {
        let next = found.next().map(|(part, _)| part);
        if next.as_ref() == Some(&part) {
            match part {
                Shown::Start(name, _) if !markup::is_void(&name) => open.push(name),
                Shown::End(_) => drop(open.pop()),
                _ => {}
            }
            continue;
        }
        let (problem, advice) = match (part, next) {
            (Shown::Start(name, _), Some(Shown::End(ended))) => ends(&name, &ended),
            (Shown::Start(name, _), _) => (
                format!("Browsers parse “<{name}>” differently than it is written here."),
                "Remove its contents, or move it out of its parent.".to_owned(),
            ),
            _ => (
                "Browsers parse the HTML around here differently than it is written.".to_owned(),
                match open.last() {
                    Some(name) => format!("Check “<{name}>” and its contents."),
                    None => "Use fewer tags.".to_owned(),
                },
            ),
        };
        file.fault(rendered.offset(at), problem, advice);
        return;
    }
    if found.next().is_some() {
        let problem = "Browsers parse the HTML of this text differently than it is written.";
        let end = rendered.html.len().saturating_sub(1);
        file.fault(rendered.offset(end), problem, "Use fewer tags.");
    }
}

/// A visible part of some HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    /// A start tag with its attributes, except those that hold URLs.
    Start(String, BTreeMap<String, String>),
    End(String),
    /// Some text, without whitespace.
    Text(String),
}

/// The visible parts of some HTML, with their offsets.
fn shown(html: &str) -> impl Iterator<Item = (Shown, usize)> {
    let mut tokens = tokens(html).peekable();
    std::iter::from_fn(move || {
        loop {
            let part = match tokens.next()? {
                Token::StartTag(tag) => {
                    let name = text(&tag.name).into_owned();
                    // Browsers insert it where it is missing.
                    if name == "tbody" {
                        continue;
                    }
                    let attributes = tag.attributes.iter().map(|(name, value)| {
                        let name = text(name).into_owned();
                        let is_address = matches!(name.as_str(), "href" | "src" | "poster");
                        let value = text(value).into_owned();
                        (name, if is_address { String::new() } else { value })
                    });
                    (Shown::Start(name, attributes.collect()), tag.span.start)
                }
                Token::EndTag(tag) if &**tag.name == b"tbody" => continue,
                Token::EndTag(tag) => (Shown::End(text(&tag.name).into_owned()), tag.span.start),
                Token::String(string) => {
                    let mut all = text(&string).into_owned();
                    while let Some(Token::String(_) | Token::Error(_)) = tokens.peek() {
                        if let Some(Token::String(string)) = tokens.next() {
                            all.push_str(&text(&string));
                        }
                    }
                    all.retain(|character| !character.is_ascii_whitespace());
                    if all.is_empty() {
                        continue;
                    }
                    (Shown::Text(all), string.span.start)
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => continue,
            };
            return Some(part);
        }
    })
}

fn tokens(html: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).flatten()
}

/// Text from the HTML, which is UTF-8.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
