//! The press: checks the content and publishes the site.
//!
//! Content files are read and checked ([`content`]), become page documents
//! ([`pages`]), are rendered by the app's own components ([`render`]) into the
//! document that Trunk built ([`app_build`]), and are written beside the last
//! site ([`output`]), with the index that readers search ([`search`]) and what
//! other machines read ([`feeds`], [`sitemap`], [`alternates`]). They replace that site
//! when all is there ([`publish`], [`site_folder`]).

pub mod address;
pub mod alternates;
pub mod app_build;
pub mod card;
pub mod changes;
pub mod collation;
pub mod content;
pub mod design_tokens;
pub mod disk;
pub mod feeds;
pub mod furniture;
pub mod hashed;
pub mod head;
pub mod hosting;
pub mod ids;
pub mod index;
pub mod instant;
pub mod links;
pub mod map;
pub mod moved;
pub mod notices;
pub mod offline;
pub mod output;
pub mod pages;
pub mod publish;
pub mod render;
pub mod search;
pub mod security_txt;
pub mod site_folder;
pub mod sitemap;
pub mod structured_data;
pub mod terminal;
pub mod written;
