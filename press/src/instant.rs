//! Days as instants, for formats that have no days: Atom, JSON Feed and ninjs. Where a
//! format has days, a day is written as one.

use crate::content::Newsroom;
use newswire::model::Date;

impl Newsroom {
    /// Noon of a day, by RFC 3339. Articles have a day and no hour; noon falls on that
    /// same day nearly everywhere, while midnight in UTC is the evening before in the
    /// Americas.
    pub fn noon(&self, day: &Date) -> String {
        format!("{}T12:00:00Z", day.iso)
    }
}
