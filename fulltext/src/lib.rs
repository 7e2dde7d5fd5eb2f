//! A search index of static files, for sites without a server.
//!
//! A program that publishes a site builds the index with `build` (the feature of the same
//! name). A program in the browser opens it as an [`Index`], which asks for the files that a
//! query needs, a few small ones however large the index is. `docs/search-format.md`
//! specifies the files.
//!
//! - [`analyzer`] splits texts into words, in any script, for both sides;
//! - [`query`] parses what a reader types;
//! - [`Index`] finds pages and ranks them, and knows their [`Facets`] and stored fields;
//! - [`Manifest`] is what an index must be opened with.

pub mod analyzer;
mod bits;
#[cfg(feature = "build")]
pub mod build;
mod dictionary;
mod facets;
mod manifest;
mod names;
mod positions;
mod postings;
pub mod query;
mod reader;
pub mod score;
mod search;
mod spelling;

pub use bits::is_whole;
pub use facets::{Counts, Facets, Named, Selection, named};
pub use manifest::{Manifest, Segment};
pub use reader::{Error, Fetch, Index};
pub use search::{Answer, Hit, How, Left, Word};
