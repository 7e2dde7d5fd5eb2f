use crate::reader::reader;
use leptos::prelude::*;
use model::contract::ids;
use model::routes::Route;

/// The newswire's name, what it covers, who produces it, and the search box.
#[component]
pub(super) fn Masthead() -> impl IntoView {
    let reader = reader();
    let site = reader.site.clone();
    let producer = site.producer.clone();
    view! {
        <header class="masthead">
            <div class="masthead-title">
                <p class="masthead-name">
                    <a href=reader.href(Route::Front)>{site.name.clone()}</a>
                </p>
                <p class="masthead-tagline">{site.tagline.clone()}</p>
            </div>
            <div class="masthead-producer">
                <p>"Produced by"</p>
                <img
                    src=reader.href(&producer.logo)
                    alt=producer.logo_alt
                    width=producer.logo_width
                    height=producer.logo_height
                />
            </div>
            <form class="search" role="search" action=reader.href(Route::Search)>
                <label class="search-label" for=ids::SEARCH>
                    "Search"
                </label>
                <input
                    class="search-input"
                    // A box with suggestions must not be of the type `search` (ARIA in HTML,
                    // 2025, section 4).
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
