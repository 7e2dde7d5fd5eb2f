//! The list of countries: on a map, by region, and by treaty.

use crate::collation::sort_by_name;
use crate::content::{Country, Newsroom, REGIONS, Standing, TREATIES, Treaty};
use crate::map::{Atlas, Place};
use maud::{Markup, PreEscaped, html};
use model::Html;
use model::contract::{self, attributes, classes, controls};
use model::fold;
use model::routes::{Base, Route};

const _: () = contract::spelled(attributes::NAMES, "data-names");
const _: () = contract::spelled(attributes::KEY, "data-key");

/// The description of the page, the map, the list with its filter, and the table of
/// treaties.
pub fn body(newsroom: &Newsroom, atlas: &Atlas, description: &str) -> Html {
    let base = newsroom.site.base();
    let mut countries: Vec<_> = newsroom.countries.iter().collect();
    sort_by_name(&mut countries, |country| &country.name);
    super::body(html! {
        p.lead { (description) }
        (map(&countries, &base, atlas))
        (filter(countries.len()))
        @for region in REGIONS.map(Some).into_iter().chain([None]) {
            (self::region(&countries, region, &base))
        }
        (matrix(&countries, &base))
    })
}

fn href(country: &Country, base: &Base) -> String {
    base.href(Route::Country(country.slug.clone()))
}

fn map(countries: &[&Country], base: &Base, atlas: &Atlas) -> Markup {
    let hrefs: Vec<_> = countries
        .iter()
        .map(|country| href(country, base))
        .collect();
    let places: Vec<_> = countries
        .iter()
        .zip(&hrefs)
        .map(|(country, href)| Place {
            code: &country.flag,
            name: &country.name,
            href,
        })
        .collect();
    html! {
        // Before the map, whose many links are tedious to tab through.
        p {
            "Countries in color on the map have a profile. They also stand in a "
            a href="#by-region" { "list by region" } " and a "
            a href="#by-treaty" { "table of treaties" } "."
        }
        figure.world {
            (PreEscaped(atlas.world(&places)))
            figcaption {
                "Map: Natural Earth."
                details {
                    summary { "How disputed borders are drawn" }
                    ul { @for note in atlas.disputed() { li { (note) } } }
                }
            }
        }
    }
}

fn filter(count: usize) -> Markup {
    html! {
        h2 #by-region { "By Region" }
        div class={ "filter " (classes::NEEDS_APP) } {
            label for=(controls::FILTER) { "Filter by name" }
            input id=(controls::FILTER) name=(controls::FILTER) type="search" autocomplete="off" spellcheck="false";
            output for=(controls::FILTER) { (count) " countries" }
        }
    }
}

/// The countries of a region, or those without a region.
fn region(countries: &[&Country], region: Option<&str>, base: &Base) -> Markup {
    let mut there = countries
        .iter()
        .filter(|country| country.region.as_deref() == region)
        .peekable();
    html! {
        @if there.peek().is_some() {
            section.region {
                h3 { (region.unwrap_or("Elsewhere")) }
                ul.country-list role="list" {
                    @for country in there {
                        li data-names=(names(country)) {
                            img.flag src=(base.href(format!("/flags/{}.svg", country.flag))) alt="" width="32" height="24" loading="lazy";
                            a href=(href(country, base)) { (country.name) }
                        }
                    }
                }
            }
        }
    }
}

/// The names that the filter matches.
fn names(country: &Country) -> String {
    let keys: Vec<_> = country.all_names().map(fold::key).collect();
    keys.join(", ")
}

fn matrix(countries: &[&Country], base: &Base) -> Markup {
    html! {
        h2 #by-treaty { "By Treaty" }
        p {
            "A year is that of ratification or accession, which can be earlier than the year in which "
            "the treaty came into force. Each profile has the details and the date of its information."
        }
        div.matrix-scroll {
            table.matrix aria-labelledby="by-treaty" {
                thead {
                    tr {
                        (heading("Country", "Country", true))
                        @for treaty in &TREATIES { (heading(treaty.short, treaty.name, false)) }
                    }
                }
                tbody {
                    @for (place, country) in countries.iter().enumerate() {
                        tr {
                            // The app compares strings.
                            th scope="row" data-key=(format!("{place:04}")) { a href=(href(country, base)) { (country.name) } }
                            @for treaty in &TREATIES { (cell(country, treaty)) }
                        }
                    }
                }
            }
        }
        dl.abbreviations {
            @for treaty in TREATIES.iter().filter(|treaty| treaty.short != treaty.name) {
                div { dt { (treaty.short) } dd { (treaty.name) } }
            }
        }
    }
}

/// A column heading: a button if the app can sort by it, or else text in the same
/// position.
fn heading(short: &str, name: &str, is_sorted: bool) -> Markup {
    html! {
        th scope="col" aria-sort=[is_sorted.then_some("ascending")] {
            div.either {
                span title=[(name != short).then_some(name)] { (short) }
                button class=(classes::NEEDS_APP) type="button" name=(controls::SORT) title=[(name != short).then_some(name)] { (short) }
            }
        }
    }
}

fn cell(country: &Country, treaty: &Treaty) -> Markup {
    let mut rows = country.treaties.iter().flat_map(|treaties| &treaties.rows);
    let row = rows.find(|row| row.treaty.id == treaty.id);
    let Some(row) = row else {
        return html! { td data-key="9" {} };
    };
    // Members first, and among them those who joined earliest.
    let key = format!("{}-{}", row.standing as u8, row.year.unwrap_or(9999));
    let year = row.year.map(|year| year.to_string());
    let (class, text) = match row.standing {
        Standing::Party => ("party", year.unwrap_or_else(|| "Yes".to_owned())),
        Standing::Signed => ("signed", "Signed".to_owned()),
        Standing::None => ("none", "No".to_owned()),
        Standing::Withdrawn => ("withdrawn", "Left".to_owned()),
    };
    html! { td class=(class) data-key=(key) { (text) } }
}
