//! The running text of articles, profiles and pages: converts Markdown, with the HTML
//! that editors may use in it, to HTML that is safe to publish.

pub(super) mod characters;
mod chart;
mod elsewhere;
pub(super) mod html;
pub(super) mod markdown;
mod markup;
pub(super) mod mentions;
mod notes;
pub(super) mod picture;
mod pieces;
mod sanitizer;
mod tables;

use super::suggestion;
use super::{ContentFile, Context, Pages, fields, language, limits, links, public, web_address};
