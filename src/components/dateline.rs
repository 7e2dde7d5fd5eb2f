use crate::app_state::app_state;
use leptos::prelude::*;
use model::routes::Route;
use model::{CountryLink, Date, SectionLink};

/// An article's section, countries and day, as far as they are not shown elsewhere.
#[component]
pub fn Dateline(
    /// The section to link to.
    #[prop(optional_no_strip)]
    section: Option<SectionLink>,
    /// The countries to link to.
    countries: Vec<CountryLink>,
    /// The day.
    #[prop(optional_no_strip)]
    date: Option<Date>,
) -> impl IntoView {
    let state = app_state();
    let has_facts = section.is_some() || !countries.is_empty() || date.is_some();
    let section = section.map(|section| {
        view! {
            <a class="article-facts-section" href=state.href(Route::Section(section.slug))>
                {section.name}
            </a>
            " "
        }
    });
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
    has_facts.then(|| view! { <p class="article-facts">{section} {countries} {date}</p> })
}
