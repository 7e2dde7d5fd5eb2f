//! What changed between two versions of an article, in words.
//!
//! Versions are compared as readers see them, without markup: a link that leads elsewhere or
//! a paragraph that is broken into other lines is the same text.

use crate::content::{DASH, Note, Version, Wording};
use crate::dates;
use crate::outputs::alternates::plain_text;
use maud::PreEscaped;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use similar::{DiffTag, TextDiff};
use std::mem;

/// The names of the parts of an article, in the order in which they are compared.
pub(crate) const PARTS: [&str; 6] = [
    "Headline",
    "Summary",
    "Corrections and Updates",
    "Text",
    "Posts",
    "Sources",
];

/// The words of a version: the paragraphs of each of its [`PARTS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words([Vec<String>; PARTS.len()]);

/// Words that two versions share, or that only one of them has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// In both.
    Same(String),
    /// Only in the earlier one.
    Deleted(String),
    /// Only in the later one.
    Inserted(String),
}

/// A paragraph of one version or of both.
pub(crate) type Paragraph = Vec<Piece>;

/// What is between the cells of a table.
const BETWEEN_CELLS: &str = "; ";

/// How similar two paragraphs are at least for one to be what the other has become.
const ALIKE: f32 = 0.5;

/// How many paragraphs later that may be, so that the work is in proportion to a text.
const LOOK_AHEAD: usize = 10;

/// The number of words above which paragraphs are compared as a whole, for the same reason.
const MOST_WORDS: usize = 2_000;

impl Words {
    /// The words of an article.
    pub(crate) fn of(wording: &Wording) -> Self {
        let corrections = wording.corrections.iter();
        let updates = wording.updates.iter();
        let corrections = corrections.flat_map(|it| note("Correction", it));
        let amendments = corrections.chain(updates.flat_map(|it| note("Update", it)));
        let posts = wording.posts.iter();
        Self([
            vec![wording.headline.clone()],
            vec![wording.summary.clone()],
            amendments.collect(),
            text(wording),
            posts.flat_map(|it| note("Post", it)).collect(),
            wording.sources.clone(),
        ])
    }

    /// What changed from this one to a later one: the paragraphs of both, for each part.
    pub(crate) fn changes_to(&self, later: &Self) -> Vec<(&'static str, Vec<Paragraph>)> {
        let parts = self.0.iter().zip(&later.0);
        let parts = parts.map(|(earlier, later)| compare(earlier, later));
        PARTS.into_iter().zip(parts).collect()
    }
}

/// Whether an article has other words than its last version.
pub(crate) fn is_new(wording: &Wording, versions: &[Version]) -> bool {
    versions.last().is_none_or(|last| {
        // Nearly always they are the same, and need not be read as Markdown.
        last.wording != *wording && Words::of(&last.wording) != Words::of(wording)
    })
}

/// The text, with its dateline in front of it.
fn text(wording: &Wording) -> Vec<String> {
    let mut lines = paragraphs(&wording.text);
    if let (Some(dateline), Some(first)) = (&wording.dateline, lines.first_mut()) {
        *first = format!("{dateline}{DASH}{first}");
    }
    lines
}

/// The words of a correction, an update or a post.
fn note(name: &str, note: &Note) -> Vec<String> {
    let time = dates::moment(&note.time).text;
    let head = match &note.headline {
        Some(headline) => format!("{name}, {time}: {headline}"),
        None => format!("{name}, {time}:"),
    };
    let mut lines = paragraphs(&note.text);
    match (&note.headline, lines.first_mut()) {
        (None, Some(first)) => *first = format!("{head} {first}"),
        _ => lines.insert(0, head),
    }
    lines
}

/// The paragraphs of a Markdown text, without markup.
fn paragraphs(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut written = String::new();
    html::push_html(
        &mut written,
        without_tables(Parser::new_ext(markdown, options)),
    );
    let text = plain_text::of(&PreEscaped(written));
    // If it has no form without markup, its editors’ words can still be compared.
    let text = text.unwrap_or_else(|_| markdown.to_owned());
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// Makes a paragraph of each row of a table, with a mark between its cells: a table drawn with
/// lines says nothing to the ear.
fn without_tables<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut is_first_cell = true;
    events.filter_map(move |event| match event {
        Event::Start(Tag::TableHead | Tag::TableRow) => {
            is_first_cell = true;
            Some(Event::Start(Tag::Paragraph))
        }
        Event::End(TagEnd::TableHead | TagEnd::TableRow) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::TableCell) => {
            let is_first = mem::replace(&mut is_first_cell, false);
            (!is_first).then(|| Event::Text(BETWEEN_CELLS.into()))
        }
        Event::Start(Tag::Table(_)) | Event::End(TagEnd::Table | TagEnd::TableCell) => None,
        other => Some(other),
    })
}

fn compare(earlier: &[String], later: &[String]) -> Vec<Paragraph> {
    let [before, after] =
        [earlier, later].map(|lines| lines.iter().map(String::as_str).collect::<Vec<_>>());
    let mut paragraphs = Vec::new();
    for operation in TextDiff::from_slices(&before, &after).ops() {
        let (tag, before_range, after_range) = operation.as_tag_tuple();
        let (before, after) = (&before[before_range], &after[after_range]);
        match tag {
            DiffTag::Equal => paragraphs.extend(before.iter().map(|it| same(it))),
            DiffTag::Delete => paragraphs.extend(before.iter().map(|it| deleted(it))),
            DiffTag::Insert => paragraphs.extend(after.iter().map(|it| inserted(it))),
            DiffTag::Replace => rewritten(before, after, &mut paragraphs),
        }
    }
    paragraphs
}

fn same(paragraph: &str) -> Paragraph {
    vec![Piece::Same(paragraph.to_owned())]
}

fn deleted(paragraph: &str) -> Paragraph {
    vec![Piece::Deleted(paragraph.to_owned())]
}

fn inserted(paragraph: &str) -> Paragraph {
    vec![Piece::Inserted(paragraph.to_owned())]
}

/// Paragraphs that others have replaced: those that are alike are compared by words.
fn rewritten(before: &[&str], mut after: &[&str], paragraphs: &mut Vec<Paragraph>) {
    for earlier in before {
        let candidates = after.iter().take(LOOK_AHEAD);
        let mut found = candidates
            .enumerate()
            .filter_map(|(place, later)| Some((place, words(earlier, later)?)));
        match found.next() {
            Some((place, paragraph)) => {
                paragraphs.extend(after[..place].iter().map(|it| inserted(it)));
                paragraphs.push(paragraph);
                after = &after[place + 1..];
            }
            None => paragraphs.push(deleted(earlier)),
        }
    }
    paragraphs.extend(after.iter().map(|it| inserted(it)));
}

/// What changed in a paragraph; `None` if it has become another one.
fn words(earlier: &str, later: &str) -> Option<Paragraph> {
    let is_long = |text: &str| text.split_whitespace().nth(MOST_WORDS).is_some();
    if is_long(earlier) || is_long(later) {
        return None;
    }
    let difference = TextDiff::from_unicode_words(earlier, later);
    if difference.ratio() < ALIKE {
        return None;
    }
    let [before, after] = [difference.old_slices(), difference.new_slices()];
    let mut paragraph = Paragraph::new();
    let (mut gone, mut added) = (String::new(), String::new());
    let mut operations = difference.ops().iter().peekable();
    while let Some(operation) = operations.next() {
        let words = before[operation.old_range()].concat();
        // A space between two changes belongs to both, so that a phrase stays whole.
        let is_between = !(gone.is_empty() && added.is_empty()) && operations.peek().is_some();
        if operation.tag() == DiffTag::Equal && !(is_between && words.trim().is_empty()) {
            flush(&mut gone, &mut added, &mut paragraph);
            paragraph.push(Piece::Same(words));
            continue;
        }
        gone += &words;
        added += &after[operation.new_range()].concat();
    }
    flush(&mut gone, &mut added, &mut paragraph);
    Some(paragraph)
}

fn flush(gone: &mut String, added: &mut String, paragraph: &mut Paragraph) {
    let gone = std::mem::take(gone);
    let added = std::mem::take(added);
    if !gone.is_empty() {
        paragraph.push(Piece::Deleted(gone));
    }
    if !added.is_empty() {
        paragraph.push(Piece::Inserted(added));
    }
}

#[cfg(test)]
mod tests {
    use super::Piece::{Deleted, Inserted, Same};
    use super::compare;

    /// The differences between two texts, `[-deleted-]` and `{+inserted+}`.
    fn marked(before: &[&str], after: &[&str]) -> String {
        let [before, after] =
            [before, after].map(|it| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        let paragraphs = compare(&before, &after).into_iter().map(|paragraph| {
            let pieces = paragraph.into_iter().map(|piece| match piece {
                Same(words) => words,
                Deleted(words) => format!("[-{words}-]"),
                Inserted(words) => format!("{{+{words}+}}"),
            });
            pieces.collect::<String>()
        });
        paragraphs.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn words_are_marked_and_phrases_stay_whole() {
        let before = ["The ship left the port on Monday with all chemicals."];
        let after = ["The ship left the port late on Tuesday with all declared chemicals."];
        assert_eq!(
            marked(&before, &after),
            "The ship left the port {+late +}on [-Monday-]{+Tuesday+} with all \
             {+declared +}chemicals."
        );
        let before = ["It has two small ships in the port, said the ministry."];
        let after = ["It has three large boats in the port, said the ministry."];
        assert_eq!(
            marked(&before, &after),
            "It has [-two small ships-]{+three large boats+} in the port, said the ministry."
        );
    }

    #[test]
    fn paragraphs_that_differ_are_replaced_as_a_whole() {
        assert_eq!(
            marked(
                &["One.", "The old text of a paragraph.", "Three."],
                &["One.", "Entirely different words.", "A new one.", "Three."]
            ),
            "One.\n[-The old text of a paragraph.-]\n{+Entirely different words.+}\n\
             {+A new one.+}\nThree."
        );
    }

    #[test]
    fn a_paragraph_in_front_of_a_changed_one_is_new() {
        assert_eq!(
            marked(
                &["The ministry said so on Monday."],
                &[
                    "Something new happened.",
                    "The ministry said so on Tuesday."
                ]
            ),
            "{+Something new happened.+}\nThe ministry said so on [-Monday-]{+Tuesday+}."
        );
    }

    #[test]
    fn languages_without_spaces_are_compared_by_words_too() {
        assert_eq!(
            marked(&["条約は月曜日に発効した。"], &["条約は火曜日に発効した。"]),
            "条約は[-月-]{+火+}曜日に発効した。"
        );
    }

    #[test]
    fn a_row_of_a_table_is_a_paragraph() {
        let table = "| Weapon | Number |\n| --- | --- |\n| Bombs | 12 |\n";
        assert_eq!(super::paragraphs(table), ["Weapon; Number", "Bombs; 12"]);
        // A mark of the text's own is one of its words.
        assert_eq!(super::paragraphs("It has bombs;"), ["It has bombs;"]);
    }
}
