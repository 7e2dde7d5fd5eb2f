use super::Dateline;
use crate::reader::reader;
use leptos::prelude::*;
use model::routes::Route;
use model::{ArticleSummary, Language};

/// Articles, each with its headline as a heading below that of the list.
#[component]
pub fn ArticleList(
    /// In the order in which they stand.
    articles: Vec<ArticleSummary>,
) -> impl IntoView {
    let reader = reader();
    let items = articles
        .into_iter()
        .map(|article| {
            let href = reader.href(Route::Article(article.slug));
            let (lang, dir) = Language::attributes(article.language.as_ref());
            view! {
                <li class="article-item">
                    <h3 class="article-item-headline" lang=lang.clone() dir=dir.clone()>
                        <a href=href>{article.headline}</a>
                    </h3>
                    <Dateline
                        section=article.section
                        countries=article.countries
                        date=article.date
                    />
                    <p class="article-item-summary" lang=lang dir=dir>
                        {article.summary}
                    </p>
                </li>
            }
        })
        .collect_view();
    // A list without bullets is still a list: Safari forgets that without a role.
    view! {
        <ul class="article-list" role="list">
            {items}
        </ul>
    }
}
