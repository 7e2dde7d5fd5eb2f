use serde::{Deserialize, Serialize};

/// A day, month or year, in machine-readable and display form. The press formats both, so
/// that the app needs no calendar code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// ISO 8601: `2012-10-23`.
    pub iso: String,
    /// For display: `October 23, 2012`.
    pub text: String,
}
