use super::Moment;
use super::fields::Fields;
use super::today::Clock;
use jiff::civil::Date;

/// A correction or an update to a published article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The time of the amendment.
    pub date: Moment,
    /// What was corrected or has happened: plain text, at most 500 characters.
    pub text: String,
}

const LONGEST_TEXT: usize = 500;

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
    clock: &Clock,
) -> Amendments {
    let tables = fields.optional_tables(name).unwrap_or_default();
    let mut list = Vec::new();
    let mut before: Option<Moment> = None;
    for mut table in tables {
        let date = table.moment("date", clock);
        let text = table.text("text", LONGEST_TEXT);
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
                text: text.value,
            });
        }
    }
    Amendments { list, last: before }
}

/// What is wrong with the date of an amendment, and what to write instead.
fn fault(
    date: &Moment,
    before: Option<&Moment>,
    period: &Period,
) -> Option<(String, &'static str)> {
    if let Some(first) = period.first.as_ref().filter(|it| date.is_before(it)) {
        let problem = format!("{date} is before the article’s own date, {first}.");
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
