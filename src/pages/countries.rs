use crate::components::{Flag, MainContent};
use crate::model::{CountryCard, PageDocument};
use crate::reader::reader;
use crate::routes::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// All country profiles, by name.
#[component]
pub fn CountriesPage(
    /// The page.
    page: Arc<PageDocument>,
    /// The countries, in the order in which they stand.
    countries: Vec<CountryCard>,
) -> impl IntoView {
    let reader = reader();
    let items = countries
        .into_iter()
        .map(|country| {
            let href = reader.href(Route::Country(country.slug));
            view! {
                <li class="country-item">
                    <Flag code=country.flag />
                    <h2 class="country-item-name">
                        <a href=href>{country.name}</a>
                    </h2>
                    <p class="country-item-summary">{country.summary}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <MainContent title=page.title.clone()>
            <p class="lead">{page.description.clone()}</p>
            <ul class="country-list" role="list">
                {items}
            </ul>
        </MainContent>
    }
}
