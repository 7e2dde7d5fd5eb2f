//! Search without a server.
//!
//! The press publishes an index as static files, in segments that are built and kept
//! one by one; what they are is described in [`index`]. In the browser the index
//! is asked word by word, by Pagefind. All that makes a search of it is here:
//!
//! - [`query`] reads what the reader has typed, [`request`] the whole address;
//! - [`spelling`] forgives mistakes;
//! - [`ranking`] brings the pages that were found into one order, and [`facets`]
//!   narrows them down and counts them;
//! - [`excerpt`] finds the passage that shows why a page was found;
//! - [`view`] puts it all into HTML;
//! - [`browser`] does so in a page, and suggests while the reader types.
//!
//! The program that comes of it is no part of the app: it travels to those who
//! search, and to nobody else.

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
pub mod view;
