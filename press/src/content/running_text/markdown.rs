//! Turns Markdown into sanitized HTML, and reports every fault with its position.

use super::html::{self, Heading};
use super::links::CONTACT;
use super::notes::Notes;
use super::pieces::{self, Piece, Rendered, text_inside};
use super::sanitizer::{complete, sanitize};
use super::suggestion::shortened;
use super::{ContentFile, Context, characters, chart, elsewhere, limits, picture, tables};
use crate::ids;
use model::{Html, Language};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The body of a text.
#[derive(Default)]
pub(in crate::content) struct Body {
    /// Empty if the file has faults.
    pub(in crate::content) html: Html,
    pub(in crate::content) headings: Vec<Heading>,
    /// The ids that links can target; `None` if the text could not be read.
    pub(in crate::content) ids: Option<BTreeSet<String>>,
    /// Whether it has notes.
    pub(in crate::content) has_notes: bool,
    /// The word count, including notes.
    pub(in crate::content) words: usize,
    /// The plain text of its first paragraph; empty if it has none.
    pub(in crate::content) first_paragraph: String,
}

/// Renders the body of a file, which starts at `start` and is in English unless another
/// language is given.
pub(in crate::content) fn render(
    file: &ContentFile,
    markdown: &str,
    start: usize,
    language: Option<&Language>,
    context: &Context<'_>,
) -> Body {
    let mut body = Body {
        html: Html::default(),
        headings: Vec::new(),
        ids: None,
        has_notes: false,
        words: 0,
        first_paragraph: String::new(),
    };
    if !limits::check(file, markdown, start) {
        return body;
    }
    // No smart punctuation: quotation marks are kept exactly as written.
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_ext(markdown, options).into_offset_iter();
    let (events, ranges): (Vec<Event<'_>>, Vec<Range<usize>>) =
        parser.take(limits::MOST_EVENTS + 1).unzip();
    if let Some(range) = ranges.get(limits::MOST_EVENTS) {
        let problem = format!(
            "The text has more than {} lines, paragraphs, links and other elements.",
            limits::MOST_EVENTS
        );
        file.fault(start + range.start, problem, "Split it into several texts.");
        return body;
    }
    if markdown.trim().is_empty() {
        let advice = "Add at least one paragraph after the front matter.";
        file.fault(start, "The file has no text.", advice);
    }
    check_characters(file, markdown, start, &events, &ranges);
    tables::check(file, markdown, start, &events, &ranges);
    let notes = Notes::find(file, markdown, start, &events, &ranges);
    let pieces = events.into_iter().zip(&ranges);
    let pieces: Vec<Piece<'_>> = pieces
        .map(|(event, range)| Piece::new(event, start + range.start))
        .collect();
    let (pieces, bars) = chart::render(file, markdown, start, pieces, &ranges);
    let mut pieces = elsewhere::render(file, markdown, start, pieces);
    let mut ids = add_ids(&mut pieces);
    lead_past_reserved_ids(&mut pieces, &ids);
    if let Some(contact) = context.contact {
        lead_to_contact(&mut pieces, contact);
    }
    forget_languages_of_code(&mut pieces);
    body.words = pieces::words(&pieces);
    body.first_paragraph = first_paragraph(&pieces);
    let pieces = tables::align(picture::render(pieces));
    let marked = notes.render(pieces, language);
    body.has_notes = !marked.ids.is_empty();
    let rendered = Rendered::new(marked.pieces);
    let contents = html::check(file, &rendered, &ids, context);
    body.ids = Some(ids.clone());
    check_levels(file, &contents.headings);
    body.headings = contents.headings;
    if file.is_faultless() {
        ids.extend(marked.ids);
        let sanitized = sanitize(&rendered.html, ids, context);
        html::compare(file, &rendered, &sanitized);
        body.html = complete(&bars.draw(sanitized), &contents.pictures, context);
        if body.html.as_str().trim().is_empty() {
            let advice = "Add at least one paragraph after the front matter.";
            file.fault(start, "The file has no text.", advice);
        }
    }
    body
}

/// Assigns ids to the headings of Markdown, and returns the ids.
fn add_ids(pieces: &mut [Piece<'_>]) -> BTreeSet<String> {
    let mut ids = Ids::default();
    for index in 0..pieces.len() {
        if matches!(pieces[index].event, Event::Start(Tag::Heading { .. })) {
            let free = ids.free(&text_inside(&pieces[index..]));
            if let Event::Start(Tag::Heading { id, .. }) = &mut pieces[index].event {
                *id = Some(CowStr::from(free));
            }
        }
    }
    ids.taken
}

/// Drops the language of code blocks, which is not used.
fn forget_languages_of_code(pieces: &mut [Piece<'_>]) {
    for piece in pieces {
        if let Event::Start(Tag::CodeBlock(kind)) = &mut piece.event {
            *kind = CodeBlockKind::Indented;
        }
    }
}

/// Reports unpublishable characters in parsed Markdown.
fn check_characters(
    file: &ContentFile,
    markdown: &str,
    start: usize,
    events: &[Event<'_>],
    ranges: &[Range<usize>],
) {
    for (event, range) in events.iter().zip(ranges) {
        let (Event::Text(text) | Event::Code(text)) = event else {
            continue;
        };
        let written = &markdown[range.clone()];
        characters::check(file, text, |at| {
            let character = text[at..].chars().next();
            let at = character.and_then(|character| written.find(character));
            start + range.start + at.unwrap_or_default()
        });
        // Markdown substitutes this character for invalid ones only.
        if text.contains('\u{fffd}') && !written.contains('\u{fffd}') {
            let problem = "This numeric reference is not a publishable character.";
            file.fault(start + range.start, problem, "Write the character itself.");
        }
    }
}

fn check_levels(file: &ContentFile, headings: &[Heading]) {
    // The headline is the page's level-1 heading.
    let mut above = 1;
    for heading in headings {
        if heading.level == 1 {
            let problem = format!(
                "The heading “{}” is at level 1, which is reserved for the headline.",
                shortened(&heading.text)
            );
            file.fault(heading.offset, problem, "Start it with “##”.");
        } else if heading.level > above + 1 {
            let problem = format!(
                "The heading “{}” is at level {}, right after level {above}.",
                shortened(&heading.text),
                heading.level
            );
            let advice = format!("Start it with “{}”.", "#".repeat(above + 1));
            file.fault(heading.offset, problem, advice);
        }
        above = heading.level;
    }
}

/// The plain text of the first paragraph that is not only a picture.
fn first_paragraph(pieces: &[Piece<'_>]) -> String {
    (0..pieces.len())
        .map(|index| &pieces[index..])
        .find(|rest| {
            let first = rest.first().map(|piece| &piece.event);
            matches!(first, Some(Event::Start(Tag::Paragraph)))
                && picture::alone_in_paragraph(rest).is_none()
        })
        .map(text_inside)
        .unwrap_or_default()
}

/// Assigns ids to the headings of a text.
#[derive(Default)]
struct Ids {
    taken: BTreeSet<String>,
    /// How often each heading text has occurred so far.
    numbers: HashMap<String, usize>,
}

impl Ids {
    /// A unique id from the text of a heading.
    fn free(&mut self, text: &str) -> String {
        let id = id_of(text);
        let mut free = id.clone();
        let number = self.numbers.entry(id.clone()).or_insert(1);
        while self.taken.contains(&free) {
            *number += 1;
            free = format!("{id}-{number}");
        }
        self.taken.insert(free.clone());
        free
    }
}

/// An id from the text of a heading, which only headings can have.
fn id_of(text: &str) -> String {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let id = words.join("-");
    if id.is_empty() {
        "text".to_owned()
    } else if ids::is_reserved(&id) {
        unreserved(&id)
    } else {
        id
    }
}

/// A replacement for an id that is reserved for the page.
fn unreserved(id: &str) -> String {
    format!("text-{id}")
}

/// Rewrites links to headings whose id was replaced because it was reserved: editors link
/// to a heading by its words.
fn lead_past_reserved_ids(pieces: &mut [Piece<'_>], ids: &BTreeSet<String>) {
    for piece in pieces {
        if let Event::Start(Tag::Link { dest_url, .. }) = &mut piece.event
            && let Some(id) = dest_url.strip_prefix('#')
            && ids::is_reserved(id)
            && ids.contains(&unreserved(id))
        {
            *dest_url = CowStr::from(format!("#{}", unreserved(id)));
        }
    }
}

/// Rewrites links to the contact of the site. One without words of its own shows the
/// address.
fn lead_to_contact(pieces: &mut [Piece<'_>], contact: &str) {
    for index in 0..pieces.len() {
        let Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) = &mut pieces[index].event
        else {
            continue;
        };
        if **dest_url != *CONTACT {
            continue;
        }
        *dest_url = CowStr::from(contact.to_owned());
        let shows_address = *link_type == LinkType::Autolink;
        if let Some(Piece { event, .. }) = pieces.get_mut(index + 1)
            && shows_address
        {
            let address = contact.strip_prefix("mailto:").unwrap_or(contact);
            *event = Event::Text(CowStr::from(address.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(markdown: &str) -> Vec<Piece<'_>> {
        let events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
        events.map(|event| Piece::new(event, 0)).collect()
    }

    #[test]
    fn ids_come_from_the_words_of_a_heading() {
        assert_eq!(id_of("Protocol Still Open"), "protocol-still-open");
        assert_eq!(
            id_of("  New START: 1,550 warheads! "),
            "new-start-1-550-warheads"
        );
        assert_eq!(id_of("Über Größe"), "über-größe");
        assert_eq!(id_of("***"), "text");
    }

    #[test]
    fn ids_do_not_clash() {
        for (text, expected) in [
            ("Search", "text-search"),
            ("Card Russia", "text-card-russia"),
            ("Notes", "text-notes"),
            ("Note 1", "text-note-1"),
            ("Search", "text-search-2"),
        ] {
            let mut ids = Ids::default();
            if expected.ends_with("-2") {
                ids.free(text);
            }
            assert_eq!(ids.free(text), expected);
        }
        // The second “Note” must not get the id of note 2.
        for heading in [
            "Note",
            "News",
            "Search Results",
            "Saved",
            "Search Program",
            "Browse",
        ] {
            let id = id_of(heading);
            assert!(id.starts_with("text-"), "{heading}: {id}");
        }
        assert_eq!(id_of("Searching"), "searching");
        let mut ids = Ids::default();
        let found = ["A 2", "A", "A", "A 2", "A"].map(|text| ids.free(text));
        assert_eq!(found, ["a-2", "a", "a-3", "a-2-2", "a-4"]);
    }

    #[test]
    fn the_text_inside_an_element_ends_with_it() {
        assert_eq!(text_inside(&pieces("## A *b* `c`\n\nd")), "A b c");
    }

    #[test]
    fn only_visible_words_are_counted() {
        for (markdown, expected) in [
            ("", 0),
            ("One two\nthree.", 3),
            ("One\n\ntwo", 2),
            ("## One\n- two\n- three", 3),
            ("*O*ne, [t*w*o](/)", 2),
            ("One ![two](/a.png)", 1),
            ("|a|b|\n|-|-|\n|c|d|", 4),
        ] {
            assert_eq!(pieces::words(&pieces(markdown)), expected, "{markdown}");
        }
    }

    #[test]
    fn the_first_paragraph_is_the_first_that_has_text() {
        let markdown = "## A\n\n![b](/b.png)\n\nC *d*\n`e`\n\nf";
        assert_eq!(first_paragraph(&pieces(markdown)), "C d e");
    }
}
