//! The HTML of search results, rendered by maud, which escapes all text.

mod filters;
mod results;
mod suggestions;

pub use filters::{CHOSEN_ID, FILTERS_ID, Options, SUMMARY_ID, chosen, filters, options, summary};
pub use results::{
    HEADING_ID, Result, Results, failed, filters_on, hint, late, on_page, passage, results,
};
pub use suggestions::{Group, LISTBOX_ID, Suggestion, count, suggestions};
