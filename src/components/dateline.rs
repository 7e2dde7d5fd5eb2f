use crate::reader::reader;
use leptos::prelude::*;
use model::routes::Route;
use model::{CountryLink, Date, SectionLink};

/// An article's section, countries and day.
#[component]
pub fn Dateline(
    /// The section, which it links to.
    section: SectionLink,
    /// The countries, which it links to; none where they are shown otherwise.
    countries: Vec<CountryLink>,
    /// The day; none where it is told already.
    #[prop(optional_no_strip)]
    date: Option<Date>,
) -> impl IntoView {
    let reader = reader();
    let countries = countries
        .into_iter()
        .map(|country| {
            let href = reader.href(Route::Country(country.slug));
            view! {
                <a href=href>{country.name}</a>
                " "
            }
        })
        .collect_view();
    let date = date.map(|date| view! { <time datetime=date.iso>{date.text}</time> });
    view! {
        <p class="article-facts">
            <a class="article-facts-section" href=reader.href(Route::Section(section.slug))>
                {section.name}
            </a>
            " "
            {countries}
            {date}
        </p>
    }
}
