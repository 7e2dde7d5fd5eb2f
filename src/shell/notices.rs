use crate::reader::Failed;
use leptos::prelude::*;
use model::contract::ids;

/// The regions in which readers are told of a page on its way. They are always in the
/// document, for assistive technology only hears changes in regions that it knows.
#[component]
pub(super) fn Notices() -> impl IntoView {
    view! {
        <div class="notices">
            <div role="status"></div>
            // What is new is told by the page's side of the service worker.
            <div role="status" id=ids::NEWS></div>
            <div role="alert"></div>
        </div>
    }
}

/// Says that the page that was asked for is on its way.
pub fn slow_notice() -> impl IntoView {
    view! { <p class="notice">"Loading the page…"</p> }
}

/// Says why the page that was asked for did not come.
pub fn failure_notice(failed: Failed) -> impl IntoView {
    view! {
        <div class="notice notice-failed">
            <p>{failed.failure.to_string()}</p>
            // A link, for that is what it is: the navigation takes it like
            // any other, and without the app it loads the page.
            <a class="notice-action" href=failed.href>
                "Try again"
            </a>
            <button type="button" class="notice-action">
                "Close"
            </button>
        </div>
    }
}
