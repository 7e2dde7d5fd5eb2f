use crate::app_state::app_state;
use crate::strings;
use leptos::either::Either;
use leptos::prelude::*;
use model::contract::ids;
use model::routes::Route;
use model::{Html, Producer};

/// The newswire's name, tagline and producer, and the search box.
#[component]
pub(super) fn Masthead(
    /// The name as a drawing; empty if it could not be drawn.
    nameplate: Html,
    tagline: String,
    producer: Producer,
) -> impl IntoView {
    let state = app_state();
    let name = state.site.name.clone();
    let front = state.href(Route::Front);
    let name = match nameplate.as_str() {
        "" => Either::Left(view! { <a href=front>{name}</a> }),
        // The words stay for assistive technology, search and translation.
        drawing => Either::Right(view! {
            <a class="nameplate" href=front>
                <span class="nameplate-drawing" inner_html=drawing.to_owned()></span>
                <span class="nameplate-text">{name}</span>
            </a>
        }),
    };
    view! {
        <header class="masthead">
            <p class="masthead-name">{name}</p>
            <div class="masthead-about">
                <p class="masthead-tagline">{tagline}</p>
                " "
                <div class="masthead-producer">
                <p>"Produced by"</p>
                " "
                    <img
                        src=state.href(&producer.logo)
                        alt=producer.logo_alt
                        width=producer.logo_width
                        height=producer.logo_height
                    />
                </div>
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
                    // The label is not visible, and where the box is alone, nor is the
                    // button.
                    placeholder=strings::SEARCH
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
