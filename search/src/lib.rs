//! Search without a server.
//!
//! The press publishes the index as static files; see [`index`]. The crate [`fulltext`]
//! finds and ranks pages. The rest is here:
//!
//! - [`request`] parses the address of a search;
//! - [`scan`] searches what readers have saved, where the index is not there;
//! - [`excerpt`] finds the passage that shows why a page matched;
//! - [`view`] renders the results as HTML;
//! - [`browser`] runs the search page and the suggestions.
//!
//! This is a separate program from the app, so that only readers who search download it.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod excerpt;
pub mod index;
pub mod request;
pub mod scan;
pub mod strings;
pub mod view;
