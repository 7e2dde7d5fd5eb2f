//! HTML of what was found, by maud, which escapes every text in it.

mod filters;
mod results;
mod suggestions;

pub use filters::{FILTERS_ID, Options, SUMMARY_ID, filters, options, summary};
pub use results::{HEADING_ID, PER_PAGE, Result, Results, failed, hint, late, results};
pub use suggestions::{Group, LISTBOX_ID, Suggestion, count, suggestions};
