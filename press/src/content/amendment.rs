use super::fields::{Fields, Located};
use super::running_text::markdown;
use super::{ContentFile, Context, Moment};
use jiff::civil::Date;
use model::{Html, Language};

/// A correction or an update to a published article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The time of the amendment.
    pub date: Moment,
    /// What was corrected or has happened.
    pub text: Html,
    /// The Markdown of that, if the site keeps versions.
    pub markdown: Option<String>,
}

impl Amendment {
    /// The HTML inside its paragraph, if it is a single paragraph.
    pub fn line(&self) -> Option<&str> {
        let line = self.text.as_str().trim();
        let line = line.strip_prefix("<p>")?.strip_suffix("</p>")?;
        (!line.contains("<p")).then_some(line)
    }
}

const LONGEST_TEXT: usize = 2_000;

/// The range of dates that amendments to an article may have.
pub(super) struct Period {
    /// The article's own time, if it is known.
    pub(super) first: Option<Moment>,
    /// The article's as-of date, if amendments cannot be later.
    pub(super) last: Option<Date>,
}

/// Amendments, and the time of the last one.
pub(super) struct Amendments {
    pub(super) list: Vec<Amendment>,
    pub(super) last: Option<Moment>,
}

/// Reads the `[[corrections]]` or `[[updates]]` of an article, both optional.
pub(super) fn read(
    fields: &mut Fields<'_>,
    name: &'static str,
    period: &Period,
    language: Option<&Language>,
    context: &Context<'_>,
) -> Amendments {
    let tables = fields.optional(name).tables().unwrap_or_default();
    let mut list = Vec::new();
    let mut before: Option<Moment> = None;
    for mut table in tables {
        let date = table.required("date").moment(context.clock);
        let text = table.required("text").markdown(LONGEST_TEXT);
        let markdown = text.as_ref().and_then(|text| context.kept(&text.value));
        let text = text.map(|text| render(table.file(), &text, language, context));
        if let Some(date) = &date {
            let fault = fault(&date.value, before.as_ref(), period);
            if let Some((problem, advice)) = fault {
                table.file().fault(date.offset, problem, advice);
            }
            before = Some(date.value.clone());
        }
        table.finish();
        if let (Some(date), Some(text)) = (date, text) {
            list.push(Amendment {
                date: date.value,
                text,
                markdown,
            });
        }
    }
    Amendments { list, last: before }
}

/// Renders the text of an amendment. Faults in it have the place where they are if nothing
/// in it is escaped.
fn render(
    file: &ContentFile,
    text: &Located<String>,
    language: Option<&Language>,
    context: &Context<'_>,
) -> Html {
    let body = markdown::render(file, &text.value, text.offset, language, context);
    // They would be above the text and its headings and notes.
    if !body.headings.is_empty() || body.has_notes {
        let problem = "This correction or update contains a heading or a note.";
        let advice = "Write sentences; lists and links are allowed.";
        file.fault(text.offset, problem, advice);
    }
    body.html
}

/// What is wrong with the date of an amendment, and what to write instead.
fn fault(
    date: &Moment,
    before: Option<&Moment>,
    period: &Period,
) -> Option<(String, &'static str)> {
    if let Some(problem) = date.before_article(period.first.as_ref()) {
        return Some((problem, "Write the date of the correction or update."));
    }
    if let Some(last) = period.last.filter(|last| date.day() > *last) {
        let problem = format!("{date} is after “as_of”, {last}.");
        return Some((problem, "Change “as_of” to that date or a later one."));
    }
    let before = before.filter(|before| date.is_before(before))?;
    let problem = format!("{date} comes before {before}.");
    Some((problem, "List them in order, earliest first."))
}
