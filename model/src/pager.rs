use super::Link;
use serde::{Deserialize, Serialize};

/// The ways from one page of a list to the pages beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pager {
    /// To what is newer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<Link>,
    /// To what is older.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older: Option<Link>,
}
