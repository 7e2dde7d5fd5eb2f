use crate::components::{ArticleGroups, MainContent, PagerView, RunningText};
use leptos::prelude::*;
use model::{ArticleGroup, PageDocument, Pager};
use std::sync::Arc;

/// Articles of a section, country or month.
#[component]
pub fn ListPage(
    /// The page.
    page: Arc<PageDocument>,
    /// Newest first.
    groups: Vec<ArticleGroup>,
    /// Links to the adjacent pages.
    pager: Pager,
) -> impl IntoView {
    let empty = groups.is_empty().then(|| {
        view! { <p class="empty">"Nothing has been published here yet."</p> }
    });
    let body =
        (!page.body.as_str().is_empty()).then(|| view! { <RunningText body=page.body.clone() /> });
    view! {
        <MainContent title=page.title.clone()>
            <p class="lead">{page.description.clone()}</p>
            {empty}
            <ArticleGroups groups />
            <PagerView pager />
            {body}
        </MainContent>
    }
}
