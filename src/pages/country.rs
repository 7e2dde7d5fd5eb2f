use crate::app_state::app_state;
use crate::components::{Flag, MainContent, RunningText};
use leptos::prelude::*;
use model::routes::Route;
use model::{Country, Language, PageDocument};
use std::sync::Arc;

/// A country profile, with the newswire's coverage of the country in an aside.
#[component]
pub fn CountryPage(
    /// The page.
    page: Arc<PageDocument>,
    /// The profile.
    country: Country,
) -> impl IntoView {
    let state = app_state();
    let articles = country
        .articles
        .into_iter()
        .map(|article| {
            let href = state.href(Route::Article(article.slug));
            let date = article
                .date
                .map(|date| view! { <time datetime=date.iso>{date.text}</time> });
            let (lang, dir) = Language::attributes(article.language.as_ref());
            view! {
                <li>
                    <a href=href lang=lang dir=dir>
                        {article.headline}
                    </a>
                    " "
                    {date}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let news = country.news.map(|link| {
        view! {
            <p class="ways-on">
                <a href=state.href(link.path)>{link.label}</a>
            </p>
        }
    });
    let coverage = (!articles.is_empty()).then(|| {
        view! {
            <aside class="coverage" aria-labelledby="coverage">
                <h2 id="coverage">"In the News"</h2>
                <ul role="list">{articles}</ul>
                {news}
            </aside>
        }
    });
    view! {
        <MainContent title=page.title.clone()>
            <div class="profile-lead">
                <Flag code=country.flag of=page.title.clone() />
                <p class="lead">{country.summary}</p>
            </div>
            <RunningText body=page.body.clone() />
        </MainContent>
        {coverage}
    }
}
