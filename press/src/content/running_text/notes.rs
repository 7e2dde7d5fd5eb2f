//! Markdown's footnotes, numbered in the order of their first reference and collected at
//! the end of the text.

use super::ContentFile;
use super::pieces::{Piece, Writer, element};
use super::suggestion::shortened;
use maud::html;
use model::Language;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The notes of a text.
pub(in crate::content) struct Notes {
    /// The numbers of the notes by label, from 1, in the order of their first reference.
    numbers: BTreeMap<String, usize>,
    /// How often each note has been referenced in the text rendered so far.
    mentions: BTreeMap<usize, usize>,
}

impl Notes {
    /// Finds the notes of a text that starts at `start` of the file, and reports
    /// references without a note and notes without a reference.
    pub(in crate::content) fn find(
        file: &ContentFile,
        markdown: &str,
        start: usize,
        events: &[Event<'_>],
        ranges: &[Range<usize>],
    ) -> Self {
        for (mark, offset) in unknown_marks(markdown, events, ranges) {
            let mark = shortened(mark);
            let problem = format!("There is no note “{mark}”.");
            let advice = format!("Add the note as a separate paragraph: {mark}: …");
            file.fault(start + offset, problem, advice);
        }
        // The references in the text, and in each note.
        let mut mentioned: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
        let mut notes = Vec::new();
        let mut note = None;
        for (event, range) in events.iter().zip(ranges) {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    notes.push((key(label), start + range.start));
                    note = Some(key(label));
                }
                Event::End(TagEnd::FootnoteDefinition) => note = None,
                Event::FootnoteReference(label) => {
                    mentioned.entry(note.clone()).or_default().push(key(label));
                }
                _ => {}
            }
        }
        let mut labels: Vec<String> = Vec::new();
        let mut numbers = BTreeMap::new();
        let mut next = Some(None);
        let mut read = 0;
        while let Some(place) = next {
            for label in mentioned.remove(&place).unwrap_or_default() {
                if let Entry::Vacant(number) = numbers.entry(label) {
                    labels.push(number.key().clone());
                    number.insert(labels.len());
                }
            }
            next = labels.get(read).map(|label| Some(label.clone()));
            read += 1;
        }
        let mut seen = BTreeSet::new();
        for (label, offset) in notes {
            let shown = shortened(&label);
            if !numbers.contains_key(&label) {
                let problem = format!("The note “[^{shown}]” is never referenced.");
                let advice = format!("Add [^{shown}] to the text, or remove the note.");
                file.fault(offset, problem, advice);
            }
            if seen.contains(&label) {
                let problem = format!("There are two notes “[^{shown}]”.");
                file.fault(offset, problem, "Give each note its own label.");
            }
            seen.insert(label);
        }
        Self {
            numbers,
            mentions: BTreeMap::new(),
        }
    }

    /// Replaces references with links, and puts the notes at the end. In a text in
    /// another language, the press's own English words are marked as such.
    pub(in crate::content) fn render<'a>(
        mut self,
        pieces: Vec<Piece<'a>>,
        language: Option<&Language>,
    ) -> Marked<'a> {
        let english = language.map(|_| "en");
        let mut text = Vec::with_capacity(pieces.len());
        let mut notes: BTreeMap<usize, Vec<Piece<'a>>> = BTreeMap::new();
        let mut index = 0;
        while let Some(piece) = pieces.get(index) {
            if let Event::Start(Tag::FootnoteDefinition(label)) = &piece.event {
                let note = element(&pieces[index..]);
                if let Some(number) = self.number(label) {
                    let inside = note.get(1..note.len() - 1).unwrap_or_default();
                    notes.insert(number, inside.to_vec());
                }
                index += note.len();
            } else {
                text.push(piece.clone());
                index += 1;
            }
        }
        let end = pieces.last().map_or(0, |piece| piece.offset);
        let markup = |offset, html: String| Piece::html(offset, html, Writer::Press);
        let mut ids = BTreeSet::new();
        let mut pieces = self.link_marks(text, english, &mut ids);
        if !notes.is_empty() {
            ids.insert("notes".to_owned());
            let heading = html! { h2 id="notes" lang=[english] { "Notes" } };
            let heading = format!("<section class=\"notes\">{}<ol>", heading.into_string());
            pieces.push(markup(end, heading));
            for (number, note) in notes {
                let offset = note.first().map_or(end, |piece| piece.offset);
                let mut note = self.link_marks(note, english, &mut ids);
                let back = html! {
                    " " a href={ "#note-" (number) "-mark" } lang=[english]
                        aria-label="Back to the text" { "↩" }
                };
                let at = match note.last().map(|piece| &piece.event) {
                    Some(Event::End(TagEnd::Paragraph)) => note.len() - 1,
                    _ => note.len(),
                };
                note.insert(at, markup(offset, back.into_string()));
                ids.insert(format!("note-{number}"));
                pieces.push(markup(offset, format!("<li id=\"note-{number}\">")));
                pieces.extend(note);
                pieces.push(markup(offset, "</li>".to_owned()));
            }
            pieces.push(markup(end, "</ol></section>".to_owned()));
        }
        Marked { pieces, ids }
    }

    fn link_marks<'a>(
        &mut self,
        pieces: Vec<Piece<'a>>,
        english: Option<&str>,
        ids: &mut BTreeSet<String>,
    ) -> Vec<Piece<'a>> {
        pieces
            .into_iter()
            .map(|piece| {
                let Event::FootnoteReference(label) = &piece.event else {
                    return piece;
                };
                let Some(number) = self.number(label) else {
                    return piece;
                };
                let mentions = self.mentions.entry(number).or_default();
                *mentions += 1;
                let id = match mentions {
                    1 => format!("note-{number}-mark"),
                    _ => format!("note-{number}-mark-{mentions}"),
                };
                let mark = html! {
                    sup {
                        a.note-mark id=(id) href={ "#note-" (number) } lang=[english]
                            aria-label={ "Note " (number) } { (number) }
                    }
                };
                ids.insert(id);
                Piece::html(piece.offset, mark.into_string(), Writer::Press)
            })
            .collect()
    }

    fn number(&self, label: &str) -> Option<usize> {
        self.numbers.get(&key(label)).copied()
    }
}

/// A text followed by its notes.
pub(in crate::content) struct Marked<'a> {
    pub(in crate::content) pieces: Vec<Piece<'a>>,
    /// The ids of references and notes.
    pub(in crate::content) ids: BTreeSet<String>,
}

/// Markdown labels are case-insensitive.
fn key(label: &str) -> String {
    label.to_lowercase()
}

/// The references without a note, with their offsets in the Markdown, which leaves them
/// as text.
fn unknown_marks<'a>(
    markdown: &'a str,
    events: &[Event<'_>],
    ranges: &[Range<usize>],
) -> Vec<(&'a str, usize)> {
    // A bracket is a separate text event.
    let mut texts: Vec<Range<usize>> = Vec::new();
    let mut in_code = false;
    for (event, range) in events.iter().zip(ranges) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => match texts.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => texts.push(range.clone()),
            },
            _ => {}
        }
    }
    let mut marks = Vec::new();
    for text in texts {
        for (at, _) in markdown[text.clone()].match_indices("[^") {
            let start = text.start + at;
            let rest = &markdown[start..text.end];
            let label = rest[2..].split(']').next().unwrap_or_default();
            let is_label = !label.is_empty() && !label.contains(['[', ' ', '\t', '\n']);
            let is_closed = rest.len() > label.len() + 2;
            if is_label && is_closed && !markdown[..start].ends_with('\\') {
                marks.push((&rest[..label.len() + 3], start));
            }
        }
    }
    marks
}
