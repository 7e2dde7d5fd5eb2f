//! The parsed pieces of a text, with their offsets in the file.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};
use std::cell::RefCell;
use std::fmt;

/// A Markdown event, or HTML with which the press replaces it.
#[derive(Clone, Debug)]
pub(in crate::content) struct Piece<'a> {
    pub(in crate::content) event: Event<'a>,
    /// Its offset in the file.
    pub(in crate::content) offset: usize,
    pub(in crate::content) writer: Writer,
}

/// The origin of some HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content) enum Writer {
    /// The editor, verbatim.
    Editor,
    /// Markdown, generated from the editor's text.
    Markdown,
    /// The press.
    Press,
}

impl<'a> Piece<'a> {
    /// A Markdown event.
    pub(in crate::content) fn new(event: Event<'a>, offset: usize) -> Self {
        let writer = match event {
            Event::Html(_) | Event::InlineHtml(_) => Writer::Editor,
            _ => Writer::Markdown,
        };
        Self {
            event,
            offset,
            writer,
        }
    }

    /// HTML that replaces the Markdown at an offset.
    pub(in crate::content) fn html(
        offset: usize,
        html: impl Into<CowStr<'a>>,
        writer: Writer,
    ) -> Self {
        Self {
            event: Event::InlineHtml(html.into()),
            offset,
            writer,
        }
    }
}

/// The pieces from the start tag in the first one to its end tag.
pub(in crate::content) fn element<'a, 'b>(pieces: &'a [Piece<'b>]) -> &'a [Piece<'b>] {
    let mut depth = 0;
    for (index, piece) in pieces.iter().enumerate() {
        match piece.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &pieces[..=index];
        }
    }
    pieces
}

/// The text of the element that the first piece starts.
pub(in crate::content) fn text_inside(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for piece in element(pieces) {
        match &piece.event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The word count of a text. Text inside pictures is not counted.
pub(in crate::content) fn words(pieces: &[Piece<'_>]) -> usize {
    let mut text = String::new();
    let mut in_picture = false;
    for piece in pieces {
        match &piece.event {
            Event::Start(Tag::Image { .. }) => in_picture = true,
            Event::End(TagEnd::Image) => in_picture = false,
            Event::Text(part) | Event::Code(part) if !in_picture => text.push_str(part),
            Event::Text(_)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            // A line or block boundary also ends a word.
            _ => text.push(' '),
        }
    }
    text.split_whitespace().count()
}

/// The HTML of a text, with the origin of each part.
pub(in crate::content) struct Rendered {
    pub(in crate::content) html: String,
    /// Sorted by offset in the HTML.
    origins: Vec<Origin>,
}

/// The origin of some HTML.
#[derive(Clone, Copy, Debug)]
pub(in crate::content) struct Origin {
    /// The offset in the HTML.
    at: usize,
    offset: usize,
    pub(in crate::content) writer: Writer,
}

impl Rendered {
    /// Renders the pieces of a text.
    pub(in crate::content) fn new(pieces: Vec<Piece<'_>>) -> Self {
        let written = Written(RefCell::default());
        let mut origins: Vec<Origin> = Vec::with_capacity(pieces.len());
        let events = pieces.into_iter().map(|piece| {
            // Earlier events have been written by now.
            origins.push(Origin {
                at: written.0.borrow().len(),
                offset: piece.offset,
                writer: piece.writer,
            });
            piece.event
        });
        // Writing to memory cannot fail.
        let _ = html::write_html_fmt(&written, events);
        Self {
            html: written.0.into_inner(),
            origins,
        }
    }

    /// The origin of a byte of the HTML.
    pub(in crate::content) fn origin(&self, at: usize) -> Origin {
        let next = self.origins.partition_point(|origin| origin.at <= at);
        let origin = next.checked_sub(1).and_then(|it| self.origins.get(it));
        origin.copied().unwrap_or(Origin {
            at: 0,
            offset: 0,
            writer: Writer::Press,
        })
    }

    /// The offset in the file of the source of a byte of the HTML.
    pub(in crate::content) fn offset(&self, at: usize) -> usize {
        let origin = self.origin(at);
        match origin.writer {
            Writer::Editor => origin.offset + at - origin.at,
            _ => origin.offset,
        }
    }
}

/// HTML that can be read while it is being written.
struct Written(RefCell<String>);

impl fmt::Write for &Written {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.borrow_mut().push_str(text);
        Ok(())
    }
}
