//! The newswire's app: what a page is, how it looks, and how a browser moves
//! from one to the next.
//!
//! The same components are rendered twice: natively by the press, to a complete
//! HTML file for every URL, and in the browser, where [`browser`] takes that
//! HTML over, and navigation with it. See `docs/architecture.md`.

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod components;
pub mod pages;
pub mod reader;
pub mod shell;
