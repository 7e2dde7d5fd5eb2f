use serde::{Deserialize, Serialize};

/// A day, or a month or a year, for machines and for people. The press words both, so that the app
/// carries no calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// ISO 8601: `2012-10-23`.
    pub iso: String,
    /// As it is read: `October 23, 2012`.
    pub text: String,
}
