//! The search index, published with the pages.
//!
//! The published files are described in [`search::index`]. The index is built in segments,
//! and those that the previous site already has are reused.

mod engine;
mod record;
mod segment;

use crate::app_build::File;
use crate::catalog::Catalog;
use crate::collation::sort_by_name;
use crate::hashed::{Hashed, fingerprint};
use crate::outputs::InputsOfArticles;
use crate::pages::SearchFiles;
use crate::publish::site_writer::SiteWriter;
use anyhow::{Context, Result};
use fulltext::{Manifest, build};
use model::contract::search::FOLDER;
use model::routes::Route;
use search::index::{Name, PROFILES, Site};

pub use record::Record;
use record::Source;

/// The name under which the index is recorded.
pub(crate) const GROUP: &str = "search";

/// All searchable pages, as input for the index.
pub fn records(catalog: &Catalog<'_>) -> Vec<Record> {
    let sources = record::undated(catalog).into_iter();
    let sources = sources.chain(record::articles(catalog));
    sources.map(|source| source.record(catalog)).collect()
}

/// Publishes the index of a newsroom. `program` are the files of the search program; `inputs`
/// tell which articles are those of the previous site, whose segments are reused.
///
/// # Errors
/// If something cannot be read or written, with a message for the person who runs the
/// press.
pub fn publish(
    catalog: &Catalog<'_>,
    program: &[File],
    inputs: &InputsOfArticles<'_>,
    output: &SiteWriter,
) -> Result<SearchFiles> {
    let program = engine::publish(program, output)?;

    let articles = record::articles(catalog);
    let days: Vec<_> = articles.iter().map(Source::day).collect();
    let mut tiers = build::tiers(&days);
    let newest = tiers.pop().unwrap_or_default();
    // With the newest articles, in the segment that changes most often.
    let undated = record::undated(catalog).into_iter();
    let newest: Vec<_> = undated.chain(articles[newest].iter().cloned()).collect();
    let parts = tiers.into_iter().map(|tier| &articles[tier]);
    let segments = parts
        .chain([&*newest])
        .map(|sources| segment::publish(catalog, sources, inputs, output))
        .collect::<Result<_>>()?;
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
        other_names: (country.searched_names().skip(1))
            .map(str::to_owned)
            .collect(),
    });
    let mut countries: Vec<_> = countries.collect();
    sort_by_name(&mut countries, |country| &country.name);
    let contents = Site {
        base: newsroom.site.base.clone(),
        sections: sections.chain([profiles]).collect(),
        countries,
        index: Manifest::new(segments),
    };
    let index = contents.index.files();
    let name = publish_hashed(output, Hashed::SearchSite, &serde_json::to_vec(&contents)?)?;
    let script = program.iter().find(|file| file.ends_with(engine::SCRIPT));
    let script = script.context("the search program has no script to start it")?;
    let below = |name: &String| format!("{}{name}", Route::Search);
    Ok(SearchFiles {
        engine: below(script),
        site: below(&name),
        program: program.iter().map(below).collect(),
        index: index.iter().chain([&name]).map(below).collect(),
    })
}

/// Writes a file with a hash of its contents in its name, and returns the name.
fn publish_hashed(output: &SiteWriter, kind: Hashed, contents: &[u8]) -> Result<String> {
    let name = kind.name(&fingerprint([contents]));
    output.write(&format!("{FOLDER}{name}"), contents)?;
    Ok(name)
}
