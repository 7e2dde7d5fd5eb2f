use crate::components::{MainContent, RunningText};
use leptos::prelude::*;
use model::PageDocument;
use std::sync::Arc;

/// A page of running text.
#[component]
pub fn TextPage(
    /// The page.
    page: Arc<PageDocument>,
) -> impl IntoView {
    view! {
        <MainContent title=page.title.clone()>
            <RunningText body=page.body.clone() />
        </MainContent>
    }
}
