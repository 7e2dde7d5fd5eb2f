//! The world map as the answer to a question, with its key and the other questions.

use crate::collation::sort_by_name;
use crate::content::{Country, Newsroom, Nuclear, Standing, Treaty};
use crate::map::{Atlas, Pattern, Place};
use maud::{Markup, PreEscaped, html};
use model::routes::{Base, Route};
use std::collections::BTreeSet;

/// A treaty is widely open if at least one country in so many has a status under it.
const LEAST_SHARE: usize = 4;

/// What the map shows about each country.
#[derive(Clone, Copy)]
pub(super) enum Question<'a> {
    /// Whether it has nuclear weapons.
    Nuclear,
    /// Whether it has joined a treaty.
    Treaty(&'a Treaty),
}

/// What a country answers: how the map draws it, and in words. Answers are in the order
/// of the key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    place: u8,
    pattern: Pattern,
    words: &'static str,
}

impl Question<'_> {
    fn heading(self) -> String {
        match self {
            Self::Nuclear => "Nuclear Weapons: Who Has Them?".to_owned(),
            Self::Treaty(treaty) => format!("{}: Who Has Joined?", treaty.short),
        }
    }

    /// The page that answers it.
    fn page(self) -> Route {
        match self {
            Self::Nuclear => Route::Countries,
            Self::Treaty(treaty) => Route::Treaty(treaty.slug.clone()),
        }
    }

    /// The id of the table that answers it, on that page.
    fn table(self) -> &'static str {
        match self {
            Self::Nuclear => "by-treaty",
            Self::Treaty(_) => "members",
        }
    }

    fn label(&self) -> &str {
        match self {
            Self::Nuclear => "Nuclear weapons",
            Self::Treaty(treaty) => &treaty.short,
        }
    }

    fn answer(self, country: &Country) -> Answer {
        let (place, pattern, words) = match self {
            Self::Nuclear => {
                let pattern = match country.nuclear {
                    Nuclear::Recognized => Pattern::Solid,
                    Nuclear::Armed => Pattern::Grid,
                    Nuclear::Undeclared => Pattern::Stripes,
                    Nuclear::GaveUp => Pattern::Dots,
                    Nuclear::None => Pattern::Plain,
                };
                (country.nuclear as u8, pattern, country.nuclear.words())
            }
            Self::Treaty(treaty) => match country.status(treaty) {
                Some(status) => {
                    let pattern = match status.standing {
                        Standing::Party => Pattern::Solid,
                        Standing::Signed => Pattern::Stripes,
                        Standing::None => Pattern::Dots,
                        Standing::Withdrawn => Pattern::Grid,
                    };
                    let words = treaty.words(status.standing);
                    (status.standing as u8, pattern, words)
                }
                None => (u8::MAX, Pattern::Plain, "Not open to it"),
            },
        };
        Answer {
            place,
            pattern,
            words,
        }
    }

    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Nuclear, Self::Nuclear) => true,
            (Self::Treaty(one), Self::Treaty(other)) => one.slug == other.slug,
            _ => false,
        }
    }
}

/// The map with its question, the other questions and the key.
pub(super) fn section(newsroom: &Newsroom, atlas: &Atlas, question: Question<'_>) -> Markup {
    let base = newsroom.site.base();
    let mut countries: Vec<_> = newsroom.countries.iter().collect();
    sort_by_name(&mut countries, |country| &country.name);
    let answers: Vec<_> = countries
        .iter()
        .map(|country| {
            let href = base.href(Route::Country(country.slug.clone()));
            (*country, href, question.answer(country))
        })
        .collect();
    let places: Vec<_> = answers
        .iter()
        .map(|(country, href, answer)| Place {
            code: &country.flag,
            name: &country.name,
            href,
            pattern: answer.pattern,
            status: answer.words,
        })
        .collect();
    let key: BTreeSet<_> = answers.iter().map(|(_, _, answer)| *answer).collect();
    html! {
        h2 #map tabindex="-1" { (question.heading()) }
        nav.questions aria-label="Maps" {
            (questions(newsroom, question, |question| format!("{}#map", base.href(question.page()))))
        }
        ul.map-key role="list" {
            @for answer in key {
                @let count = answers.iter().filter(|(_, _, other)| *other == answer).count();
                li { (PreEscaped(answer.pattern.swatch())) " " (answer.words) " (" (count) ")" }
            }
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

/// Links to the tables that answer the questions, for windows too narrow to show all in
/// one.
pub(super) fn tables(newsroom: &Newsroom, current: Question<'_>, base: &Base) -> Markup {
    html! {
        nav.questions.tables aria-label="Tables" {
            (questions(newsroom, current, |question| {
                format!("{}#{}", base.href(question.page()), question.table())
            }))
        }
    }
}

/// Links to all questions with an answer for many countries.
fn questions(
    newsroom: &Newsroom,
    current: Question<'_>,
    href: impl Fn(Question<'_>) -> String,
) -> Markup {
    let treaties = newsroom.treaties.iter();
    let treaties = treaties
        .filter(|treaty| is_widely_open(newsroom, treaty))
        .map(Question::Treaty);
    html! {
        ul role="list" {
            @for question in [Question::Nuclear].into_iter().chain(treaties) {
                li {
                    a href=(href(question)) aria-current=[question.is(current).then_some("true")] {
                        (question.label())
                    }
                }
            }
        }
    }
}

/// Whether enough countries have a status under a treaty for a map and a column of a
/// table: one between two states would leave them empty.
pub(super) fn is_widely_open(newsroom: &Newsroom, treaty: &Treaty) -> bool {
    let countries = &newsroom.countries;
    let open = countries
        .iter()
        .filter(|country| country.status(treaty).is_some());
    open.count() * LEAST_SHARE >= countries.len()
}
