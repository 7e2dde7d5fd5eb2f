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

/// Where an article is in one of its topics: what came before it, and what came after.
pub(super) struct Thread<'a> {
    topic: &'a Topic,
    earlier: Option<&'a Article>,
    later: Option<&'a Article>,
}

impl<'a> Thread<'a> {
    /// The threads of an article, none of which shows what has been `shown` already.
    pub(super) fn all(
        catalog: &Catalog<'a>,
        article: &Article,
        shown: &mut Vec<&'a Article>,
    ) -> Vec<Self> {
        let topics = catalog.topics_of(article);
        let threads = topics.map(|topic| {
            let (later, earlier) = catalog.beside_in_topic(article, topic, shown);
            shown.extend(earlier.into_iter().chain(later));
            Self {
                topic,
                earlier,
                later,
            }
        });
        threads.collect()
    }

    /// Its box in the article.
    pub(super) fn markup(&self, catalog: &Catalog<'_>, article: &Article) -> Markup {
        let heading = format!("thread-{}", self.topic.slug);
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
                    a href=(base.href(Route::Topic(self.topic.slug.clone()))) { (self.topic.title) }
                }
                ol {
                    (step("Earlier", self.earlier))
                    li.thread-here {
                        span.thread-day { "This article, " (moment(&article.date)) }
                    }
                    (step("Later", self.later))
                }
            }
        }
    }
}

fn link(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let base = catalog.newsroom().site.base();
    html! { a href=(base.href(Route::Article(article.slug.clone()))) { (article.headline) } }
}
