use crate::app_state::app_state;
use leptos::prelude::*;
use model::routes::Route;
use model::{CountryLink, Date, SectionLink};

/// An article's section, countries and day.
#[component]
pub fn Dateline(
    /// The section to link to.
    section: SectionLink,
    /// The countries to link to; empty if they are shown elsewhere.
    countries: Vec<CountryLink>,
    /// The day; `None` if it is shown elsewhere.
    #[prop(optional_no_strip)]
    date: Option<Date>,
) -> impl IntoView {
    let state = app_state();
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
    view! {
        <p class="article-facts">
            <a class="article-facts-section" href=state.href(Route::Section(section.slug))>
                {section.name}
            </a>
            " "
            {countries}
            {date}
        </p>
    }
}
