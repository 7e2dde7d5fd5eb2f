use super::day;
use crate::content::Source;
use jiff::civil::Date;
use maud::{Markup, html};

/// The sources of a text, and the date that it was last checked.
pub(super) fn sources(sources: &[Source], as_of: Date) -> Markup {
    html! {
        section.sources {
            h2 #sources { "Sources" }
            ul {
                @for source in sources {
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
            p.as-of { "Information as of " (day(as_of)) "." }
        }
    }
}
