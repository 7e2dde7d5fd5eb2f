//! Ways to keep pages for when there is no network, and the page that lists what is
//! kept.

use maud::{Markup, html};
use newswire::controls::NEEDS_APP;
use newswire::model::Html;
use newswire::offline::{ENTRY_ID, FORGET, LIST, SAVE, SAVED_ID, SAVING, in_words};
use newswire::routes::{Base, Route};

/// What saves one page alone.
pub fn page(route: &Route) -> Markup {
    saving(route, None)
}

/// What saves articles with the page that lists them. `what` says which they are, as
/// the beginning of a sentence.
pub fn collection(base: &Base, route: &Route, what: &str, bytes: usize) -> Markup {
    let list = base.href(format!("{route}{LIST}"));
    html! {
        section class={ "offline " (NEEDS_APP) } aria-labelledby="offline" {
            h2 #offline { "Read Offline" }
            p { (what) ", about " (in_words(bytes)) ", can be kept in this browser." }
            (saving(route, Some(&list)))
        }
    }
}

fn saving(route: &Route, list: Option<&str>) -> Markup {
    html! {
        div class={ "buttons " (SAVING) " " (NEEDS_APP) }
            data-path=(route) data-list=[list]
        {
            (controls())
        }
    }
}

/// What they say changes in the browser: whether the page is saved is known there alone.
fn controls() -> Markup {
    html! {
        button type="button" name=(SAVE) { "Save for offline" }
        button type="button" name=(FORGET) hidden { "Remove" }
        progress hidden aria-label="Saving" value="0" {}
        output {}
    }
}

/// The page of what has been saved.
pub fn saved(base: &Base) -> Html {
    super::body(html! {
        p.lead {
            "What you save is kept in this browser, and can be read here without a network."
        }
        p.without-scripts {
            "Saving pages needs scripts, which are switched off or did not arrive."
        }
        p class={ "hint " (NEEDS_APP) } {
            "Articles, sections, countries and the "
            a href=(base.href(Route::Archive)) { "archive" }
            " have a button that saves them."
        }
        ul.saved id=(SAVED_ID) role="list" {}
        template id=(ENTRY_ID) {
            li {
                h2 { a href=(base.href(Route::Saved)) { "Saved" } }
                div class={ "buttons " (SAVING) } { (controls()) }
            }
        }
    })
}

/// The page that stands for one that is kept as a document alone, until the app has
/// put that into its place.
pub fn stand_in(base: &Base) -> Html {
    super::body(html! {
        p.lead {
            "You are offline. If this page has been saved in this browser, it will appear in a moment."
        }
        p { a href=(base.href(Route::Saved)) { "Saved pages" } }
    })
}
