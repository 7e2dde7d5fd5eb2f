use super::Flag;
use crate::app_state::app_state;
use crate::strings;
use leptos::prelude::*;
use model::CountryCard;
use model::routes::Route;

/// A link from an article to the profile of a country it is about.
#[component]
pub fn CountryCardView(
    /// The country.
    card: CountryCard,
) -> impl IntoView {
    let href = app_state().href(Route::Country(card.slug.clone()));
    let name_id = format!("card-{}", card.slug);
    let link_id = format!("card-{}-link", card.slug);
    // As in the original design, the arrow must not wrap. The link text is the same on
    // every card, so its accessible name includes the country.
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
                    {strings::VIEW_PROFILE}
                </a>
            </p>
        </div>
    }
}
