use crate::bar::bar;
use crate::content::Article;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The number of articles per year: a table in which each number is also drawn as a bar.
pub(super) fn articles_by_year(articles: &[&Article]) -> Markup {
    let mut years: BTreeMap<u32, u32> = BTreeMap::new();
    for article in articles {
        *years.entry(article.month().0).or_default() += 1;
    }
    let most = years.values().copied().max().unwrap_or(1);
    let span = years.keys().next().zip(years.keys().last());
    html! {
        @if let Some((first, last)) = span {
            table.chart {
                caption { "Articles by year" }
                thead { tr { th scope="col" { "Year" } th scope="col" { "Articles" } } }
                tbody {
                    @for year in *first..=*last {
                        @let count = years.get(&year).copied().unwrap_or_default();
                        tr {
                            th scope="row" { (year) }
                            td { (bar(count, count, most)) " " (count) }
                        }
                    }
                }
            }
        }
    }
}
