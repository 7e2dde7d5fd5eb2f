use crate::app_state::app_state;
use crate::strings;
use leptos::prelude::*;
use model::Link;

/// Links to the pages above a page.
#[component]
pub fn Breadcrumb(
    /// From the front page on; may be empty.
    above: Vec<Link>,
) -> impl IntoView {
    let state = app_state();
    (!above.is_empty()).then(|| {
        let links = above
            .into_iter()
            .map(|link| {
                view! {
                    <li>
                        <a href=state.href(link.path)>{link.label}</a>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        view! {
            <nav class="breadcrumb" aria-label=strings::BREADCRUMB>
                <ol role="list">{links}</ol>
            </nav>
        }
    })
}
