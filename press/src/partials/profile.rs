//! The parts of a country profile's page around its text.

use super::chart::articles_by_year;
use super::save;
use super::sources::sources;
use super::{day, partial_date};
use crate::catalog::Catalog;
use crate::content::{Article, Country, Event, Treaties};
use crate::map::{Atlas, Locator};
use maud::{Markup, PreEscaped, html};
use model::Html;
use model::routes::Route;

/// A profile's text, preceded by the country's location, and followed by its treaties,
/// events and coverage.
pub fn body(
    catalog: &Catalog<'_>,
    country: &Country,
    articles: &[&Article],
    atlas: &Atlas,
    bytes: usize,
) -> Html {
    super::body(html! {
        (facts(country))
        @if let Some(locator) = atlas.locator(&country.flag) { (map(country, &locator)) }
        (PreEscaped(country.body.as_str()))
        @if let Some(treaties) = &country.treaties { (self::treaties(treaties)) }
        (events(&country.events))
        (coverage(articles))
        (sources(&country.sources, country.as_of))
        (save::collection(
            &catalog.newsroom().site.base(),
            &Route::Country(country.slug.clone()),
            "this profile and its articles",
            country.body.as_str().len() + bytes,
        ))
    })
}

fn facts(country: &Country) -> Markup {
    let facts = [("Capital", &country.capital), ("Region", &country.region)];
    let known = facts.iter().any(|(_, value)| value.is_some());
    html! {
        @if known {
            dl.facts {
                @for (name, value) in facts {
                    @if let Some(value) = value { div { dt { (name) } dd { (value) } } }
                }
            }
        }
    }
}

fn map(country: &Country, locator: &Locator) -> Markup {
    html! {
        figure.locator {
            (PreEscaped(&locator.svg))
            figcaption {
                @match locator.neighbors.as_slice() {
                    [] => { (country.name) " has no land borders." },
                    neighbors => { (country.name) " borders " (enumeration(neighbors)) "." },
                }
                @for note in &locator.disputed { " " (note) }
                " Map: Natural Earth."
                @if !locator.disputed_nearby.is_empty() {
                    details {
                        summary { "Other disputed borders on this map" }
                        ul { @for note in &locator.disputed_nearby { li { (note) } } }
                    }
                }
            }
        }
    }
}

/// Names as a list in a sentence.
fn enumeration(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn treaties(treaties: &Treaties) -> Markup {
    html! {
        h2 #treaties { "Treaties and Regimes" }
        table.treaties aria-labelledby="treaties" {
            thead {
                tr {
                    th scope="col" { "Treaty or regime" }
                    th scope="col" { "Status" }
                    th scope="col" { "Since" }
                    th scope="col" { "Register" }
                }
            }
            tbody {
                @for row in &treaties.rows {
                    tr {
                        th scope="row" {
                            (row.treaty.name)
                            @if row.treaty.name != row.treaty.short { " (" (row.treaty.short) ")" }
                        }
                        td {
                            (row.treaty.words(row.standing))
                            @if let Some(note) = &row.note { " " span.note { (note) } }
                        }
                        td { @if let Some(year) = row.year { (year) } }
                        td { a href=(row.treaty.register_url) { (row.treaty.register) } }
                    }
                }
            }
        }
        p.note {
            "Information as of " (day(treaties.as_of)) ". The register lists the members of a treaty or regime; UNODA is "
            "the United Nations Office for Disarmament Affairs."
        }
    }
}

fn events(events: &[Event]) -> Markup {
    html! {
        @if !events.is_empty() {
            h2 #events { "Key Events" }
            ol.timeline {
                @for event in events { li { (partial_date(event.date)) " " (event.text) } }
            }
        }
    }
}

fn coverage(articles: &[&Article]) -> Markup {
    html! {
        @if !articles.is_empty() {
            h2 #coverage-by-year { "Coverage" }
            (articles_by_year(articles))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::enumeration;

    #[test]
    fn names_are_listed_as_in_a_sentence() {
        let list = |names: &[&str]| {
            enumeration(
                &names
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(list(&["Latvia"]), "Latvia");
        assert_eq!(list(&["Latvia", "Poland"]), "Latvia and Poland");
        assert_eq!(
            list(&["Latvia", "Poland", "Russia"]),
            "Latvia, Poland and Russia"
        );
    }
}
