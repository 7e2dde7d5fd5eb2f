//! The pieces of a text, each with its place in the file.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};
use std::cell::RefCell;
use std::fmt;

/// What Markdown is read as, or HTML that the press puts in its place.
#[derive(Clone, Debug)]
pub(in crate::content) struct Piece<'a> {
    pub(in crate::content) event: Event<'a>,
    /// Where it stands in the file.
    pub(in crate::content) offset: usize,
    pub(in crate::content) writer: Writer,
}

/// Who wrote some HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::content) enum Writer {
    /// The editor, as it stands in the file.
    Editor,
    /// Markdown, for what the editor wrote.
    Markdown,
    /// The press, by itself.
    Press,
}

impl<'a> Piece<'a> {
    /// What Markdown is read as.
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

    /// HTML that stands for what Markdown has read at a place.
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

/// The element that the first piece begins, to its end.
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

/// The text of the element that the first piece begins.
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

/// How many words a text has. What pictures show is not read.
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
            // A line or a block begins or ends, and with it a word.
            _ => text.push(' '),
        }
    }
    text.split_whitespace().count()
}

/// The HTML of a text, and what of it comes from where.
pub(in crate::content) struct Rendered {
    pub(in crate::content) html: String,
    /// By where they begin in the HTML.
    origins: Vec<Origin>,
}

/// Where some HTML comes from.
#[derive(Clone, Copy, Debug)]
pub(in crate::content) struct Origin {
    /// Where it begins in the HTML.
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
            // What came before has been written by now.
            origins.push(Origin {
                at: written.0.borrow().len(),
                offset: piece.offset,
                writer: piece.writer,
            });
            piece.event
        });
        // Writing to memory does not fail.
        let _ = html::write_html_fmt(&written, events);
        Self {
            html: written.0.into_inner(),
            origins,
        }
    }

    /// Where a byte of the HTML comes from.
    pub(in crate::content) fn origin(&self, at: usize) -> Origin {
        let next = self.origins.partition_point(|origin| origin.at <= at);
        let origin = next.checked_sub(1).and_then(|it| self.origins.get(it));
        origin.copied().unwrap_or(Origin {
            at: 0,
            offset: 0,
            writer: Writer::Press,
        })
    }

    /// Where in the file that stands which a byte of the HTML comes from.
    pub(in crate::content) fn offset(&self, at: usize) -> usize {
        let origin = self.origin(at);
        match origin.writer {
            Writer::Editor => origin.offset + at - origin.at,
            _ => origin.offset,
        }
    }
}

/// HTML that is read while it is written.
struct Written(RefCell<String>);

impl fmt::Write for &Written {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.borrow_mut().push_str(text);
        Ok(())
    }
}
