//! What is published of the content: a module for each output.

pub mod alternates;
pub mod feeds;
pub mod hosting;
pub mod html;
pub mod notices;
pub mod offline;
pub mod redirects;
pub mod search;
pub mod security_txt;
pub mod sitemap;
pub mod social_card;
