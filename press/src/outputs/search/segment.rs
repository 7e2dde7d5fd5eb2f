//! One segment of the index: built, or reused from the previous site.

use super::GROUP;
use super::record::{Record, Source};
use crate::catalog::Catalog;
use crate::hashed::{Hashed, fingerprint};
use crate::outputs::InputsOfArticles;
use crate::publish::site_writer::SiteWriter;
use anyhow::Result;
use fulltext::Segment;
use fulltext::build::{Builder, Document};
use model::contract::search::FOLDER;
use rayon::prelude::*;
use search::index::{COUNTRY, PROFILES, Row, SECTION};
use std::fs;

/// Everything besides the pages that determines the contents of a segment. Change it with
/// the format and with this module's use of the pages.
const FORMAT_VERSION: &str = "fulltext 3, 6";

/// The file that describes a segment to the next press. Written last, so a segment without
/// it is incomplete.
const DESCRIPTION: &str = "segment.json";

/// How many pages each processor reads at a time, which limits memory.
const AT_ONCE: usize = 256;

/// The weight of each field.
const TITLE: f32 = 4.0;
const SUMMARY: f32 = 1.5;
/// News says what matters first.
const LEAD: f32 = 1.5;
const TEXT: f32 = 1.0;
/// A page is not about its sources, but readers see their words on it.
const SOURCES: f32 = 0.3;
const NAMES: f32 = 1.0;
const OTHER_WORDS: f32 = 0.5;

/// How much the words of pages without a date count: they are background, and topics repeat
/// what articles say.
const BACKGROUND: f32 = 0.5;

/// Publishes the segment with the given pages, oldest first, or reuses it from the last
/// site.
pub(super) fn publish(
    catalog: &Catalog<'_>,
    sources: &[Source<'_>],
    inputs: &InputsOfArticles<'_>,
    output: &SiteWriter,
) -> Result<Segment> {
    let name = name(catalog, sources, inputs, output)?;
    if let Some(kept) = kept(&name, output) {
        output.keep(&format!("{FOLDER}{name}"))?;
        return Ok(kept);
    }
    let mut builder = Builder::default();
    for sources in sources.chunks(AT_ONCE * rayon::current_num_threads()) {
        let documents: Vec<_> = sources
            .par_iter()
            .map(|source| document(source.record(catalog)))
            .collect();
        builder.add(&documents);
    }
    let write = |file: &str, contents: &[u8]| output.write(&format!("{FOLDER}{file}"), contents);
    let segment = builder.finish(&name, write)?;
    let description = serde_json::to_vec(&segment)?;
    write(&format!("{name}/{DESCRIPTION}"), &description)?;
    Ok(segment)
}

/// The name of a segment, which has a hash of the records of its pages. For segments of articles
/// alone, it is known from the last run if none of them has changed, without making the records.
fn name(
    catalog: &Catalog<'_>,
    sources: &[Source<'_>],
    inputs: &InputsOfArticles<'_>,
    output: &SiteWriter,
) -> Result<String> {
    let make = || -> Result<String> {
        let hashes = sources.par_iter();
        let hashes = hashes.map(|source| hash(&source.record(catalog)));
        let hashes: Vec<_> = hashes.collect();
        let texts = [FORMAT_VERSION].into_iter();
        let texts = texts.chain(hashes.iter().map(String::as_str));
        let hash = fingerprint(texts.map(str::as_bytes));
        Ok(Hashed::SearchPart.name(&hash))
    };
    let articles = sources.iter().map(Source::article);
    let Some(articles) = articles.collect::<Option<Vec<_>>>() else {
        return make();
    };
    let Some(first) = articles.first() else {
        return make();
    };
    let group = format!("{GROUP}/segment from {}", first.slug);
    let inputs = inputs.of_searched(articles.into_iter());
    output.write_group(&group, inputs, |_| false, make)
}

/// A segment of the previous site; `None` if it is incomplete.
fn kept(name: &str, output: &SiteWriter) -> Option<Segment> {
    let path = output.in_previous(&format!("{FOLDER}{name}/{DESCRIPTION}"))?;
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// A hash of everything that a record adds to a segment.
fn hash(record: &Record) -> String {
    let day = record.day.to_string();
    let date = record
        .date
        .as_ref()
        .map(|(iso, text)| [iso.as_str(), text].concat());
    let date = date.unwrap_or_default();
    let countries = record.countries.join(" ");
    let sections = record.sections.join(" ");
    let texts = [
        &record.path,
        &record.title,
        &record.names.join("\n"),
        &record.explains.join("\n"),
        &record.summary,
        &record.lead,
        &record.text,
        &record.sources,
        &sections,
        &countries,
        &record.related_names,
        &record.other_words,
        &record.language,
        &date,
        &day,
    ];
    fingerprint(texts.map(String::as_bytes))
}

fn document(record: Record) -> Document {
    let row = Row {
        path: record.path,
        title: record.title.clone(),
        section: record.sections.first().cloned(),
        countries: record.countries.clone(),
        date: record.date,
        language: record
            .direction
            .map(|direction| (record.language.clone(), direction)),
    };
    let weight = if record.day == 0 { BACKGROUND } else { 1.0 };
    let others = record.names.iter().filter(|name| **name != record.title);
    let others = others.cloned().collect::<Vec<_>>().join(", ");
    // All names of a country are like the title of its profile. Treaties are in the news that
    // readers describe by their names.
    let is_profile = record.sections.iter().any(|slug| slug == PROFILES);
    let (title, others) = match is_profile {
        true => ([record.title, others].join(", "), String::new()),
        false => (record.title, others),
    };
    Document {
        fields: vec![
            (TITLE * weight, title),
            (SUMMARY * weight, record.summary),
            (LEAD * weight, record.lead),
            (TEXT * weight, record.text),
            (NAMES, [others, record.related_names].join(", ")),
            (OTHER_WORDS, record.other_words),
            (SOURCES * weight, record.sources),
        ],
        names: record.names,
        explains: record.explains,
        language: record.language,
        day: record.day,
        facets: vec![
            (SECTION.to_owned(), record.sections),
            (COUNTRY.to_owned(), record.countries),
        ],
        stored: row.fields(),
    }
}
