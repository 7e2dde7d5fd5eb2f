//! The press: checks the content and publishes the site.
//!
//! Content files are read and checked ([`content`]), grouped into lists ([`catalog`]),
//! and become page documents ([`pages`]). From these and the [app built by
//! Trunk](app_build) come all [outputs], which [`publish`] writes next to the current
//! site and then swaps in.

pub mod address;
pub mod app_build;
pub mod bar;
mod caption;
pub mod catalog;
pub mod collation;
pub mod content;
pub mod dates;
pub mod design_tokens;
mod differences;
pub mod feed;
pub mod front_page;
pub mod hashed;
pub mod ids;
pub mod links;
mod load;
pub mod map;
pub mod media_types;
pub mod nameplate;
pub mod outputs;
pub mod pages;
pub mod partials;
pub mod placement;
pub mod publish;
pub mod rendition;
pub mod savings;
pub mod site_paths;
pub mod terminal;
mod typeface;
mod visible_text;

pub use load::{load, load_for};
