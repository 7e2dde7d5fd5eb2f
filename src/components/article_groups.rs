use super::ArticleList;
use leptos::prelude::*;
use model::ArticleGroup;

/// Articles grouped by day or month.
#[component]
pub fn ArticleGroups(
    /// In display order.
    groups: Vec<ArticleGroup>,
) -> impl IntoView {
    groups
        .into_iter()
        .map(|group| {
            view! {
                <section class="article-group">
                    <h2 class="article-group-period">
                        <time datetime=group.period.iso>{group.period.text}</time>
                    </h2>
                    <ArticleList articles=group.articles />
                </section>
            }
        })
        .collect_view()
}
