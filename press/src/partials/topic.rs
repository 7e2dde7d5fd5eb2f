//! Topics: the timeline of one, and its box in each of its articles.

use super::moment;
use super::save;
use crate::catalog::Catalog;
use crate::content::{Article, Topic};
use maud::{Markup, PreEscaped, html};
use model::routes::Route;
use model::{Html, Language};

/// A topic's page: what it is about, and its articles, which come earliest first.
pub fn body(catalog: &Catalog<'_>, topic: &Topic, articles: &[&Article], bytes: usize) -> Html {
    super::body(html! {
        p.lead { (topic.summary) }
        (PreEscaped(topic.body.as_str()))
        @if articles.is_empty() {
            p { "There are no articles on this topic yet." }
        } @else {
            ol.thread-timeline {
                @for article in articles { (entry(catalog, article)) }
            }
            (save::collection(
                &catalog.newsroom().site.base(),
                &Route::Topic(topic.slug.clone()),
                "this topic",
                bytes,
            ))
        }
    })
}

/// An article in the timeline.
fn entry(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let (lang, dir) = Language::attributes(article.language.as_ref());
    html! {
        li {
            p.thread-day { (moment(&article.date)) }
            h2 lang=[lang.as_deref()] dir=[dir.as_deref()] { (link(catalog, article)) }
            p lang=[lang.as_deref()] dir=[dir.as_deref()] { (article.summary) }
        }
    }
}

/// Where an article is in each of its topics: what came before it, and what came after.
pub(super) fn threads(catalog: &Catalog<'_>, article: &Article) -> Markup {
    html! { @for topic in catalog.topics_of(article) { (thread(catalog, article, topic)) } }
}

fn thread(catalog: &Catalog<'_>, article: &Article, topic: &Topic) -> Markup {
    let (later, earlier) = catalog.beside_in_topic(article, topic);
    let heading = format!("thread-{}", topic.slug);
    let base = catalog.newsroom().site.base();
    let step = |words: &'static str, other: Option<&Article>| {
        html! {
            @if let Some(other) = other {
                @let (lang, dir) = Language::attributes(other.language.as_ref());
                li {
                    span.thread-day { (words) ", " (moment(&other.date)) }
                    " "
                    span lang=[lang] dir=[dir] { (link(catalog, other)) }
                }
            }
        }
    };
    html! {
        section.thread aria-labelledby=(heading) {
            h2 id=(heading) {
                a href=(base.href(Route::Topic(topic.slug.clone()))) { (topic.title) }
            }
            ol {
                (step("Earlier", earlier))
                li.thread-here {
                    span.thread-day { "This article, " (moment(&article.date)) }
                }
                (step("Later", later))
            }
        }
    }
}

fn link(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let base = catalog.newsroom().site.base();
    html! { a href=(base.href(Route::Article(article.slug.clone()))) { (article.headline) } }
}
