use crate::app_state::Failed;
use crate::strings;
use leptos::prelude::*;
use model::contract::ids;

/// The live regions that announce page loads. They are always in the document, because
/// assistive technology only reports changes in regions it already knows.
#[component]
pub(super) fn Notices() -> impl IntoView {
    view! {
        <div class="notices">
            <div role="status"></div>
            // `offline/page.js` announces new content here.
            <div role="status" id=ids::NEWS></div>
        </div>
        // It takes its place in the page, while the others are on top of it.
        <div role="alert"></div>
    }
}

/// The notice that a page is loading.
pub fn slow_notice() -> impl IntoView {
    view! { <p class="notice">"Loading the page…"</p> }
}

/// The notice that a page failed to load, with the reason.
pub fn failure_notice(failed: Failed) -> impl IntoView {
    view! {
        <div class="notice notice-failed">
            <p>{failed.failure.to_string()}</p>
            // A real link: the app's navigation handles it like any other, and without
            // the app the browser loads the page.
            <a class="notice-action" href=failed.href>
                {strings::TRY_AGAIN}
            </a>
            <button type="button" class="notice-action">
                "Close"
            </button>
        </div>
    }
}
