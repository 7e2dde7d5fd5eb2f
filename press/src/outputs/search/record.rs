//! The searchable pages, as input for the index.

use crate::catalog::Catalog;
use crate::content::{
    self, Abbreviation, Article, Author, Country, Event, LANGUAGE, Newsroom, Page, Term, Topic,
    Treaty,
};
use crate::dates;
use crate::pages;
use crate::visible_text;
use fulltext::analyzer::{fold, runs};
use model::Html;
use model::routes::Route;
use search::index::{PROFILES, day_number};
use serde::Serialize;
use std::collections::HashSet;

/// A searchable page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Record {
    /// Its path below the base.
    pub path: String,
    /// Its heading.
    pub title: String,
    /// All its names, if it is not news. A search for one finds it first.
    pub names: Vec<String>,
    /// The terms that it explains. Who asks what one of them is finds it first.
    pub explains: Vec<String>,
    /// Its summary, in one or two sentences.
    pub summary: String,
    /// The first paragraph of its text, if it is written as news.
    pub lead: String,
    /// Its text, without markup; without the lead, if there is one.
    pub text: String,
    /// The titles and publishers of its sources.
    pub sources: String,
    /// Its sections, its home first.
    pub sections: Vec<String>,
    /// Its countries.
    pub countries: Vec<String>,
    /// The names of what it is about besides: of news, what its countries are called, and what
    /// is called after them.
    pub related_names: String,
    /// Abbreviations of the long forms in the text, long forms of the abbreviations in it,
    /// words that mean the same as others in it, and of an article its month and year.
    pub other_words: String,
    /// The tag of its language.
    pub language: String,
    /// The direction of its language, if that is not the site's.
    pub direction: Option<String>,
    /// Its date, in machine-readable and display form, if it has one.
    pub date: Option<(String, String)>,
    /// Its day in the index's format; zero if it has none.
    pub day: u32,
}

/// What a record is made from, so that not all texts are in memory at once.
#[derive(Clone)]
pub(super) enum Source<'a> {
    Article(&'a Article),
    Undated(Box<Record>),
}

impl<'a> Source<'a> {
    /// The article, if it is made from one.
    pub(super) fn article(&self) -> Option<&'a Article> {
        match self {
            Self::Article(article) => Some(article),
            Self::Undated(_) => None,
        }
    }

    /// Its day in the index's format; zero if it has none.
    pub(super) fn day(&self) -> u32 {
        match self {
            Self::Article(article) => self::day(article),
            Self::Undated(record) => record.day,
        }
    }

    /// The record.
    pub(super) fn record(&self, catalog: &Catalog<'_>) -> Record {
        match self {
            Self::Article(article) => self::article(catalog, article),
            Self::Undated(record) => Record::clone(record),
        }
    }
}

/// The articles, oldest first, in a stable order within a day.
pub(super) fn articles<'a>(catalog: &Catalog<'a>) -> Vec<Source<'a>> {
    catalog.standing().rev().map(Source::Article).collect()
}

/// The pages without a date: profiles, treaties, the glossary, pages, topics and
/// authors.
pub(super) fn undated<'a>(catalog: &Catalog<'a>) -> Vec<Source<'a>> {
    let newsroom = catalog.newsroom();
    let profiles = newsroom.countries.iter().map(profile);
    let treaties = newsroom.treaties.iter().map(treaty);
    let records = profiles
        .chain(treaties)
        .chain(glossary(&newsroom.glossary))
        .chain(newsroom.texts.iter().map(page))
        .chain(newsroom.topics.iter().map(topic))
        .chain(newsroom.authors.iter().map(author));
    let records = records.map(|record| Record {
        language: LANGUAGE.to_owned(),
        ..with_other_words(record, newsroom)
    });
    records.map(Box::new).map(Source::Undated).collect()
}

/// A record, with the other form of each abbreviation or long form in its text, and the
/// synonyms of its words.
fn with_other_words(mut record: Record, newsroom: &Newsroom) -> Record {
    let text = [&*record.title, &record.summary, &record.lead, &record.text].join(" ");
    let folded = fold(&text);
    let words: HashSet<_> = runs(&text).map(|run| run.text.replace('.', "")).collect();
    let found = (newsroom.abbreviations.iter()).filter(|Abbreviation { short, long }| {
        // Abbreviations are case-sensitive: `US` is not `us`.
        says(&folded, long) || words.contains(short)
    });
    let found = found.map(|Abbreviation { short, long }| format!("{short}, {long}"));
    let synonyms = newsroom.synonyms.iter().flat_map(|synonyms| {
        let (has, lacks): (Vec<_>, Vec<_>) =
            (synonyms.iter()).partition(|words| says(&folded, words));
        if has.is_empty() { Vec::new() } else { lacks }
    });
    let found: Vec<_> = found.chain(synonyms.cloned()).collect();
    record.other_words = found.join("; ");
    record
}

/// Whether a folded text has these words, the last one perhaps in the plural, and not just in
/// other words: `ISIS` is not in a crisis. Scripts without spaces do not show where words end.
fn says(folded: &str, words: &str) -> bool {
    let words = fold(words);
    // Looked at only where they are found, since most texts lack most words.
    let is_spaceless = || runs(&words).any(|run| run.is_spaceless);
    folded.match_indices(&words).any(|(start, _)| {
        let (before, rest) = (&folded[..start], &folded[start + words.len()..]);
        let mut endings = ["", "s", "es"].iter();
        let ends = endings.any(|ending| {
            let rest = rest.strip_prefix(ending);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        (ends && !before.ends_with(char::is_alphanumeric)) || is_spaceless()
    })
}

/// The day of an article in the index's format.
fn day(article: &Article) -> u32 {
    day_number(&article.date.day().to_string()).unwrap_or_default()
}

fn article(catalog: &Catalog<'_>, article: &Article) -> Record {
    let amendments = article.corrections.iter().chain(&article.updates);
    let texts = [&article.body].into_iter();
    let texts = texts.chain(amendments.map(|amendment| &amendment.text));
    let posts = article.posts.iter();
    let posts = posts.flat_map(|post| [post.headline.clone(), visible_text::of(&post.text)]);
    let text = texts.map(visible_text::of).chain(posts);
    let text = text.collect::<Vec<_>>().join(" ");
    // A dateline or a picture may come before it.
    let (lead, text) = match text.split_once(&article.first_paragraph) {
        Some((before, rest)) => (article.first_paragraph.clone(), [before, rest].join(" ")),
        None => (String::new(), text),
    };
    let sections = article.sections.iter();
    let countries = article.countries.iter();
    let profiles = catalog.countries_of(article);
    let date = dates::moment(&article.date);
    let record = Record {
        path: Route::Article(article.slug.clone()).to_string(),
        title: article.headline.clone(),
        summary: article.summary.clone(),
        lead,
        text,
        sources: sources(&article.sources),
        sections: sections.map(|section| section.slug().to_owned()).collect(),
        countries: countries.map(|country| country.slug().to_owned()).collect(),
        // Without search names, such as predecessor states: not every article about
        // Russia is about the USSR.
        related_names: profiles
            .map(|country| {
                let adjectives = country.adjectives.iter().map(String::as_str);
                country
                    .names()
                    .chain(adjectives)
                    .collect::<Vec<_>>()
                    .join(", ")
            })
            .collect::<Vec<_>>()
            .join("; "),
        language: article.language_tag().to_owned(),
        direction: (article.language.as_ref()).map(|language| language.direction.clone()),
        date: Some((date.iso, date.text)),
        day: day(article),
        ..Record::default()
    };
    let mut record = with_other_words(record, catalog.newsroom());
    // Readers remember when something was.
    let month = article.date.day().strftime("; %B %Y");
    record.other_words.push_str(&month.to_string());
    record
}

/// The words of sources, as the page shows them.
fn sources(sources: &[content::Source]) -> String {
    let words = sources
        .iter()
        .map(|source| format!("{}, {}", source.title, source.publisher));
    words.collect::<Vec<_>>().join("; ")
}

fn profile(country: &Country) -> Record {
    Record {
        path: Route::Country(country.slug.clone()).to_string(),
        title: country.name.clone(),
        summary: country.summary.clone(),
        text: with_events(visible_text::of(&country.body), &country.events),
        sources: sources(&country.sources),
        sections: vec![PROFILES.to_owned()],
        countries: vec![country.slug.clone()],
        names: country.searched_names().map(str::to_owned).collect(),
        ..Record::default()
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
    let (names, related_names): (Vec<_>, Vec<_>) =
        (treaty.names().map(str::to_owned)).partition(|name| treaty.is_called(name));
    Record {
        path: Route::Treaty(treaty.slug.clone()).to_string(),
        title: treaty.name.clone(),
        names,
        related_names: related_names.join(", "),
        summary: pages::treaty_description(treaty),
        text: with_events(visible_text::of(&treaty.body), &treaty.events),
        sources: sources(&treaty.sources),
        ..Record::default()
    }
}

fn glossary(terms: &[Term]) -> Option<Record> {
    let texts: Vec<_> = terms
        .iter()
        .map(|term| format!("{}: {}", term.heading(), visible_text::of(&term.body)))
        .collect();
    let forms = terms.iter().flat_map(|term| &term.forms).cloned();
    // Who types an abbreviation may not know what it means; who types “sarin” wants the news, and
    // who asks “what is sarin” does not.
    let explains = terms
        .iter()
        .map(|term| &term.term)
        .chain(terms.iter().flat_map(|term| &term.forms));
    let abbreviations = terms.iter().flat_map(Term::abbreviations);
    let names = [pages::GLOSSARY].into_iter().chain(abbreviations);
    (!terms.is_empty()).then(|| Record {
        path: Route::Glossary.to_string(),
        title: pages::GLOSSARY.to_owned(),
        names: names.map(str::to_owned).collect(),
        explains: explains.cloned().collect(),
        related_names: forms.collect::<Vec<_>>().join(", "),
        summary: pages::GLOSSARY_DESCRIPTION.to_owned(),
        text: texts.join(" "),
        ..Record::default()
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
        names: vec![title.to_owned()],
        summary: summary.to_owned(),
        text: visible_text::of(body),
        ..Record::default()
    }
}
