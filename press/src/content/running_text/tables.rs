//! Markdown's tables.

use super::ContentFile;
use super::pieces::{Piece, Writer};
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use std::ops::Range;

/// Reports rows with more cells than the table's header: Markdown drops the extra cells.
pub(in crate::content) fn check(
    file: &ContentFile,
    markdown: &str,
    start: usize,
    events: &[Event<'_>],
    ranges: &[Range<usize>],
) {
    let mut columns = 0;
    let mut last_cell = None;
    for (event, range) in events.iter().zip(ranges) {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => last_cell = None,
            Event::End(TagEnd::TableCell) => last_cell = Some(range.end),
            Event::End(TagEnd::TableRow) => {
                let Some(rest) = last_cell.and_then(|end| markdown.get(end..range.end)) else {
                    continue;
                };
                let cells = rest.trim_start_matches('|').trim_start();
                if !cells.is_empty() {
                    let offset = start + range.end - cells.len();
                    let problem =
                        format!("This row has more cells than the table has columns: {columns}.");
                    let advice = "Add cells to the table’s header row, or write “\\|” for a bar \
                                  that does not end a cell.";
                    file.fault(offset, problem, advice);
                }
            }
            _ => {}
        }
    }
}

/// Marks the cells of aligned columns with classes, because pages cannot have inline
/// styles.
pub(in crate::content) fn align(mut pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut columns = Vec::new();
    let mut column = 0;
    let mut cell = "td";
    for piece in &mut pieces {
        let markup = match &mut piece.event {
            Event::Start(Tag::Table(alignments)) => {
                columns = std::mem::take(alignments);
                continue;
            }
            Event::Start(head @ (Tag::TableHead | Tag::TableRow)) => {
                column = 0;
                cell = if *head == Tag::TableHead { "th" } else { "td" };
                continue;
            }
            Event::Start(Tag::TableCell) => {
                column += 1;
                match columns.get(column - 1) {
                    Some(Alignment::Center) => format!("<{cell} class=\"center\">"),
                    Some(Alignment::Right) => format!("<{cell} class=\"right\">"),
                    _ => format!("<{cell}>"),
                }
            }
            Event::End(TagEnd::TableCell) => format!("</{cell}>"),
            _ => continue,
        };
        *piece = Piece::html(piece.offset, markup, Writer::Markdown);
    }
    pieces
}
