//! The HTML of search results, rendered by maud, which escapes all text.

mod filters;
mod results;
mod suggestions;

pub use filters::{FILTERS_ID, Options, SUMMARY_ID, filters, options, summary};
pub use results::{HEADING_ID, PER_PAGE, Result, Results, failed, hint, late, results};
pub use suggestions::{Group, LISTBOX_ID, Suggestion, count, suggestions};
