use super::Moment;
use super::fields::{Fields, Located};
use super::today::Clock;

/// That an article has been withdrawn, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The time of the withdrawal; not before the article's own.
    pub date: Moment,
    /// The reason, in a sentence: plain text, at most 500 characters.
    pub reason: String,
}

const LONGEST_REASON: usize = 500;

/// Reads `withdrawn` of an article with a date, if it is known.
pub(super) fn read(
    fields: &mut Fields<'_>,
    published: Option<&Located<Moment>>,
    clock: &Clock,
) -> Option<Withdrawal> {
    let mut table = fields.optional_table("withdrawn")?;
    let date = table.moment("date", clock);
    let reason = table.text("reason", LONGEST_REASON);
    if let (Some(date), Some(published)) = (&date, published)
        && date.value.is_before(&published.value)
    {
        let problem = format!(
            "The article is withdrawn before its own date, {}.",
            published.value
        );
        table
            .file()
            .fault(date.offset, problem, "Write a later time.");
    }
    table.finish();
    Some(Withdrawal {
        date: date?.value,
        reason: reason?.value,
    })
}
