//! The glossary.

use crate::collation::sort_by_name;
use crate::content::Newsroom;
use maud::{PreEscaped, html};
use model::Html;

/// The description of the page, and all terms in alphabetical order.
pub fn body(newsroom: &Newsroom, description: &str) -> Html {
    let mut terms: Vec<_> = newsroom.glossary.iter().collect();
    sort_by_name(&mut terms, |term| &term.term);
    super::body(html! {
        p.lead { (description) }
        dl.glossary {
            @for term in terms {
                div id=(term.slug) tabindex="-1" {
                    dt { (term.heading()) }
                    dd { (PreEscaped(term.body.as_str())) }
                }
            }
        }
    })
}
