//! Treaties and regimes: the list of all, and the parts of the page of one.

use super::atlas::{self, Question};
use super::sources::sources;
use super::{day, partial_date, timeline};
use crate::catalog::Catalog;
use crate::collation::sort_by_name;
use crate::content::{Country, Standing, Treaty, TreatyKind, TreatyStatus};
use crate::map::Atlas;
use maud::{Markup, PreEscaped, html};
use model::Html;
use model::routes::{Base, Route};
use std::collections::BTreeMap;

/// How many articles a treaty's page lists; search finds the others.
const LATEST: usize = 8;

/// What the years in tables of members mean.
pub(super) const YEARS: &str = "The year is that in which the country joined, signed or left; it joined when it \
    ratified or acceded, which can be before the treaty came into force.";

/// The size of the chart of members.
const CHART: [u32; 2] = [320, 100];

/// The description of the page, and all treaties with what can be said in a line.
pub fn list(catalog: &Catalog<'_>, description: &str) -> Html {
    let newsroom = catalog.newsroom();
    let base = newsroom.site.base();
    super::body(html! {
        p.lead { (description) }
        ul.treaty-list role="list" {
            @for treaty in &newsroom.treaties {
                li {
                    a href=(base.href(Route::Treaty(treaty.slug.clone()))) { (name(treaty)) }
                    " " span { (force(treaty)) }
                }
            }
        }
        @if let Some(as_of) = newsroom.treaties.iter().map(|treaty| treaty.as_of).min() {
            p.note { "Information as of " (day(as_of)) "." }
        }
    })
}

/// What a treaty is, its map, news, members and chronology.
pub fn body(catalog: &Catalog<'_>, treaty: &Treaty, atlas: &Atlas) -> Html {
    let newsroom = catalog.newsroom();
    let base = newsroom.site.base();
    let members = members(&newsroom.countries, treaty);
    super::body(html! {
        (facts(treaty, &members, newsroom.countries.len()))
        (PreEscaped(treaty.body.as_str()))
        // A map of a treaty between two states would be all but empty.
        @if atlas::is_widely_open(newsroom, treaty) {
            (atlas::section(newsroom, atlas, Question::Treaty(treaty)))
        }
        (news(catalog, treaty))
        (table(treaty, &members, &base))
        @if !treaty.events.is_empty() {
            h2 #events { "Chronology" }
            (timeline(catalog, &treaty.events))
        }
        (sources(&treaty.sources, Some(treaty.as_of)))
    })
}

/// The name, with the initials that stand for it.
fn name(treaty: &Treaty) -> String {
    match treaty.name == treaty.short {
        true => treaty.name.clone(),
        false => format!("{} ({})", treaty.name, treaty.short),
    }
}

/// Whether it is in force, as far as that can be said of it as a whole.
fn force(treaty: &Treaty) -> Markup {
    html! {
        @match (&treaty.in_force, treaty.kind) {
            (Some(date), _) => { "In force since " (partial_date(*date)) },
            (None, TreatyKind::Treaty) => "Not in force",
            (None, TreatyKind::Protocol) => "In force state by state",
            (None, TreatyKind::Zone) => "One treaty for each region",
            (None, TreatyKind::Regime) => "Not a treaty: an arrangement between states",
            (None, TreatyKind::Code) => "Not a treaty: a code that states subscribe to",
        }
    }
}

/// A country that a treaty is open to, and its status.
type Member<'a> = (&'a Country, &'a TreatyStatus);

/// The countries that a treaty is open to: members first, among them those who joined
/// earliest.
fn members<'a>(countries: &'a [Country], treaty: &Treaty) -> Vec<Member<'a>> {
    let mut countries: Vec<_> = countries.iter().collect();
    sort_by_name(&mut countries, |country| &country.name);
    let mut members: Vec<_> = countries
        .into_iter()
        .filter_map(|country| Some((country, country.status(treaty)?)))
        .collect();
    members.sort_by_key(|(_, status)| (status.standing, status.year.unwrap_or(u32::MAX)));
    members
}

fn joined<'a, 'b>(members: &'b [Member<'a>]) -> impl Iterator<Item = &'b Member<'a>> {
    members
        .iter()
        .filter(|(_, status)| status.standing == Standing::Party)
}

fn facts(treaty: &Treaty, members: &[Member<'_>], countries: usize) -> Markup {
    let opened = match treaty.kind {
        // A treaty between two states needs nobody to keep it.
        TreatyKind::Treaty if treaty.depositary.is_none() => "Signed",
        TreatyKind::Treaty | TreatyKind::Zone => "Opened for signature",
        TreatyKind::Protocol => "Model approved",
        TreatyKind::Regime => "Founded",
        TreatyKind::Code => "Launched",
    };
    html! {
        dl.facts {
            div { dt { "Status" } dd { (force(treaty)) } }
            @if let Some(date) = &treaty.opened { div { dt { (opened) } dd { (partial_date(*date)) } } }
            @if let Some(depositary) = &treaty.depositary {
                div { dt { "Depositary" } dd { (depositary) } }
            }
            div {
                dt { "Joined" }
                dd {
                    a href="#members" {
                        (joined(members).count()) " of " (countries) " countries with a profile"
                    }
                }
            }
            div { dt { "Register" } dd { a href=(treaty.register.url) { (treaty.register.keeper) } } }
        }
    }
}

fn table(treaty: &Treaty, members: &[Member<'_>], base: &Base) -> Markup {
    html! {
        h2 #members tabindex="-1" { "Members by Year" }
        (chart(treaty, members))
        table.members aria-labelledby="members" {
            thead {
                tr {
                    th scope="col" { "Country" }
                    th scope="col" { "Status" }
                    th scope="col" { "Year" }
                }
            }
            tbody {
                @for (country, status) in members {
                    tr {
                        th scope="row" {
                            a href=(base.href(Route::Country(country.slug.clone()))) { (country.name) }
                        }
                        (status_cells(treaty, status))
                    }
                }
            }
        }
        p.note { "Countries with a profile here. " (YEARS) " The register lists all members." }
    }
}

/// A country's status under a treaty and the year of it, as cells of a table.
pub(super) fn status_cells(treaty: &Treaty, status: &TreatyStatus) -> Markup {
    html! {
        td {
            (treaty.words(status.standing))
            @if let Some(note) = &status.note { " " span.note { (note) } }
        }
        td { @if let Some(year) = status.year { (year) } }
    }
}

/// The number of members at the end of each year, as steps. The table below has the same
/// in words.
fn chart(treaty: &Treaty, members: &[Member<'_>]) -> Markup {
    let mut years: BTreeMap<u32, u32> = BTreeMap::new();
    for (_, status) in joined(members) {
        if let Some(year) = status.year {
            *years.entry(year).or_default() += 1;
        }
    }
    let all: u32 = years.values().sum();
    let unknown = joined(members).count() - all as usize;
    let last = u32::from(treaty.as_of.year().unsigned_abs());
    let first = years.keys().next().copied();
    html! {
        // If all have joined in one year, there is nothing to draw.
        @if let Some(first) = first.filter(|first| years.len() > 1 && *first < last) {
            @let [width, height] = CHART;
            @let at = |year: u32| year.saturating_sub(first) * width / (last + 1 - first);
            @let steps = years.iter().scan(0, |count, (year, more)| {
                *count += more;
                Some(format!("H{}V{}", at(*year), height - *count * height / all))
            });
            figure.growth {
                svg viewBox=(format!("0 0 {width} {height}")) preserveAspectRatio="none" role="img"
                    aria-label=(format!("Chart: {} joined in {first}, {all} had joined by {last}", years[&first])) {
                    path d=(format!("M0 {height}{}H{width}V{height}z", steps.collect::<String>())) {}
                }
                // Part of the drawing.
                div aria-hidden="true" { span { (first) } span { (last) } }
                figcaption {
                    "Of the countries with a profile, " (all) " had joined by the end of " (last) "."
                    @if unknown > 0 { " The year of " (unknown) " more is not known." }
                }
            }
        }
    }
}

fn news(catalog: &Catalog<'_>, treaty: &Treaty) -> Markup {
    let articles = catalog.of_treaty(&treaty.slug);
    let base = catalog.newsroom().site.base();
    let more = html! {
        @if articles.len() > LATEST {
            p.ways-on {
                a href={ (base.href(Route::Search)) "?q=" (treaty.short.replace(' ', "+")) } {
                    "Search for " (treaty.short)
                }
            }
        }
    };
    super::news(catalog, &articles, LATEST, &more)
}
