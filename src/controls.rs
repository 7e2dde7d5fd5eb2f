//! The controls that stand in running text and at the foot of the page: they are
//! in the HTML, and the app answers to them. They are known by their `name`s.

use crate::search;

/// The class of what works with the app alone. It keeps its place and stays out
/// of sight until the app answers, and where no scripts run it is not there.
pub const NEEDS_APP: &str = "needs-app";

/// A button that copies the page's address, or that of the words that the reader
/// has selected.
pub const COPY_LINK: &str = "copy-link";

/// A button that copies the citation beside it, with the page's address.
pub const COPY_CITATION: &str = "copy-citation";

/// The class of the citation.
pub const CITATION: &str = "citation";

/// A button that opens the browser's own share sheet.
pub const SHARE: &str = "share";

/// A field that leaves of a list what its text names.
pub const FILTER: &str = "filter";

/// The attribute of what can be filtered: what it is found by, as [keys](crate::fold).
pub const NAMES: &str = "data-names";

/// A button in the head of a table's column, which sorts by that column.
pub const SORT: &str = "sort";

/// The attribute of a cell that a table is sorted by, if not by the cell's text.
pub const KEY: &str = "data-key";

/// The choice of the page's colors: `light`, `dark`, or neither. Remembered
/// under the same name.
pub const SCHEME: &str = "scheme";

/// The choice whether a single key leads to the search box.
pub const SHORTCUT: &str = search::SHORTCUT_CHOICE;

/// The attribute of the document's root that holds the choice of colors.
pub const SCHEME_ATTRIBUTE: &str = "data-scheme";
