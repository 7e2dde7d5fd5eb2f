//! The archive, by month.

use super::save;
use crate::catalog::Catalog;
use crate::content::Article;
use maud::{Markup, html};
use model::Html;
use model::routes::Route;

type Month<'a> = ((u32, u32), Vec<&'a Article>);

/// The description of the page, and all years, newest first, each with its months and
/// their numbers of articles.
pub fn body(catalog: &Catalog<'_>, description: &str, bytes: usize) -> Html {
    let months = catalog.months();
    let years = months.chunk_by(|((one, _), _), ((other, _), _)| one == other);
    super::body(html! {
        p.lead { (description) }
        @for months in years.rev() { (year(catalog, months)) }
        (save::collection(&catalog.newsroom().site.base(), &Route::Archive, "All articles and profiles", bytes))
    })
}

fn year(catalog: &Catalog<'_>, months: &[Month<'_>]) -> Markup {
    let base = catalog.newsroom().site.base();
    let total: usize = months.iter().map(|(_, articles)| articles.len()).sum();
    html! {
        @if let Some(((year, _), _)) = months.first() {
            section.calendar-year {
                h2 { (year) " " span.count { (articles(total)) } }
                ul.calendar role="list" {
                    @for ((year, month), list) in months {
                        @if let Some(article) = list.first() {
                            li {
                                a href=(base.href(Route::Month(*year, *month))) {
                                    (article.date.strftime("%B").to_string())
                                }
                                " " span.count { (articles(list.len())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn articles(count: usize) -> String {
    match count {
        1 => "1 article".to_owned(),
        several => format!("{several} articles"),
    }
}
