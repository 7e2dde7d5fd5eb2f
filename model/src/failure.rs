//! Why a page did not come, in a sentence for its reader.

use std::fmt;

/// Why the app could not get a page document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The request did not come through: no connection, or it broke off.
    Network,
    /// The host has not answered in full in the time that a reader would wait.
    TimedOut,
    /// The host answered with this status.
    Status(u16),
    /// What came was no page document.
    NotADocument,
    /// What came was the document of another page.
    WrongPage,
    /// What came was published with another build of the app, which must show it.
    OtherBuild,
    /// What came lacks something that the app needs; the text names the field.
    Incomplete(String),
    /// The program that searches did not come, or cannot run.
    Search,
}

impl Failure {
    /// Whether the same request may succeed later: the network or the host has failed.
    /// All else the host has answered as it means to, and only a browser can tell what
    /// it means: there is a file at the address, or the page has moved, or wants a
    /// password.
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
                f.write_str("The page could not be loaded: the site takes too long to answer.")
            }
            Self::Status(status) => write!(
                f,
                "The page could not be loaded: the site answered with error {status}."
            ),
            Self::NotADocument | Self::WrongPage => f.write_str(
                "The page could not be loaded: the site sent something else in its place.",
            ),
            Self::OtherBuild => f.write_str("This site has been updated. Reload the page."),
            Self::Search => {
                f.write_str("Search did not start. Check that you are online, or browse below.")
            }
            Self::Incomplete(what) => write!(
                f,
                "The page could not be shown: part of it is missing ({what})."
            ),
        }
    }
}
