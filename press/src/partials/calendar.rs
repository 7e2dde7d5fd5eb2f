//! The archive: headlines by month, and the topics.

use super::headline;
use super::save;
use crate::catalog::Catalog;
use crate::collation::sort_by_name;
use crate::content::Article;
use crate::dates;
use maud::{Markup, html};
use model::Html;
use model::routes::Route;

type Month<'a> = ((u32, u32), Vec<&'a Article>);

/// How many headlines of a month the archive shows; the month's own page has them all.
const HEADLINES: usize = 10;

/// The description of the page, all years, newest first, each with its months and their
/// headlines, and the topics.
pub fn body(catalog: &Catalog<'_>, description: &str, bytes: usize) -> Html {
    let months = catalog.months();
    let years = months.chunk_by(|((one, _), _), ((other, _), _)| one == other);
    super::body(html! {
        p.lead { (description) }
        @if !catalog.newsroom().topics.is_empty() {
            p { "Or follow a story by its " a href="#topics" { "topic" } "." }
        }
        @for months in years.rev() { (year(catalog, months)) }
        (topics(catalog))
        (save::collection(
            &catalog.newsroom().site.base(),
            &Route::Archive,
            "all articles and profiles",
            bytes,
        ))
    })
}

/// Links to all topics.
fn topics(catalog: &Catalog<'_>) -> Markup {
    let base = catalog.newsroom().site.base();
    let mut topics: Vec<_> = catalog.newsroom().topics.iter().collect();
    sort_by_name(&mut topics, |topic| topic.title.trim_start_matches("The "));
    html! {
        @if !topics.is_empty() {
            section.archive-topics aria-labelledby="topics" {
                h2 #topics tabindex="-1" { "Topics" }
                ul role="list" {
                    @for topic in topics {
                        li {
                            a href=(base.href(Route::Topic(topic.slug.clone()))) { (topic.title) }
                        }
                    }
                }
            }
        }
    }
}

fn year(catalog: &Catalog<'_>, months: &[Month<'_>]) -> Markup {
    html! {
        @if let Some(((year, _), _)) = months.first() {
            section.archive-year {
                h2 { (year) }
                @for month in months.iter().rev() { (self::month(catalog, month)) }
            }
        }
    }
}

fn month(catalog: &Catalog<'_>, ((year, month), articles): &Month<'_>) -> Markup {
    let base = catalog.newsroom().site.base();
    let page = base.href(Route::Month(*year, *month));
    html! {
        @if let Some(first) = articles.first() {
            div.archive-month {
                h3 { a href=(page) { (first.date.day().strftime("%B").to_string()) } }
                ul role="list" {
                    @for article in articles.iter().take(HEADLINES) {
                        li {
                            time datetime=(article.date.day()) {
                                (article.date.day().strftime("%b %-d").to_string())
                            }
                            " " (headline(catalog, article))
                        }
                    }
                    @if articles.len() > HEADLINES {
                        li { a href=(page) { "All " (articles.len()) " articles of " (dates::month(first.date.day()).text) } }
                    }
                }
            }
        }
    }
}
