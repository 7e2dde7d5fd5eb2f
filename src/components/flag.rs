use crate::app_state::app_state;
use crate::strings;
use leptos::prelude::*;

/// A country's flag.
#[component]
pub fn Flag(
    /// The ISO 3166-1 code, in lowercase.
    code: String,
    /// The country's name, used as alternative text. Without it, the flag is decorative
    /// and next to the name.
    #[prop(optional, into)]
    of: Option<String>,
) -> impl IntoView {
    let src = app_state().href(format!("/flags/{code}.svg"));
    let alt = of.map(|name| strings::flag_of(&name)).unwrap_or_default();
    view! { <img class="flag" src=src alt=alt width="64" height="48" /> }
}
