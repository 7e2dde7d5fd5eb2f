//! Days as instants, for formats that know no days.

use newswire::model::Date;

/// The beginning of a day in UTC, by RFC 3339: what articles bear is a day, and no
/// hour of it is known.
pub fn of(day: &Date) -> String {
    format!("{}T00:00:00Z", day.iso)
}
