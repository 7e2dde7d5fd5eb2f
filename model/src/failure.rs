//! Reasons a page failed to load, worded for readers.

use std::fmt;

/// Why the app could not load a page document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The request failed: no connection, or it was interrupted.
    Network,
    /// The host took longer to respond than a reader would wait.
    TimedOut,
    /// The host responded with this status.
    Status(u16),
    /// The response was not a page document.
    NotADocument,
    /// The response was another page's document.
    WrongPage,
    /// The document was published with another build of the app, which has to show it.
    OtherBuild,
    /// The document lacks something the app needs; the text names the field.
    Incomplete(String),
    /// The search program failed to load or cannot run.
    Search,
    /// The search program is not there without the network.
    SearchOffline,
}

impl Failure {
    /// Whether a retry may succeed because the network or host failed. Any other response
    /// is what the host intended, and only a browser can make sense of it: the address
    /// has a file, or the page has moved or requires a password.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Network | Self::TimedOut | Self::Status(408 | 429 | 500..)
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => f.write_str(
                "The page could not be loaded: the connection failed. Check that you are online.",
            ),
            Self::TimedOut => {
                f.write_str("The page could not be loaded: the site is taking too long to respond.")
            }
            Self::Status(status) => write!(
                f,
                "The page could not be loaded: the site returned error {status}."
            ),
            Self::NotADocument | Self::WrongPage => f.write_str(
                "The page could not be loaded: the site sent something else in its place.",
            ),
            Self::OtherBuild => f.write_str("This site has been updated. Reload the page."),
            Self::Search => {
                f.write_str("Search did not start. Check your connection, or browse below.")
            }
            Self::SearchOffline => f.write_str("Search isn’t available offline."),
            Self::Incomplete(what) => write!(
                f,
                "The page could not be shown: part of it is missing ({what})."
            ),
        }
    }
}
