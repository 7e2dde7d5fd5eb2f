//! The HTML of search results, rendered by maud, which escapes all text.

mod filters;
mod results;
mod suggestions;

pub use filters::{CHOSEN_ID, FILTERS_ID, Options, SUMMARY_ID, chosen, filters, options, summary};
pub use results::{
    Filter, HEADING_ID, PER_PAGE, Result, Results, failed, hint, late, offline, passage, results,
};
pub use suggestions::{Group, LISTBOX_ID, Suggestion, count, suggestions};
