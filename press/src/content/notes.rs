//! Notes: Markdown's footnotes, numbered in the order in which the text first
//! mentions them, and gathered at its end.

use super::ContentFile;
use super::markdown::element;
use maud::{PreEscaped, html};
use newswire::model::Language;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html as markdown_html};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The notes of a text.
pub(super) struct Notes {
    /// The labels of the notes in their order: the first is note 1.
    labels: Vec<String>,
    /// How often each has been mentioned where the text has been rendered.
    mentions: BTreeMap<usize, usize>,
}

impl Notes {
    /// Finds the notes of a text that begins at `start` of the file, and reports
    /// marks without note and notes without mark.
    pub(super) fn find(
        file: &ContentFile,
        markdown: &str,
        start: usize,
        events: &[Event<'_>],
        ranges: &[Range<usize>],
    ) -> Self {
        for (mark, offset) in unknown_marks(markdown, events, ranges) {
            let problem = format!("There is no note “{mark}”.");
            let advice = format!("Write the note in a paragraph of its own: {mark}: …");
            file.fault(start + offset, problem, advice);
        }
        // What is mentioned in the text, and in each note.
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
        let mut next = Some(None);
        let mut read = 0;
        while let Some(place) = next {
            for label in mentioned.remove(&place).unwrap_or_default() {
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
            next = labels.get(read).map(|label| Some(label.clone()));
            read += 1;
        }
        let mut seen = BTreeSet::new();
        for (label, offset) in notes {
            if !labels.contains(&label) {
                let problem = format!("Nothing in the text leads to the note “[^{label}]”.");
                let advice = format!("Write [^{label}] behind what it is about, or leave it out.");
                file.fault(offset, problem, advice);
            }
            if !seen.insert(label.clone()) {
                let problem = format!("There are two notes “[^{label}]”.");
                file.fault(offset, problem, "Give each note a mark of its own.");
            }
        }
        Self {
            labels,
            mentions: BTreeMap::new(),
        }
    }

    /// Puts links in the place of the marks, and the notes at the end. A text in
    /// another language says so of what is not in it.
    pub(super) fn render<'a>(
        mut self,
        events: Vec<Event<'a>>,
        language: Option<&Language>,
    ) -> Rendered<'a> {
        let english = language.map(|_| "en");
        let mut text = Vec::new();
        let mut notes: BTreeMap<usize, Vec<Event<'a>>> = BTreeMap::new();
        let mut index = 0;
        while let Some(event) = events.get(index) {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                let note = element(&events[index..]);
                if let Some(number) = self.number(label) {
                    let inside = note.get(1..note.len() - 1).unwrap_or_default();
                    notes.insert(number, inside.to_vec());
                }
                index += note.len();
            } else {
                text.push(event.clone());
                index += 1;
            }
        }
        let mut ids = BTreeSet::new();
        let text = self.link_marks(text, english, &mut ids);
        let mut items = Vec::new();
        for (number, note) in notes {
            let mut note = self.link_marks(note, english, &mut ids);
            let back = html! {
                " " a href={ "#note-" (number) "-mark" } lang=[english]
                    aria-label="Back to the text" { "↩" }
            };
            let at = match note.last() {
                Some(Event::End(TagEnd::Paragraph)) => note.len() - 1,
                _ => note.len(),
            };
            note.insert(at, Event::InlineHtml(CowStr::from(back.into_string())));
            let mut html = String::new();
            markdown_html::push_html(&mut html, note.into_iter());
            ids.insert(format!("note-{number}"));
            items.push((number, html));
        }
        let mut events = text;
        if !items.is_empty() {
            ids.insert("notes".to_owned());
            let section = html! {
                section.notes {
                    h2 id="notes" lang=[english] { "Notes" }
                    ol {
                        @for (number, html) in items {
                            li id={ "note-" (number) } { (PreEscaped(html)) }
                        }
                    }
                }
            };
            events.push(Event::Html(CowStr::from(section.into_string())));
        }
        Rendered { events, ids }
    }

    fn link_marks<'a>(
        &mut self,
        events: Vec<Event<'a>>,
        english: Option<&str>,
        ids: &mut BTreeSet<String>,
    ) -> Vec<Event<'a>> {
        events
            .into_iter()
            .map(|event| {
                let Event::FootnoteReference(label) = &event else {
                    return event;
                };
                let Some(number) = self.number(label) else {
                    return event;
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
                Event::InlineHtml(CowStr::from(mark.into_string()))
            })
            .collect()
    }

    fn number(&self, label: &str) -> Option<usize> {
        let key = key(label);
        let place = self.labels.iter().position(|label| *label == key)?;
        Some(place + 1)
    }
}

/// A text with its notes at its end.
pub(super) struct Rendered<'a> {
    pub(super) events: Vec<Event<'a>>,
    /// The ids of marks and notes.
    pub(super) ids: BTreeSet<String>,
}

/// Markdown does not tell labels apart by case.
fn key(label: &str) -> String {
    label.to_lowercase()
}

/// The marks for which there is no note, each with its place in the Markdown:
/// they are left standing as text.
fn unknown_marks<'a>(
    markdown: &'a str,
    events: &[Event<'_>],
    ranges: &[Range<usize>],
) -> Vec<(&'a str, usize)> {
    // A bracket comes as a piece of text of its own.
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
