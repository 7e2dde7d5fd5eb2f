//! The newswire's app: page components, the shell, and client-side navigation.
//!
//! The same components are rendered twice: natively by the press, to a complete HTML file
//! for every URL, and in the browser, where [`browser`] takes over that HTML and
//! navigation. See `docs/architecture.md`.

pub mod app;
pub mod app_state;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod components;
pub mod pages;
pub mod shell;
pub mod strings;
