use crate::app_state::app_state;
use crate::strings;
use leptos::prelude::*;
use model::Link;
use model::contract::{classes, controls, ids};

/// The page's footer.
#[component]
pub(super) fn Footer(
    /// Its navigation.
    links: Vec<Link>,
    /// What the publisher wants said on every page.
    notice: String,
) -> impl IntoView {
    let state = app_state();
    let links = links
        .into_iter()
        .map(|link| {
            view! {
                <li>
                    <a href=state.href(&link.path)>{link.label}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <footer class="footer">
            <nav id=ids::FOOTER_NAVIGATION tabindex="-1" aria-label=strings::FOOTER>
                <ul>{links}</ul>
            </nav>
            <p class=format!("scheme {}", classes::NEEDS_APP)>
                <label for=controls::SCHEME>{strings::APPEARANCE}</label>
                " "
                <select id=controls::SCHEME name=controls::SCHEME>
                    <option value="">"System"</option>
                    <option value="light">"Light"</option>
                    <option value="dark">"Dark"</option>
                </select>
            </p>
            <p class=format!("scheme {}", classes::NEEDS_APP)>
                <label>
                    <input type="checkbox" name=controls::SEARCH_SHORTCUT checked="" />
                    " Press / to search"
                </label>
            </p>
            <p class="footer-notice">{notice}</p>
        </footer>
    }
}
