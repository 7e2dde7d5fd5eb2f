//! The generated parts of pages: dates and sources, maps, tables, charts and links to
//! related pages.
//!
//! None of it changes in the browser, so the app needs no code for it: it is part of a
//! page's running text. Its controls, which the app handles, are listed in
//! [`model::contract::controls`].

pub mod article;
pub mod author;
pub mod calendar;
pub mod corrections;
pub mod countries;
pub mod front;
pub mod glossary;
pub(crate) mod history;
pub(crate) mod picture;
pub mod profile;
pub mod save;
pub mod search;
pub mod topic;
pub mod treaty;

mod atlas;
mod chart;
mod posts;
mod sources;

use crate::catalog::Catalog;
use crate::content::{Article, Event, Moment};
use crate::dates::{self, PartialDate};
use crate::feed::{Feed, Format};
use crate::map::Locator;
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
use model::routes::{Base, Route};
use model::{Html, Language};
pub(crate) use posts::list as posts_list;

/// A text of an article, which is marked if it is in another language than the site.
fn in_language(article: &Article, text: &Markup) -> Markup {
    let (lang, dir) = Language::attributes(article.language.as_ref());
    match lang {
        Some(lang) => html! { div.in-language lang=(lang) dir=[dir] { (text) } },
        None => text.clone(),
    }
}

/// A day, for machines and for people.
fn day(day: Date) -> Markup {
    time(&dates::day(day))
}

/// A day or a time of day, for machines and for people.
fn moment(moment: &Moment) -> Markup {
    time(&dates::moment(moment))
}

/// A date as precise as it is known, for machines and for people.
fn partial_date(date: PartialDate) -> Markup {
    time(&dates::partial(date))
}

fn time(date: &model::Date) -> Markup {
    html! { time datetime=(date.iso) { (date.text) } }
}

/// How a map draws the disputed areas on it, folded; nothing if there are none.
fn disputed(map: &Locator) -> Markup {
    html! {
        @if !map.disputed.is_empty() {
            details {
                summary { "Hatched land is disputed" }
                ul { @for note in &map.disputed { li { (note) } } }
            }
        }
    }
}

/// An article's headline as a link.
fn headline(catalog: &Catalog<'_>, article: &Article) -> Markup {
    let base = catalog.newsroom().site.base();
    let (lang, dir) = Language::attributes(article.language.as_ref());
    let href = base.href(Route::Article(article.slug.clone()));
    html! { a href=(href) lang=[lang] dir=[dir] { (article.headline) } }
}

/// What is above an article's headline instead of its section.
pub(crate) fn kicker(article: &Article, kicker: &str) -> Markup {
    let (lang, dir) = Language::attributes(article.language.as_ref());
    html! { p.kicker lang=[lang] dir=[dir] { (kicker) } }
}

/// The latest of the articles that a page is about, beside its text if there is room, and
/// a link to more.
fn news(catalog: &Catalog<'_>, articles: &[&Article], most: usize, more: &Markup) -> Markup {
    html! {
        @if !articles.is_empty() {
            section.coverage aria-labelledby="coverage" {
                h2 #coverage { "In the News" }
                ul role="list" {
                    @for article in articles.iter().take(most) {
                        li { (headline(catalog, article)) " " (moment(&article.date)) }
                    }
                }
                (more)
            }
        }
    }
}

/// Events in order, each with a link to the article that reports it, if there is one.
fn timeline(catalog: &Catalog<'_>, events: &[Event]) -> Markup {
    let base = catalog.newsroom().site.base();
    html! {
        ol.timeline {
            @for event in events {
                li {
                    (partial_date(event.date)) " "
                    @match &event.article {
                        Some(article) => a href=(base.href(Route::Article(article.slug().to_owned()))) { (event.text) },
                        None => (event.text),
                    }
                }
            }
        }
    }
}

/// A page's text followed by links to its feed, and by the page's absolute URL, which is
/// only shown in print, where there is no address bar.
pub fn with_feed_and_address(
    base: &Base,
    body: &Html,
    feed: Option<&Feed<'_>>,
    address: &str,
) -> Html {
    self::body(html! {
        (PreEscaped(body.as_str()))
        @if let Some(feed) = feed {
            p.feeds {
                "Follow in a feed reader: "
                @for format in Format::ALL {
                    a href=(base.href(feed.path(format))) type=(format.media_type()) {
                        (format.name())
                    }
                    " "
                }
            }
        }
        p.page-address hidden { (address) }
    })
}

/// Links to the pages above a page, from the front page on, and what follows them.
pub fn breadcrumb(base: &Base, above: impl Iterator<Item = (String, Route)>, rest: &Html) -> Html {
    self::body(html! {
        nav aria-label="Breadcrumb" {
            // In a navigation, Safari knows a list without bullets as one.
            ol {
                @for (name, route) in above { li { a href=(base.href(route)) { (name) } } }
            }
        }
        (PreEscaped(rest.as_str()))
    })
}

/// Sanitized text combined with generated markup, as a body.
pub(crate) fn body(markup: Markup) -> Html {
    Html::from_sanitized(markup.into_string())
}
