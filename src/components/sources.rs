use crate::model::{Date, Source};
use leptos::either::Either;
use leptos::prelude::*;

/// What a text rests on, and the day up to which it holds.
#[component]
pub fn Sources(
    /// The sources.
    sources: Vec<Source>,
    /// The day.
    as_of: Date,
) -> impl IntoView {
    let items = sources
        .into_iter()
        .map(|source| {
            let date = source
                .date
                .map(|date| view! { ", " <time datetime=date.iso>{date.text}</time> });
            let title = match source.url {
                Some(url) => Either::Left(view! { <a href=url>{source.title}</a> }),
                None => Either::Right(view! { <cite>{source.title}</cite> }),
            };
            view! { <li>{title} ", " {source.publisher} {date}</li> }
        })
        .collect_view();
    view! {
        <section class="sources">
            <h2 id="sources">"Sources"</h2>
            <ul>{items}</ul>
            <p class="as-of">
                "Holds up to " <time datetime=as_of.iso>{as_of.text}</time> "."
            </p>
        </section>
    }
}
