use super::Dateline;
use crate::app_state::app_state;
use leptos::prelude::*;
use model::routes::Route;
use model::{ArticleSummary, Language};

/// Articles, with headings one level below that of the list.
#[component]
pub fn ArticleList(
    /// In display order.
    articles: Vec<ArticleSummary>,
) -> impl IntoView {
    let state = app_state();
    let items = articles
        .into_iter()
        .map(|article| {
            let href = state.href(Route::Article(article.slug));
            let (lang, dir) = Language::attributes(article.language.as_ref());
            let section = article.section.map(|section| {
                view! {
                    <p class="kicker">
                        <a href=state.href(Route::Section(section.slug))>{section.name}</a>
                    </p>
                }
            });
            let picture = article.picture.map(|picture| {
                view! { <div class="article-item-picture" inner_html=picture.as_str().to_owned()></div> }
            });
            view! {
                <li class="article-item">
                    {picture}
                    {section}
                    <h3 class="article-item-headline" lang=lang.clone() dir=dir.clone()>
                        <a href=href>{article.headline}</a>
                    </h3>
                    <p class="article-item-summary" lang=lang dir=dir>
                        {article.summary}
                    </p>
                    <Dateline countries=article.countries date=article.date />
                </li>
            }
        })
        .collect_view();
    // Safari drops list semantics from lists without bullets unless they have a role.
    view! {
        <ul class="article-list" role="list">
            {items}
        </ul>
    }
}
