use super::Link;
use serde::{Deserialize, Serialize};

/// Links from a page of a list to the adjacent pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pager {
    /// The newer page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<Link>,
    /// The older page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older: Option<Link>,
}
