//! What the app and the program that searches know of each other.
//!
//! That program is no part of the app: most readers never search. The app puts its
//! script into the document when a reader is about to; from then on the two meet in
//! the document alone.

/// The id of the element with the program's script.
pub const SCRIPT_ID: &str = "search-program";

/// The attribute of that element with the address of what there is to search.
pub const SITE: &str = "data-site";

/// The event of that element that tells that the program has started. One that cannot
/// start tells so as a script does that does not come: by `error`.
pub const STARTED: &str = "newswire:started";

/// The id of the element, on the page that searches, that what is found is shown in.
pub const RESULTS_ID: &str = "search-results";

/// The event of the document that tells that a page has come, or that the address of
/// the page that searches has changed.
pub const SHOWN: &str = "newswire:shown";

/// The key that leads to the search box.
pub const SHORTCUT: &str = "/";

/// The choice whether that key does so. Remembered under the same name, and the word
/// that stands there where it does not.
pub const SHORTCUT_CHOICE: &str = "search-shortcut";

/// What is remembered of a shortcut that has been turned off.
pub const SHORTCUT_OFF: &str = "off";
