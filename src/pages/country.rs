use crate::components::{Flag, MainContent, RunningText};
use leptos::prelude::*;
use model::{Country, PageDocument};
use std::sync::Arc;

/// A country profile.
#[component]
pub fn CountryPage(
    /// The page.
    page: Arc<PageDocument>,
    /// The profile.
    country: Country,
) -> impl IntoView {
    view! {
        <MainContent title=page.title.clone()>
            <div class="profile-lead">
                <Flag code=country.flag of=page.title.clone() />
                <p class="lead">{country.summary}</p>
            </div>
            <RunningText body=page.body.clone() />
        </MainContent>
    }
}
