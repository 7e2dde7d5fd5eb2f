//! Controls for saving pages for offline reading, and the page that lists saved pages.

use crate::address::beside;
use maud::{Markup, html};
use model::Html;
use model::contract::{self, attributes, classes, controls, files, ids};
use model::routes::{Base, Route};
use model::size::in_words;

const _: () = contract::spelled(attributes::PATH, "data-path");
const _: () = contract::spelled(attributes::LIST, "data-list");

/// The control that saves a single page.
pub fn page(route: &Route) -> Markup {
    saving(route, None)
}

/// The control that saves articles along with the page that lists them. `what` describes
/// them and starts a sentence.
pub fn collection(base: &Base, route: &Route, what: &str, bytes: usize) -> Markup {
    let list = base.href(beside(route, files::SAVED_LIST));
    html! {
        section class={ "offline " (classes::NEEDS_APP) } aria-labelledby="offline" {
            h2 #offline { "Read Offline" }
            p { (what) ", about " (in_words(bytes)) ", can be kept in this browser." }
            (saving(route, Some(&list)))
        }
    }
}

fn saving(route: &Route, list: Option<&str>) -> Markup {
    html! {
        div class={ "buttons " (classes::SAVING) " " (classes::NEEDS_APP) }
            data-path=(route) data-list=[list]
        {
            (buttons())
        }
    }
}

/// Their labels change in the browser, because only the browser knows whether the page is
/// saved.
fn buttons() -> Markup {
    html! {
        button type="button" name=(controls::SAVE) { "Save for offline" }
        button type="button" name=(controls::FORGET) hidden { "Remove" }
        progress hidden aria-label="Saving" value="0" {}
        output {}
    }
}

/// The page that lists saved pages.
pub fn saved(base: &Base) -> Html {
    super::body(html! {
        p.lead {
            "What you save is kept in this browser, and can be read here without a network."
        }
        p.without-scripts {
            "Saving pages needs scripts, which are switched off or did not arrive."
        }
        p class={ "hint " (classes::NEEDS_APP) } {
            "Articles, sections, countries and the "
            a href=(base.href(Route::Archive)) { "archive" }
            " have a button that saves them."
        }
        ul.saved id=(ids::SAVED) role="list" {}
        template id=(ids::SAVED_ENTRY) {
            li {
                h2 { a href=(base.href(Route::Saved)) { "Saved" } }
                div class={ "buttons " (classes::SAVING) } { (buttons()) }
            }
        }
    })
}

/// The page that stands in for one that is saved only as a document, until the app has
/// replaced it.
pub fn stand_in(base: &Base) -> Html {
    super::body(html! {
        p.lead {
            "You are offline. If this page has been saved in this browser, it will appear in a moment."
        }
        p { a href=(base.href(Route::Saved)) { "Saved pages" } }
    })
}
