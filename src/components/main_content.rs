use leptos::prelude::*;
use model::Language;
use model::contract::ids;

/// The page's `main`, which starts with the only `h1`. The heading receives focus after a
/// client-side navigation.
#[component]
pub fn MainContent(
    /// The heading.
    title: String,
    /// The heading's language, if it is not the site's.
    #[prop(optional_no_strip)]
    language: Option<Language>,
    /// The content below the heading.
    children: TypedChildren<impl IntoView + 'static>,
) -> impl IntoView {
    let children = children.into_inner();
    let (lang, dir) = Language::attributes(language.as_ref());
    view! {
        <main class="main-content" id=ids::MAIN_CONTENT tabindex="-1">
            <h1 tabindex="-1" lang=lang dir=dir>
                {title}
            </h1>
            {children()}
        </main>
    }
}
