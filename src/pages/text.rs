use crate::components::MainContent;
use leptos::prelude::*;
use model::{Content, PageDocument};
use std::sync::Arc;

/// A page of running text, or of the front page's stories, which are not set as text.
#[component]
pub fn TextPage(
    /// The page.
    page: Arc<PageDocument>,
) -> impl IntoView {
    let class = match page.content {
        Content::Front => "front",
        _ => "running-text",
    };
    view! {
        <MainContent title=page.title.clone()>
            <div class=class data-body="" inner_html=page.body.as_str().to_owned()></div>
        </MainContent>
    }
}
