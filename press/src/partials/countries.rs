//! The list of countries: on a map, by region, and by treaty.

use super::atlas::{self, Question};
use crate::collation::sort_by_name;
use crate::content::{Country, Newsroom, REGIONS, Standing, Treaty};
use crate::map::Atlas;
use maud::{Markup, html};
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
        // Before the map, whose many links are tedious to tab through.
        p {
            "Select a shaded country, or use the " a href="#by-region" { "list" } " or the "
            a href="#by-treaty" { "table" } "."
        }
        (atlas::section(newsroom, atlas, Question::Nuclear))
        (filter(countries.len()))
        @for region in REGIONS.map(Some).into_iter().chain([None]) {
            (self::region(&countries, region, &base))
        }
        (matrix(newsroom, &countries, &base))
    })
}

fn href(country: &Country, base: &Base) -> String {
    base.href(Route::Country(country.slug.clone()))
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

/// The table of treaties, for wide windows; in narrow ones, it is about nuclear weapons
/// alone, and each treaty's page has its own.
fn matrix(newsroom: &Newsroom, countries: &[&Country], base: &Base) -> Markup {
    let treaties = newsroom.treaties.iter();
    let columns: Vec<_> = treaties
        .filter(|treaty| atlas::is_widely_open(newsroom, treaty))
        .collect();
    html! {
        h2 #by-treaty tabindex="-1" { "By Treaty" }
        (atlas::tables(newsroom, Question::Nuclear, base))
        (key(&columns, base))
        table.matrix aria-labelledby="by-treaty" {
            thead {
                tr {
                    (heading("Country", "Country", true))
                    (heading("Nuclear", "Nuclear weapons", false))
                    @for treaty in &columns { (heading(&treaty.short, &treaty.name, false)) }
                }
            }
            tbody {
                @for (place, country) in countries.iter().enumerate() {
                    tr {
                        // The app compares strings.
                        th scope="row" data-key=(format!("{place:04}")) { a href=(href(country, base)) { (country.name) } }
                        td data-key=(country.nuclear as u8) title=(country.nuclear.words()) { (country.nuclear.short_words()) }
                        @for treaty in &columns { (cell(country, treaty)) }
                    }
                }
            }
        }
    }
}

/// What the cells and the headings of the table mean.
fn key(columns: &[&Treaty], base: &Base) -> Markup {
    let pending = columns.iter().filter(|treaty| treaty.is_pending());
    html! {
        dl.matrix-key {
            div { dt { "1970" } dd { "Year the country joined" } }
            div { dt { "Yes" } dd { "Joined; year not known" } }
            div { dt { "Signed" } dd { "Signed, not ratified" } }
            div { dt { "No" } dd { "Outside" } }
            div { dt { "Left" } dd { "Withdrew" } }
            div { dt { "–" } dd { "Not open to the country" } }
        }
        p.note.matrix-key {
            "A country joins when it ratifies or accedes, which can be before the treaty comes into force."
            @for treaty in pending { " The " (treaty.short) " is not in force: its years are of ratification." }
            " Each profile has the details and the date of its information."
        }
        dl.abbreviations {
            @for treaty in columns {
                div {
                    dt { (treaty.short) }
                    dd { a href=(base.href(Route::Treaty(treaty.slug.clone()))) { (treaty.name) } }
                }
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
    let Some(row) = country.status(treaty) else {
        // Without treaties, a profile says nothing about any of them.
        return html! { td.none data-key="9" { @if country.treaties.is_some() { "–" } } };
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
