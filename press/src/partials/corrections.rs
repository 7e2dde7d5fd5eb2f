//! The corrections of all articles.

use super::article::{amendment, notice};
use super::{body as as_body, headline};
use crate::catalog::{Catalog, Correction, Reason};
use maud::{Markup, html};
use model::Html;

/// All corrections, each below the headline of its article.
pub fn body(catalog: &Catalog<'_>) -> Html {
    as_body(html! {
        @for correction in catalog.corrections() {
            section {
                h2 { (headline(catalog, correction.article)) }
                (text(&correction))
            }
        }
    })
}

/// What was corrected, or why the article was withdrawn.
pub(crate) fn text(correction: &Correction<'_>) -> Markup {
    match correction.reason {
        Reason::Correction(_, it) => amendment(correction.article, "Correction", it),
        Reason::Withdrawal(it) => notice("Withdrawn", &it.date, &html! { (it.reason) }),
    }
}
