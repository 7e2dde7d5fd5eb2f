use super::day;
use crate::content::Source;
use jiff::civil::Date;
use maud::{Markup, html};

/// The sources of a text, and the date that it was last checked; nothing if neither is
/// known.
pub(super) fn sources(sources: &[Source], as_of: Option<Date>) -> Markup {
    if sources.is_empty() && as_of.is_none() {
        return Markup::default();
    }
    html! {
        section.sources {
            @if !sources.is_empty() {
                h2 #sources { "Sources" }
                ul { @for source in sources { (entry(source)) } }
            }
            @if let Some(as_of) = as_of {
                p.as-of { "Information as of " (day(as_of)) "." }
            }
        }
    }
}

fn entry(source: &Source) -> Markup {
    html! {
        li {
            @match &source.url {
                Some(url) => a href=(url) { (source.title) },
                None => cite { (source.title) },
            }
            ", " (source.publisher)
            @if let Some(date) = source.date { ", " (day(date)) }
        }
    }
}
