use super::fields::Fields;
use super::moment::Moment;
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
    published: Option<&Moment>,
    clock: &Clock,
) -> Option<Withdrawal> {
    let mut table = fields.optional("withdrawn").table()?;
    let date = table.required("date").moment(clock);
    let reason = table.required("reason").text(LONGEST_REASON);
    if let Some(date) = &date
        && let Some(problem) = date.value.before_article(published)
    {
        let advice = "Write the time of the withdrawal.";
        table.file().fault(date.offset, problem, advice);
    }
    table.finish();
    Some(Withdrawal {
        date: date?.value,
        reason: reason?.value,
    })
}
