use super::Flag;
use crate::reader::reader;
use leptos::prelude::*;
use model::CountryCard;
use model::routes::Route;

/// The way from an article to the profile of a country that it is about.
#[component]
pub fn CountryCardView(
    /// The country.
    card: CountryCard,
) -> impl IntoView {
    let href = reader().href(Route::Country(card.slug.clone()));
    let name_id = format!("card-{}", card.slug);
    let link_id = format!("card-{}-link", card.slug);
    // As on the original page, the arrow stays on the line of its words.
    // The link's words are the same on every card; its name says which country.
    let labels = format!("{link_id} {name_id}");
    view! {
        <div class="country-card">
            <p class="country-card-kind">"Country Profile"</p>
            <Flag code=card.flag of=card.name.clone() />
            <h3 class="country-card-name" id=name_id>
                {card.name}
            </h3>
            <p class="country-card-summary">{card.summary}</p>
            <p>
                <a class="country-card-link" id=link_id aria-labelledby=labels href=href>
                    "View Country Profile\u{a0}→"
                </a>
            </p>
        </div>
    }
}
