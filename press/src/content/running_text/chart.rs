//! Charts: code blocks named `chart` with TOML inside, which become a table in which each
//! number also has a bar.

use super::ContentFile;
use super::fields::{Fields, Toml};
use super::pieces::{Piece, Writer, element};
use crate::bar::bar;
use lol_html::{RewriteStrSettings, element as handler, html_content::ContentType, rewrite_str};
use maud::{Markup, html};
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::cell::RefCell;
use std::ops::Range;

/// What a code block is called that holds a chart.
const NAME: &str = "chart";

const LONGEST_TITLE: usize = 100;
const LONGEST_LABEL: usize = 60;
const LONGEST_NOTE: usize = 200;
const LONGEST_CAPTION: usize = 500;

/// The maximum number of bars. More cannot be compared by eye.
const MOST_BARS: usize = 60;

/// A bar, and the words around it.
struct Row {
    label: String,
    note: Option<String>,
    /// Less than `value` if the number is a range.
    least: u32,
    value: u32,
}

/// The bars of a text's charts, in order.
pub(in crate::content) struct Bars(Vec<Markup>);

/// Replaces the charts among the pieces with tables, and returns their bars, which the
/// sanitizer would not let through. `ranges` are those of the pieces in `markdown`, which
/// starts at `start`.
pub(in crate::content) fn render<'a>(
    file: &ContentFile,
    markdown: &str,
    start: usize,
    pieces: Vec<Piece<'a>>,
    ranges: &[Range<usize>],
) -> (Vec<Piece<'a>>, Bars) {
    let mut rendered = Vec::with_capacity(pieces.len());
    let mut bars = Vec::new();
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        if !is_chart(&piece.event) {
            rendered.push(piece.clone());
            index += 1;
            continue;
        }
        let block = element(&pieces[index..]);
        let inside = index + 1..index + block.len() - 1;
        let written = ranges.get(inside.clone()).unwrap_or_default();
        let part = match (written.first(), written.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => ranges[index].end..ranges[index].end,
        };
        let text: String = pieces[inside].iter().map(text_of).collect();
        let figure = if text == markdown[part.clone()] {
            let toml = Toml::parse(file, start + part.start..start + part.end);
            figure(toml.fields_at(piece.offset), &mut bars)
        } else {
            let advice = "Put it at the beginning of the line, outside of lists and quotations.";
            file.fault(piece.offset, "This chart is indented.", advice);
            None
        };
        let figure = figure.unwrap_or_default().into_string();
        rendered.push(Piece::html(piece.offset, figure, Writer::Press));
        index += block.len();
    }
    (rendered, Bars(bars))
}

impl Bars {
    /// Puts the bars into the tables, which have been sanitized.
    pub(in crate::content) fn draw(self, sanitized: String) -> String {
        if self.0.is_empty() {
            return sanitized;
        }
        let bars = RefCell::new(self.0.into_iter());
        let settings = RewriteStrSettings::new().append_element_content_handler(handler!(
            ".chart td",
            |cell| {
                if let Some(bar) = bars.borrow_mut().next() {
                    cell.append(&bar.into_string(), ContentType::Html);
                }
                Ok(())
            }
        ));
        // Fails only if a handler fails or memory is limited, and neither applies here.
        rewrite_str(&sanitized, settings).unwrap_or(sanitized)
    }
}

fn is_chart(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) if &**name == NAME)
}

fn text_of<'p>(piece: &'p Piece<'_>) -> &'p str {
    match &piece.event {
        Event::Text(text) => text,
        _ => "",
    }
}

/// Reads a chart and adds its bars to the others.
fn figure(mut fields: Fields<'_>, bars: &mut Vec<Markup>) -> Option<Markup> {
    let title = fields.required("title").text(LONGEST_TITLE);
    let note = fields.optional("note").text(LONGEST_NOTE);
    let label = fields.required("label").text(LONGEST_LABEL);
    let unit = fields.required("unit").text(LONGEST_LABEL);
    let caption = fields.optional("caption").text(LONGEST_CAPTION);
    let credit = fields.optional("credit").text(LONGEST_NOTE);
    let file = fields.file();
    let tables = fields.required("bars").tables()?;
    if let Some(surplus) = tables.get(MOST_BARS) {
        let problem = format!("The chart has more than {MOST_BARS} bars.");
        file.fault(
            surplus.offset_of_table(),
            problem,
            "Leave some out, or write a table.",
        );
    }
    let rows: Vec<_> = tables.into_iter().filter_map(row).collect();
    fields.finish();
    let most = rows.iter().map(|row| row.value).max()?;
    bars.extend(rows.iter().map(|row| bar(row.least, row.value, most)));
    Some(html! {
        // HTML prefers `figcaption` to the `caption` of a table that is alone in its figure.
        figure {
            figcaption {
                strong { (title?.value) }
                @if let Some(note) = note { " " span.chart-note { (note.value) } }
            }
            table.chart {
                thead { tr { th scope="col" { (label?.value) } th scope="col" { (unit?.value) } } }
                tbody {
                    @for row in &rows {
                        tr {
                            th scope="row" {
                                (row.label)
                                @if let Some(note) = &row.note { " " span.chart-note { (note) } }
                            }
                            td { (number(row)) }
                        }
                    }
                }
            }
            @if caption.is_some() || credit.is_some() {
                p {
                    @if let Some(caption) = &caption { (caption.value) }
                    @if let Some(credit) = &credit { " " span.credit { (credit.value) } }
                }
            }
        }
        "\n"
    })
}

fn row(mut fields: Fields<'_>) -> Option<Row> {
    let label = fields.required("label").text(LONGEST_LABEL);
    let note = fields.optional("note").text(LONGEST_LABEL);
    let least = fields.optional("least").number();
    let value = fields.required("value").number();
    if let (Some(least), Some(value)) = (&least, &value)
        && least.value >= value.value
    {
        let (low, high) = (least.value, value.value);
        let problem = format!("“least” is {low}, which is not below {high}.");
        let advice = "Write the lower end of the range, or leave it out.";
        fields.file().fault(least.offset, problem, advice);
    }
    fields.finish();
    let value = value?.value;
    Some(Row {
        label: label?.value,
        note: note.map(|note| note.value),
        least: least.map_or(value, |least| least.value),
        value,
    })
}

/// A number, or both ends of a range.
fn number(row: &Row) -> String {
    match row.least < row.value {
        true => format!("{}–{}", thousands(row.least), thousands(row.value)),
        false => thousands(row.value),
    }
}

/// Digits in groups of three, as usual in American English.
fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(thousands(700), "700");
        assert_eq!(thousands(1_550), "1,550");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }
}
