//! The parts of a country profile's page around its text.

use super::chart::articles_by_year;
use super::save;
use super::sources::sources;
use super::treaty::{YEARS, status_cells};
use super::{day, disputed, partial_date, timeline};
use crate::catalog::Catalog;
use crate::content::{Article, Country, HEADINGS, Standing, Treaties};
use crate::map::{Atlas, Locator};
use maud::{Markup, PreEscaped, html};
use model::Html;
use model::routes::Route;

/// How many articles a profile lists; the country's news has them all.
const LATEST: usize = 6;

/// A profile: facts, contents, news, the map, the text, and then treaties, events and
/// coverage.
pub fn body(
    catalog: &Catalog<'_>,
    country: &Country,
    articles: &[&Article],
    atlas: &Atlas,
    bytes: usize,
) -> Html {
    let base = catalog.newsroom().site.base();
    super::body(html! {
        (facts(catalog, country))
        (contents(country, articles))
        (news(catalog, country, articles))
        @if let Some(locator) = atlas.locator(&country.flag) { (map(country, &locator)) }
        (PreEscaped(country.body.as_str()))
        @if let Some(treaties) = &country.treaties { (self::treaties(catalog, treaties)) }
        @if !country.events.is_empty() {
            h2 #events { "Key Events" }
            (timeline(catalog, &country.events))
        }
        (coverage(articles))
        (sources(&country.sources, Some(country.as_of)))
        (save::collection(
            &base,
            &Route::Country(country.slug.clone()),
            "this profile and its articles",
            bytes,
        ))
    })
}

/// What a reader in a hurry wants to know.
fn facts(catalog: &Catalog<'_>, country: &Country) -> Markup {
    let places = [("Capital", &country.capital), ("Region", &country.region)];
    html! {
        dl.facts {
            div { dt { "Nuclear weapons" } dd { (country.nuclear.words()) } }
            @for (name, value) in places {
                @if let Some(value) = value { div { dt { (name) } dd { (value) } } }
            }
            @if let Some(treaties) = &country.treaties {
                div.wide { dt { "Treaties" } dd { (joined(catalog, treaties)) } }
            }
            @if let Some(event) = country.events.last() {
                div.wide {
                    dt { "Latest event" }
                    dd { a href="#events" { (partial_date(event.date)) ": " (event.text) } }
                }
            }
        }
    }
}

/// The treaties that a country has joined, by their initials.
fn joined(catalog: &Catalog<'_>, treaties: &Treaties) -> Markup {
    let base = catalog.newsroom().site.base();
    let rows = treaties.rows.iter();
    let joined: Vec<_> = rows
        .filter(|row| row.standing == Standing::Party)
        .map(|row| catalog.treaty_of(row))
        .collect();
    html! {
        @if joined.is_empty() { "None of those in the " a href="#treaties" { "table" } }
        @for (place, treaty) in joined.into_iter().enumerate() {
            @if place > 0 { ", " }
            a href=(base.href(Route::Treaty(treaty.slug.clone()))) title=(treaty.name) { (treaty.short) }
        }
    }
}

/// Links to the parts of the profile. Every profile has the same headings.
fn contents(country: &Country, articles: &[&Article]) -> Markup {
    let parts = HEADINGS.map(|name| (true, name.to_lowercase(), name));
    let generated = [
        (country.treaties.is_some(), "treaties", "Treaties"),
        (!country.events.is_empty(), "events", "Key Events"),
        (!articles.is_empty(), "coverage-by-year", "Coverage"),
        (true, "sources", "Sources"),
    ];
    let generated = generated.map(|(is_there, id, name)| (is_there, id.to_owned(), name));
    html! {
        nav.contents aria-label="Contents" {
            ul role="list" {
                @for (is_there, id, name) in parts.into_iter().chain(generated) {
                    @if is_there { li { a href={ "#" (id) } { (name) } } }
                }
            }
        }
    }
}

fn news(catalog: &Catalog<'_>, country: &Country, articles: &[&Article]) -> Markup {
    let base = catalog.newsroom().site.base();
    let all = match articles.len() {
        1 => "The article".to_owned(),
        several => format!("All {several} articles"),
    };
    let more = html! {
        p.ways-on {
            a href=(base.href(Route::CountryNews(country.slug.clone()))) { (all) " about " (country.name) }
        }
    };
    super::news(catalog, articles, LATEST, &more)
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
                " Map: Natural Earth."
                (disputed(locator))
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

fn treaties(catalog: &Catalog<'_>, treaties: &Treaties) -> Markup {
    let base = catalog.newsroom().site.base();
    let rows = treaties.rows.iter();
    let rows = rows.map(|row| (row, catalog.treaty_of(row)));
    html! {
        h2 #treaties { "Treaties and Regimes" }
        table.treaties aria-labelledby="treaties" {
            thead {
                tr {
                    th scope="col" { "Treaty or regime" }
                    th scope="col" { "Status" }
                    th scope="col" { "Year" }
                    th scope="col" { "Register" }
                }
            }
            tbody {
                @for (row, treaty) in rows {
                    tr {
                        th scope="row" {
                            a href=(base.href(Route::Treaty(treaty.slug.clone()))) { (treaty.name) }
                            @if treaty.name != treaty.short { " (" (treaty.short) ")" }
                        }
                        (status_cells(treaty, row))
                        td { a href=(treaty.register.url) { (treaty.register.keeper) } }
                    }
                }
            }
        }
        p.note {
            "Information as of " (day(treaties.as_of)) ". " (YEARS) " The register lists the members of a treaty or regime; "
            "UNODA is the United Nations Office for Disarmament Affairs."
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
