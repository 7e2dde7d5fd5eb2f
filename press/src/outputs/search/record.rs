//! The searchable pages, as input for the index.

use crate::catalog::Catalog;
use crate::content::{Abbreviation, Article, Author, Country, Event, Page, Term, Topic, Treaty};
use crate::pages;
use crate::visible_text;
use model::Html;
use model::routes::Route;
use search::fold;
use search::index::{PROFILES, day_number};
use serde::Serialize;

/// A searchable page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Its path below the base.
    pub path: String,
    /// Its heading.
    pub title: String,
    /// Its summary, in one or two sentences.
    pub summary: String,
    /// Its text, without markup.
    pub text: String,
    /// Its sections, its home first.
    pub sections: Vec<String>,
    /// Its countries.
    pub countries: Vec<String>,
    /// All names of these countries.
    pub country_names: String,
    /// Abbreviations of the long forms in the text, and long forms of the abbreviations
    /// in it.
    pub abbreviations: String,
    /// Its date in the index's format; zero if it has none.
    pub day: u32,
}

impl Record {
    /// Its text, without markup.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The articles, oldest first, in a stable order within a day.
pub(super) fn articles<'a>(catalog: &'a Catalog<'a>) -> impl Iterator<Item = Record> + 'a {
    let articles = catalog.standing().rev();
    articles.map(|article| self::article(catalog, article))
}

/// The pages without a date: profiles, treaties, the glossary, pages, topics and
/// authors.
pub(super) fn undated(catalog: &Catalog<'_>) -> Vec<Record> {
    let newsroom = catalog.newsroom();
    let profiles = newsroom.countries.iter().map(profile);
    let treaties = newsroom.treaties.iter().map(treaty);
    let records = profiles
        .chain(treaties)
        .chain(glossary(&newsroom.glossary))
        .chain(newsroom.texts.iter().map(page))
        .chain(newsroom.topics.iter().map(topic))
        .chain(newsroom.authors.iter().map(author));
    let abbreviate = |record| abbreviated(record, &newsroom.abbreviations);
    records.map(abbreviate).collect()
}

/// A record, with the other form of each abbreviation or long form in its text.
fn abbreviated(mut record: Record, abbreviations: &[Abbreviation]) -> Record {
    let text = format!("{} {} {}", record.title, record.summary, record.text);
    let folded = fold::fold(&text);
    let found = abbreviations.iter().filter(|Abbreviation { short, long }| {
        // Abbreviations are case-sensitive: `US` is not `us`.
        folded.contains(&fold::fold(long))
            || fold::words(&text).any(|word| word.replace('.', "") == *short)
    });
    let found: Vec<_> = found
        .map(|Abbreviation { short, long }| format!("{short}, {long}"))
        .collect();
    record.abbreviations = found.join("; ");
    record
}

fn article(catalog: &Catalog<'_>, article: &Article) -> Record {
    let amendments = article.corrections.iter().chain(&article.updates);
    let texts = [&article.body].into_iter();
    let texts = texts.chain(amendments.map(|amendment| &amendment.text));
    let posts = article.posts.iter();
    let posts = posts.flat_map(|post| [post.headline.clone(), visible_text::of(&post.text)]);
    let text = texts.map(visible_text::of).chain(posts);
    let text = text.collect::<Vec<_>>().join(" ");
    let sections = article.sections.iter();
    let countries = article.countries.iter();
    let profiles = catalog.countries_of(article);
    let record = Record {
        path: Route::Article(article.slug.clone()).to_string(),
        title: article.headline.clone(),
        summary: article.summary.clone(),
        text,
        sections: sections.map(|section| section.slug().to_owned()).collect(),
        countries: countries.map(|country| country.slug().to_owned()).collect(),
        // Without search names, such as predecessor states: not every article about
        // Russia is about the USSR.
        country_names: profiles
            .map(|country| country.names().collect::<Vec<_>>().join(", "))
            .collect::<Vec<_>>()
            .join("; "),
        abbreviations: String::new(),
        day: day_number(&article.date.day().to_string()).unwrap_or_default(),
    };
    abbreviated(record, &catalog.newsroom().abbreviations)
}

fn profile(country: &Country) -> Record {
    Record {
        path: Route::Country(country.slug.clone()).to_string(),
        title: country.name.clone(),
        summary: country.summary.clone(),
        text: with_events(visible_text::of(&country.body), &country.events),
        sections: vec![PROFILES.to_owned()],
        countries: vec![country.slug.clone()],
        country_names: country.all_names().collect::<Vec<_>>().join(", "),
        abbreviations: String::new(),
        day: 0,
    }
}

fn with_events(mut text: String, events: &[Event]) -> String {
    for event in events {
        text.push(' ');
        text.push_str(&event.text);
    }
    text
}

fn treaty(treaty: &Treaty) -> Record {
    Record {
        path: Route::Treaty(treaty.slug.clone()).to_string(),
        title: treaty.name.clone(),
        summary: pages::treaty_description(treaty),
        text: with_events(visible_text::of(&treaty.body), &treaty.events),
        sections: Vec::new(),
        countries: Vec::new(),
        country_names: String::new(),
        abbreviations: String::new(),
        day: 0,
    }
}

fn glossary(terms: &[Term]) -> Option<Record> {
    let texts: Vec<_> = terms
        .iter()
        .map(|term| format!("{}: {}", term.term, visible_text::of(&term.body)))
        .collect();
    (!terms.is_empty()).then(|| Record {
        path: Route::Glossary.to_string(),
        title: pages::GLOSSARY.to_owned(),
        summary: pages::GLOSSARY_DESCRIPTION.to_owned(),
        text: texts.join(" "),
        sections: Vec::new(),
        countries: Vec::new(),
        country_names: String::new(),
        abbreviations: String::new(),
        day: 0,
    })
}

fn page(page: &Page) -> Record {
    running_text(
        &Route::Text(page.slug.clone()),
        &page.title,
        &page.summary,
        &page.body,
    )
}

fn topic(topic: &Topic) -> Record {
    running_text(
        &Route::Topic(topic.slug.clone()),
        &topic.title,
        &topic.summary,
        &topic.body,
    )
}

fn author(author: &Author) -> Record {
    running_text(
        &Route::Author(author.slug.clone()),
        &author.name,
        &author.role,
        &author.body,
    )
}

/// The record of a page that has no section, no countries and no date.
fn running_text(route: &Route, title: &str, summary: &str, body: &Html) -> Record {
    Record {
        path: route.to_string(),
        title: title.to_owned(),
        summary: summary.to_owned(),
        text: visible_text::of(body),
        sections: Vec::new(),
        countries: Vec::new(),
        country_names: String::new(),
        abbreviations: String::new(),
        day: 0,
    }
}
