use crate::app_state::app_state;
use crate::strings;
use leptos::prelude::*;
use model::contract::ids;
use model::routes::Route;

/// The newswire's name, tagline and producer, and the search box.
#[component]
pub(super) fn Masthead() -> impl IntoView {
    let state = app_state();
    let site = state.site.clone();
    let producer = site.producer.clone();
    view! {
        <header class="masthead">
            <div class="masthead-title">
                <p class="masthead-name">
                    <a href=state.href(Route::Front)>{site.name.clone()}</a>
                </p>
                <p class="masthead-tagline">{site.tagline.clone()}</p>
            </div>
            <div class="masthead-producer">
                <p>"Produced by"</p>
                <img
                    src=state.href(&producer.logo)
                    alt=producer.logo_alt
                    width=producer.logo_width
                    height=producer.logo_height
                />
            </div>
            <form class="search" role="search" action=state.href(Route::Search)>
                <label class="search-label" for=ids::SEARCH>
                    {strings::SEARCH}
                </label>
                <input
                    class="search-input"
                    // An input with a listbox popup must not have the type `search` (ARIA
                    // in HTML, 2025, section 4).
                    type="text"
                    enterkeyhint="search"
                    id=ids::SEARCH
                    name="q"
                    autocomplete="off"
                    spellcheck="false"
                />
                <button class="search-button" type="submit">
                    "Search"
                </button>
            </form>
        </header>
    }
}
