use crate::components::{fresh, lingering};
use crate::offline::NEWS_ID;
use crate::reader::reader;
use leptos::prelude::*;

/// What the reader must know of a page on its way. Both regions are always in
/// the document, for assistive technology only hears changes in regions that
/// it knows.
#[component]
pub(super) fn Notices() -> impl IntoView {
    let reader = reader();
    let slow = move || {
        let slow = reader.slow.get();
        fresh(slow.then(|| view! { <p class="notice">"Loading the page…"</p> }))
    };
    let failed = move || {
        lingering(reader.failed.get().map(|failed| {
            view! {
                <div class="notice notice-failed">
                    <p>{failed.failure.to_string()}</p>
                    // A link, for that is what it is: the navigation takes it like
                    // any other, and without the app it loads the page.
                    <a class="notice-action" href=failed.href>
                        "Try again"
                    </a>
                </div>
            }
        }))
    };
    view! {
        <div class="notices">
            <div role="status">{slow}</div>
            // What is new is told by the page's side of the service worker.
            <div role="status" id=NEWS_ID></div>
            <div role="alert">{failed}</div>
        </div>
    }
}
