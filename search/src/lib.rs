//! Search without a server.
//!
//! The press publishes the index as static files, in segments that are built and cached
//! separately; see [`index`]. In the browser, Pagefind looks up each word. The rest is
//! here:
//!
//! - [`query`] parses the reader's query, [`request`] the whole address;
//! - [`spelling`] corrects typos;
//! - [`ranking`] merges the pages into one order, and [`facets`] filters and counts them;
//! - [`excerpt`] finds the passage that shows why a page matched;
//! - [`view`] renders the results as HTML;
//! - [`browser`] runs the search page and the suggestions.
//!
//! This is a separate program from the app, so that only readers who search download it.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod excerpt;
pub mod facets;
pub mod fold;
pub mod index;
pub mod query;
pub mod ranking;
pub mod request;
pub mod spelling;
pub mod strings;
pub mod view;
