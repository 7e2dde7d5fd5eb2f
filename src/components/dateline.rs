use crate::app_state::app_state;
use leptos::prelude::*;
use model::routes::Route;
use model::{CountryLink, Date};

/// An article's countries and day, as far as they are not shown elsewhere.
#[component]
pub fn Dateline(
    /// The countries to link to.
    countries: Vec<CountryLink>,
    /// The day.
    #[prop(optional_no_strip)]
    date: Option<Date>,
) -> impl IntoView {
    let state = app_state();
    let has_facts = !countries.is_empty() || date.is_some();
    let countries = countries
        .into_iter()
        .map(|country| {
            let href = state.href(Route::Country(country.slug));
            view! {
                <a href=href>{country.name}</a>
                " "
            }
        })
        .collect_view();
    let date = date.map(|date| view! { <time datetime=date.iso>{date.text}</time> });
    has_facts.then(|| view! { <p class="article-facts">{countries} {date}</p> })
}
