//! Controls for saving pages for offline reading, and the page that lists saved pages.

use crate::address::beside;
use maud::{Markup, html};
use model::Html;
use model::contract::{self, attributes, classes, controls, files, ids};
use model::routes::{Base, Route};
use model::size::in_words;

const _: () = contract::spelled(attributes::PATH, "data-path");
const _: () = contract::spelled(attributes::LIST, "data-list");

/// What the button that saves a single page says.
const PAGE: &str = "Save to read offline";

/// The control that saves a single page.
pub fn page(route: &Route) -> Markup {
    html! {
        div class={ "buttons " (classes::SAVING) } data-path=(route) { (buttons(PAGE)) }
    }
}

/// The control that saves articles along with the page that lists them. `what` names them
/// after the word “Save”.
pub fn collection(base: &Base, route: &Route, what: &str, bytes: usize) -> Markup {
    let list = base.href(beside(route, files::SAVED_LIST));
    let label = format!("Save {what} to read offline ({})", in_words(bytes));
    html! {
        div class={ "offline buttons " (classes::SAVING) " " (classes::NEEDS_APP) }
            data-path=(route) data-list=(list)
        {
            (buttons(&label))
        }
    }
}

/// Their labels change in the browser, because only the browser knows whether the page is
/// saved.
fn buttons(label: &str) -> Markup {
    html! {
        button type="button" name=(controls::SAVE) data-label=(label) { (label) }
        button type="button" name=(controls::FORGET) hidden { "Remove" }
        progress hidden aria-label="Saving" value="0" {}
        output {}
    }
}

/// The page that lists saved pages.
pub fn saved(base: &Base) -> Html {
    super::body(html! {
        p.lead {
            "Pages that you save stay in this browser, so that you can read them offline."
        }
        p.without-scripts {
            "Saving pages requires scripts, which are turned off or did not load."
        }
        p class={ "hint " (classes::NEEDS_APP) } {
            "Articles, sections, countries, topics and the "
            a href=(base.href(Route::Archive)) { "archive" }
            " have a button to save them."
        }
        ul.saved id=(ids::SAVED) role="list" {}
        template id=(ids::SAVED_ENTRY) {
            li {
                h2 { a href=(base.href(Route::Saved)) { "Saved" } }
                div class={ "buttons " (classes::SAVING) } { (buttons(PAGE)) }
            }
        }
    })
}

/// The page that is shown in place of one that is saved only as a document, until the app
/// has rendered it.
pub fn stand_in(base: &Base) -> Html {
    super::body(html! {
        p.lead {
            "You are offline. If this page has been saved in this browser, it will appear in a moment."
        }
        p { a href=(base.href(Route::Saved)) { "Saved pages" } }
    })
}
