use crate::components::MainContent;
use leptos::prelude::*;
use model::PageDocument;
use std::sync::Arc;

/// The front page. The press ranks its stories and lays them out.
#[component]
pub fn FrontPage(
    /// The page.
    page: Arc<PageDocument>,
) -> impl IntoView {
    view! {
        <MainContent title=page.title.clone()>
            <div class="front" data-body="" inner_html=page.body.as_str().to_owned()></div>
        </MainContent>
    }
}
