//! From Markdown to sanitised HTML, with every fault at its place.

use super::notes::Notes;
use super::sanitiser::sanitise;
use super::source::is_web_address;
use super::{ContentFile, Context, Pages, language, picture, suggestion};
use crate::ids;
use newswire::model::{Html, Language};
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};
use std::collections::BTreeSet;
use std::ops::Range;

/// The body of a text.
pub(super) struct Body {
    pub(super) html: Html,
    pub(super) headings: Vec<Heading>,
    /// How many words it has, its notes included.
    pub(super) words: usize,
    /// The plain text of its first paragraph; empty if it has none.
    pub(super) first_paragraph: String,
}

/// A heading of a body.
pub(super) struct Heading {
    pub(super) level: usize,
    pub(super) text: String,
    /// Where it stands in the file.
    pub(super) offset: usize,
    /// What links lead to it by; no other element of the page has the same.
    id: String,
    /// Its place among the events.
    event: usize,
}

/// Renders the body of a file, which begins at `start` and is in English where
/// no other language is given.
pub(super) fn render(
    file: &ContentFile,
    markdown: &str,
    start: usize,
    language: Option<&Language>,
    context: &Context<'_>,
) -> Body {
    // No smart punctuation: the texts keep their quotation marks to the letter.
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_ext(markdown, options).into_offset_iter();
    let (mut events, ranges): (Vec<Event<'_>>, Vec<Range<usize>>) = parser.unzip();
    let offsets: Vec<usize> = ranges.iter().map(|range| start + range.start).collect();

    let headings = headings(&events, &offsets);
    check_levels(file, &headings);
    check_languages(file, &events, &offsets);
    let ids: BTreeSet<String> = headings.iter().map(|heading| heading.id.clone()).collect();
    lead_past_reserved_ids(&mut events, &ids);
    for (event, offset) in events.iter().zip(&offsets) {
        if let Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) = event
            && *link_type != LinkType::Email
            && let Some((problem, advice)) = link_fault(dest_url, &ids, context.pages)
        {
            file.fault(*offset, problem, advice);
        }
    }
    for heading in &headings {
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[heading.event] {
            *id = Some(CowStr::from(heading.id.clone()));
        }
    }

    let words = words(&events);
    let first_paragraph = first_paragraph(&events);
    let notes = Notes::find(file, markdown, start, &events, &ranges);
    let events = picture::render(file, &events, &offsets, context);
    let rendered = notes.render(events, language);

    let mut unsafe_html = String::new();
    html::push_html(&mut unsafe_html, rendered.events.into_iter());
    let ids = ids.into_iter().chain(rendered.ids).collect();
    let html = sanitise(&unsafe_html, ids, context);
    if html.as_str().trim().is_empty() {
        let advice = "Write at least one paragraph below the front matter.";
        file.fault(start, "The file has no text.", advice);
    }
    Body {
        html,
        headings,
        words,
        first_paragraph,
    }
}

fn headings(events: &[Event<'_>], offsets: &[usize]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        if let Event::Start(Tag::Heading { level, .. }) = event {
            let text = text_inside(&events[index..]);
            let id = free_id(&text, |id| headings.iter().any(|heading| heading.id == id));
            headings.push(Heading {
                level: *level as usize,
                text,
                offset: offsets[index],
                id,
                event: index,
            });
        }
    }
    headings
}

fn check_levels(file: &ContentFile, headings: &[Heading]) {
    // The headline is the page's heading of level 1.
    let mut above = 1;
    for heading in headings {
        if heading.level == 1 {
            let problem = format!(
                "The heading “{}” is of level 1, as the headline is.",
                heading.text
            );
            file.fault(heading.offset, problem, "Begin it with “##”.");
        } else if heading.level > above + 1 {
            let problem = format!(
                "The heading “{}” is of level {}, below one of level {above}.",
                heading.text, heading.level
            );
            let advice = format!("Begin it with “{}”.", "#".repeat(above + 1));
            file.fault(heading.offset, problem, advice);
        }
        above = heading.level;
    }
}

/// Reports what stands in a `lang` of the text's HTML and is no language.
fn check_languages(file: &ContentFile, events: &[Event<'_>], offsets: &[usize]) {
    // The lines of a tag come one by one, so that no event has all of it.
    let mut html = String::new();
    let mut pieces = Vec::new();
    for (event, offset) in events.iter().zip(offsets) {
        if let Event::Html(piece) | Event::InlineHtml(piece) = event {
            pieces.push((html.len(), *offset));
            html.push_str(piece);
        }
    }
    for marked in language::marked(&html) {
        let Err((problem, advice)) = language::parse(&marked.tag) else {
            continue;
        };
        let piece = pieces
            .iter()
            .rfind(|(in_html, _)| *in_html <= marked.offset);
        if let Some((in_html, in_file)) = piece {
            file.fault(in_file + marked.offset - in_html, problem, advice);
        }
    }
}

/// The element that the first event begins, to its end.
pub(super) fn element<'a, 'b>(events: &'a [Event<'b>]) -> &'a [Event<'b>] {
    let mut depth = 0;
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &events[..=index];
        }
    }
    events
}

/// The text of the element that the first event begins.
pub(super) fn text_inside(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in element(events) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// How many words a text has. What pictures show is not read.
fn words(events: &[Event<'_>]) -> usize {
    let mut text = String::new();
    let mut in_picture = false;
    for event in events {
        match event {
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

/// The plain text of the first paragraph that is not only a picture.
fn first_paragraph(events: &[Event<'_>]) -> String {
    (0..events.len())
        .map(|index| &events[index..])
        .find(|rest| {
            matches!(rest.first(), Some(Event::Start(Tag::Paragraph)))
                && picture::alone_in_paragraph(rest).is_none()
        })
        .map(text_inside)
        .unwrap_or_default()
}

/// An id after the heading's words that nothing else on the page has.
fn free_id(text: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut id = words.join("-");
    if id.is_empty() {
        id = "text".to_owned();
    } else if ids::is_reserved(&id) {
        id = unreserved(&id);
    }
    let mut free = id.clone();
    let mut number = 1;
    while is_taken(&free) {
        number += 1;
        free = format!("{id}-{number}");
    }
    free
}

/// The id of a heading whose words make one that is reserved for the page.
fn unreserved(id: &str) -> String {
    format!("text-{id}")
}

/// Editors link to a heading by its words, also where these make a reserved id and the
/// heading has another.
fn lead_past_reserved_ids(events: &mut [Event<'_>], ids: &BTreeSet<String>) {
    for event in events {
        if let Event::Start(Tag::Link { dest_url, .. }) = event
            && let Some(id) = dest_url.strip_prefix('#')
            && ids::is_reserved(id)
            && ids.contains(&unreserved(id))
        {
            *dest_url = CowStr::from(format!("#{}", unreserved(id)));
        }
    }
}

/// What is wrong with where a link leads, and what to write instead.
fn link_fault(target: &str, ids: &BTreeSet<String>, pages: &Pages) -> Option<(String, String)> {
    if is_web_address(target) || target.starts_with("mailto:") {
        return None;
    }
    if let Some(id) = target.strip_prefix('#') {
        let problem = format!("There is no heading “{target}” in this text.");
        let known: Vec<String> = ids.iter().map(|id| format!("#{id}")).collect();
        let advice = suggestion::one_of(target, known.iter().map(String::as_str));
        return (!ids.contains(id)).then_some((problem, advice));
    }
    if target.starts_with('/') && !target.starts_with("//") {
        let path = path_of(target);
        let problem = format!("There is no page “{path}”.");
        let leads_nowhere = pages.resolve(path).is_none();
        return leads_nowhere.then(|| (problem, pages.advice(path)));
    }
    let problem = format!("A link cannot lead to “{target}”.");
    let advice = "Write an address that begins with https://, http:// or mailto:, or, for a page \
                  of this site, its path from the root: /country-profiles/russia/";
    Some((problem, advice.to_owned()))
}

/// The path of a link, without what follows on `?` or `#`.
pub(super) fn path_of(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_the_words_of_a_heading() {
        let id = |text| free_id(text, |_| false);
        assert_eq!(id("Protocol Still Open"), "protocol-still-open");
        assert_eq!(
            id("  New START: 1,550 warheads! "),
            "new-start-1-550-warheads"
        );
        assert_eq!(id("Über Größe"), "über-größe");
        assert_eq!(id("***"), "text");
    }

    #[test]
    fn ids_do_not_clash() {
        assert_eq!(free_id("Search", |_| false), "text-search");
        assert_eq!(free_id("Card Russia", |_| false), "text-card-russia");
        assert_eq!(free_id("Notes", |_| false), "text-notes");
        assert_eq!(free_id("Note 1", |_| false), "text-note-1");
        // The second “Note” would otherwise be numbered as note 2 is.
        let taken = ["text-note"];
        assert_eq!(free_id("Note", |id| taken.contains(&id)), "text-note-2");
        for heading in [
            "News",
            "Search Results",
            "Saved",
            "Search Program",
            "Browse",
        ] {
            let id = free_id(heading, |_| false);
            assert!(id.starts_with("text-"), "{heading}: {id}");
        }
        assert_eq!(free_id("Searching", |_| false), "searching");
        let taken = ["a", "a-2", "text-search"];
        assert_eq!(free_id("A", |id| taken.contains(&id)), "a-3");
        assert_eq!(free_id("Search", |id| taken.contains(&id)), "text-search-2");
    }

    #[test]
    fn the_text_inside_an_element_ends_with_it() {
        let events: Vec<Event<'_>> = Parser::new("## A *b* `c`\n\nd").collect();
        assert_eq!(text_inside(&events), "A b c");
    }

    #[test]
    fn words_are_those_that_are_read() {
        for (markdown, expected) in [
            ("", 0),
            ("One two\nthree.", 3),
            ("One\n\ntwo", 2),
            ("## One\n- two\n- three", 3),
            ("*O*ne, [t*w*o](/)", 2),
            ("One ![two](/a.png)", 1),
            ("|a|b|\n|-|-|\n|c|d|", 4),
        ] {
            let options = Options::ENABLE_TABLES;
            let events: Vec<Event<'_>> = Parser::new_ext(markdown, options).collect();
            assert_eq!(words(&events), expected, "{markdown}");
        }
    }

    #[test]
    fn the_first_paragraph_is_the_first_that_has_text() {
        let markdown = "## A\n\n![b](/b.png)\n\nC *d*\n`e`\n\nf";
        let events: Vec<Event<'_>> = Parser::new(markdown).collect();
        assert_eq!(first_paragraph(&events), "C d e");
    }
}
