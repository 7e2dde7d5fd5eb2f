use crate::app_state::app_state;
use crate::strings;
use leptos::prelude::*;
use model::Pager;

/// Links to the adjacent pages of a list.
#[component]
pub fn PagerView(
    /// The adjacent pages.
    pager: Pager,
) -> impl IntoView {
    let state = app_state();
    // Lists start with the newest, so "newer" is "previous".
    let links = [("prev", pager.newer), ("next", pager.older)]
        .into_iter()
        .filter_map(|(relation, link)| Some((relation, link?)))
        .map(|(relation, link)| {
            view! {
                <a rel=relation href=state.href(link.path)>
                    {link.label}
                </a>
            }
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="pager" aria-label=strings::PAGES>
                {links}
            </nav>
        }
    })
}
