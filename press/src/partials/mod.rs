//! What stands around the texts: dates and sources, maps, tables, charts, links
//! to more of the kind.
//!
//! None of it changes in the browser, so the app needs no code for it: it is part
//! of a page's running text. The controls in it, which the app answers to, are
//! those of [`model::contract::controls`].

pub mod article;
pub mod calendar;
pub mod countries;
pub mod profile;
pub mod save;
pub mod search;

mod chart;
mod sources;

use maud::{Markup, PreEscaped, html};
use model::{Date, Html};

/// A date, for machines and for people.
fn time(date: &Date) -> Markup {
    html! { time datetime=(date.iso) { (date.text) } }
}

/// A page's text with the page's whole address below it, which only paper shows: there is
/// no address bar.
pub fn with_address(body: &Html, address: &str) -> Html {
    self::body(html! {
        (PreEscaped(body.as_str()))
        p.page-address hidden { (address) }
    })
}

/// Texts that have been sanitised, and what was put together here, as a body.
pub(crate) fn body(markup: Markup) -> Html {
    Html::from_sanitised(markup.into_string())
}
