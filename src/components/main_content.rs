use crate::shell::landmark;
use leptos::prelude::*;

/// The page's `main`, which begins with its one `h1`. The heading takes the
/// focus after a client-side navigation.
#[component]
pub fn MainContent(
    /// The heading.
    title: String,
    /// What follows it.
    children: TypedChildren<impl IntoView + 'static>,
) -> impl IntoView {
    let children = children.into_inner();
    view! {
        <main class="main-content" id=landmark::MAIN_CONTENT tabindex="-1">
            <h1 tabindex="-1">{title}</h1>
            {children()}
        </main>
    }
}
