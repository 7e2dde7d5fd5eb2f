//! The search index, published with the pages.
//!
//! The published files are described in [`search::index`]. The index is built in
//! [segments](segments), which limits memory use, and segments that the previous site already has are
//! reused.

mod engine;
mod record;
mod segment;
mod segments;
mod words;

use crate::app_build::File;
use crate::catalog::Catalog;
use crate::collation::sort_by_name;
use crate::hashed::{Hashed, fingerprint};
use crate::pages::SearchFiles;
use crate::publish::site_writer::SiteWriter;
use anyhow::{Context, Result};
use model::contract::search::FOLDER;
use model::routes::Route;
use search::index::{Name, PROFILES, Site};
use segment::Built;

pub use record::Record;

/// All searchable pages, as input for the index.
pub fn records(catalog: &Catalog<'_>) -> Vec<Record> {
    let articles = record::articles(catalog);
    record::undated(catalog)
        .into_iter()
        .chain(articles)
        .collect()
}

/// Publishes the index of a newsroom. `program` are the files of the search program;
/// segments of the previous site are reused.
///
/// # Errors
/// If something cannot be read or written, with a message for the person who runs the
/// press.
pub fn publish(
    catalog: &Catalog<'_>,
    program: &[File],
    output: &SiteWriter,
) -> Result<SearchFiles> {
    let engine = engine::publish(program, output)?;

    let mut segments = Vec::new();
    let mut words = words::Counts::default();
    for records in segments::of(
        record::undated(catalog),
        record::articles(catalog),
        catalog.newsroom().part_pages,
    ) {
        if let Some(Built { segment, counts }) = segment::publish(&records, output)? {
            words.add(&counts);
            segments.push(segment);
        }
    }
    let lines = words.lines();
    let word_count = u32::try_from(lines.lines().count()).context("there are too many words")?;
    let words = publish_hashed(output, Hashed::SearchWords, lines.as_bytes())?;
    let newsroom = catalog.newsroom();
    let sections = newsroom.sections.iter().map(|section| Name {
        slug: section.slug.clone(),
        name: section.name.clone(),
        other_names: Vec::new(),
    });
    let profiles = Name {
        slug: PROFILES.to_owned(),
        name: "Country profiles".to_owned(),
        other_names: Vec::new(),
    };
    let countries = newsroom.countries.iter().map(|country| Name {
        slug: country.slug.clone(),
        name: country.name.clone(),
        other_names: country.all_names().skip(1).map(str::to_owned).collect(),
    });
    let mut countries: Vec<_> = countries.collect();
    sort_by_name(&mut countries, |country| &country.name);
    let contents = Site {
        base: newsroom.site.base.clone(),
        sections: sections.chain([profiles]).collect(),
        countries,
        segments,
        words,
        word_count,
    };
    let name = publish_hashed(output, Hashed::SearchSite, &serde_json::to_vec(&contents)?)?;
    let below = |name: &str| format!("{}{name}", Route::Search);
    Ok(SearchFiles {
        engine: below(&engine),
        site: below(&name),
    })
}

/// Writes a file with a hash of its contents in its name, and returns the name.
fn publish_hashed(output: &SiteWriter, kind: Hashed, contents: &[u8]) -> Result<String> {
    let name = kind.name(&fingerprint([contents]));
    output.write(&format!("{FOLDER}{name}"), contents)?;
    Ok(name)
}
