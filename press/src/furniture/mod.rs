//! What stands around the texts: dates and sources, maps, tables, charts, links
//! to more of the kind.
//!
//! None of it changes in the browser, so the app needs no code for it: it is part
//! of a page's running text. The controls in it, which the app answers to, are
//! those of [`newswire::controls`].

pub mod article;
pub mod calendar;
pub mod countries;
pub mod profile;
pub mod save;
pub mod search;

mod chart;
mod sources;

use maud::{Markup, html};
use newswire::model::{Date, Html};

/// The ids of what stands around the text of an article or a profile. Headings of
/// the text have others.
pub const IDS: [&str; 7] = [
    "offline",
    "sources",
    "share",
    "related",
    "treaties",
    "events",
    "coverage-by-year",
];

/// A date, for machines and for people.
fn time(date: &Date) -> Markup {
    html! { time datetime=(date.iso) { (date.text) } }
}

/// Texts that have been sanitised, and what was put together here, as a body.
pub(crate) fn body(markup: Markup) -> Html {
    Html::from_sanitised(markup.into_string())
}
