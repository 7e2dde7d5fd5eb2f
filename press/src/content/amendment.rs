use super::fields::Fields;
use jiff::civil::Date;

/// A correction or an update to a published article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The day of the amendment.
    pub date: Date,
    /// What was corrected or has happened: plain text, at most 500 characters.
    pub text: String,
}

const LONGEST_TEXT: usize = 500;

/// The range of dates that amendments to an article may have.
pub(super) struct Period {
    /// The article's own day, if it is known.
    pub(super) first: Option<Date>,
    /// The article's as-of date, if amendments cannot be later.
    pub(super) last: Option<Date>,
}

/// Amendments, and the date of the last one.
pub(super) struct Amendments {
    pub(super) list: Vec<Amendment>,
    pub(super) last: Option<Date>,
}

/// Reads the `[[corrections]]` or `[[updates]]` of an article, both optional.
pub(super) fn read(
    fields: &mut Fields<'_>,
    name: &'static str,
    period: &Period,
    today: Date,
) -> Amendments {
    let tables = fields.optional_tables(name).unwrap_or_default();
    let mut list = Vec::new();
    let mut before: Option<Date> = None;
    for mut table in tables {
        let date = table.date("date", today);
        let text = table.text("text", LONGEST_TEXT);
        if let Some(date) = &date {
            let fault = fault(date.value, before, period);
            if let Some((problem, advice)) = fault {
                table.file().fault(date.offset, problem, advice);
            }
            before = Some(date.value);
        }
        table.finish();
        if let (Some(date), Some(text)) = (date, text) {
            list.push(Amendment {
                date: date.value,
                text: text.value,
            });
        }
    }
    Amendments { list, last: before }
}

/// What is wrong with the date of an amendment, and what to write instead.
fn fault(date: Date, before: Option<Date>, period: &Period) -> Option<(String, &'static str)> {
    if let Some(first) = period.first.filter(|first| date < *first) {
        let problem = format!("{date} is before the article’s own date, {first}.");
        return Some((problem, "Write the date of the correction or update."));
    }
    if let Some(last) = period.last.filter(|last| date > *last) {
        let problem = format!("{date} is after “as_of”, {last}.");
        return Some((problem, "Change “as_of” to that date or a later one."));
    }
    let before = before.filter(|before| date < *before)?;
    let problem = format!("{date} comes before {before}.");
    Some((problem, "List them in order, earliest first."))
}
