use crate::app_state::Failed;
use crate::strings;
use constcat::concat;
use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use model::contract::{self, classes, ids};

const _: () = contract::spelled(classes::NOTICE, "notice");
const _: () = contract::spelled(classes::NOTICE_ACTION, "notice-action");

/// The live regions that announce page loads. They are always in the document, because
/// assistive technology only reports changes in regions it already knows: the app puts
/// them back if something has removed them. `offline/page.js` announces new content in
/// the second one.
pub const NOTICES: &str = concat!(
    r#"<div class="notices"><div role="status"></div><div role="status" id=""#,
    ids::NEWS,
    r#""></div></div>"#
);

/// The live region for failures. It takes its place in the page, while [`NOTICES`] are on
/// top of it.
pub const ALERT: &str = r#"<div role="alert"></div>"#;

/// [`NOTICES`] and [`ALERT`] in the shell.
#[component]
pub(super) fn Notices() -> impl IntoView {
    (InertElement::new(NOTICES), InertElement::new(ALERT))
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
