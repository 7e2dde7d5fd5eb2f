use crate::reader::reader;
use leptos::prelude::*;
use model::Pager;

/// The ways to the pages beside one of a list.
#[component]
pub fn PagerView(
    /// Where they lead.
    pager: Pager,
) -> impl IntoView {
    let reader = reader();
    // To a list that begins with the newest, what is newer comes before.
    let links = [("prev", pager.newer), ("next", pager.older)]
        .into_iter()
        .filter_map(|(relation, link)| Some((relation, link?)))
        .map(|(relation, link)| {
            view! {
                <a rel=relation href=reader.href(link.path)>
                    {link.label}
                </a>
            }
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                {links}
            </nav>
        }
    })
}
