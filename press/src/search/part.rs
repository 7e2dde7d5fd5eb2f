//! One part of the index: built by Pagefind, or taken from the last site.

use super::FOLDER;
use super::record::Record;
use super::words::Counts;
use crate::fingerprint::fingerprint;
use crate::output::Output;
use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;
use search::index::{BLOCK, PROFILES, Part, Rows, Title, Titles, titles_file};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read;
use std::path::Path;

/// What besides the pages decides what is in a part. Changes with Pagefind's
/// version, and with what is made of the pages here.
const MAKE: &str = "pagefind 1.6.0, 4";

/// The language that words are stemmed in.
pub(super) const LANGUAGE: &str = "en";

/// The file with the words of a part.
const WORDS: &str = "words.txt";

/// A part that is published.
pub(super) struct Built {
    /// Where it is.
    pub(super) part: Part,
    /// The words that are in it.
    pub(super) counts: Counts,
}

/// Publishes the part with some pages, which stand newest first, and leaves it as it
/// is where the last site has it.
pub(super) fn publish(records: &[Record], output: &Output) -> Result<Built> {
    let name = format!("part-{}", name_of(records));
    let folder = format!("{FOLDER}/{name}");
    let counts = match kept(&folder, output) {
        Some(counts) => {
            output.keep(&folder)?;
            counts
        }
        None => build(records, &folder, output)?,
    };
    let part = Part {
        folder: name,
        pages: u32::try_from(records.len()).context("a part has too many pages")?,
    };
    Ok(Built { part, counts })
}

/// A hash over all that decides what is in a part.
fn name_of(records: &[Record]) -> String {
    let texts = records.iter().flat_map(|record| {
        let countries = record.countries.join(" ");
        let section = record.section.clone().unwrap_or_default();
        [
            record.path.clone(),
            record.title.clone(),
            record.summary.clone(),
            record.text.clone(),
            section,
            countries,
            record.country_names.clone(),
            record.abbreviations.clone(),
            record.day.to_string(),
        ]
    });
    let texts: Vec<_> = [MAKE.to_owned()].into_iter().chain(texts).collect();
    fingerprint(texts.iter().map(String::as_bytes))
}

/// The words of a part that the last site has; nothing where it is not whole.
fn kept(folder: &str, output: &Output) -> Option<Counts> {
    // Written last: a part without it was left half-done.
    let words = output.in_last(&format!("{folder}/{WORDS}"))?;
    let words = fs::read_to_string(words).ok()?;
    Counts::read(&words).filter(|_| !words.is_empty())
}

fn build(records: &[Record], folder: &str, output: &Output) -> Result<Counts> {
    let write = |name: &str, contents: &[u8]| output.write(&format!("{folder}/{name}"), contents);
    let files = index(records)?;
    let mut hashes = HashMap::new();
    for file in files {
        let name = file.filename.to_string_lossy().replace('\\', "/");
        match name.split_once('/') {
            // The file of a page, for lists: only its name is of use.
            Some(("fragment", _)) => {
                let (path, hash) = fragment(&name, &file.contents)?;
                hashes.insert(path, hash);
            }
            Some(("index", _)) => write(&name, &file.contents)?,
            None if name == "pagefind-entry.json" || name.ends_with(".pf_meta") => {
                write(&name, &file.contents)?;
            }
            // What all parts share is published with the program.
            _ => {}
        }
    }
    let rows = rows(records, &hashes)?;
    write("rows.json", &serde_json::to_vec(&rows)?)?;
    for (block, records) in records.chunks(BLOCK).enumerate() {
        let titles = records.iter().map(|record| Title {
            path: record.path.clone(),
            title: record.title.clone(),
        });
        let titles = Titles {
            titles: titles.collect(),
        };
        write(&titles_file(block), &serde_json::to_vec(&titles)?)?;
    }
    let counts = Counts::of(records);
    write(WORDS, counts.write().as_bytes())?;
    Ok(counts)
}

/// Lets Pagefind index pages.
pub(super) fn index(records: &[Record]) -> Result<Vec<SyntheticFile>> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()
        .context("cannot start the index")?;
    runtime
        .block_on(async {
            let settings = PagefindServiceConfig::builder()
                .force_language(LANGUAGE.to_owned())
                .build();
            let mut index = PagefindIndex::new(Some(settings))?;
            for record in records {
                // A profile is headed by all names of its country, so that it stands first
                // for each of them.
                let is_profile = record.section.as_deref() == Some(PROFILES);
                let title = if is_profile {
                    &record.country_names
                } else {
                    &record.title
                };
                let meta = [
                    ("title", title),
                    ("summary", &record.summary),
                    ("countries", &record.country_names),
                    ("abbreviations", &record.abbreviations),
                ];
                let meta: BTreeMap<_, _> = meta
                    .into_iter()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(name, text)| (name.to_owned(), text.clone()))
                    .collect();
                index
                    .add_custom_record(
                        record.path.clone(),
                        record.text.clone(),
                        LANGUAGE.to_owned(),
                        Some(meta),
                        None,
                        None,
                    )
                    .await
                    .with_context(|| format!("{} cannot be indexed", record.path))?;
            }
            index.get_files().await
        })
        .context("the search index cannot be built")
}

/// The part of a fragment that matters.
#[derive(Deserialize)]
struct Fragment {
    url: String,
}

/// The page that a fragment is of, and what Pagefind calls it.
fn fragment(name: &str, contents: &[u8]) -> Result<(String, String)> {
    let mut text = Vec::new();
    GzDecoder::new(contents)
        .read_to_end(&mut text)
        .with_context(|| format!("{name} cannot be read"))?;
    // Pagefind marks its files with a word before what is in them.
    let start = text.iter().position(|byte| *byte == b'{').unwrap_or(0);
    let fragment: Fragment =
        serde_json::from_slice(&text[start..]).with_context(|| format!("{name} is no fragment"))?;
    let hash = Path::new(name).file_stem().unwrap_or_default();
    Ok((fragment.url, hash.to_string_lossy().into_owned()))
}

fn rows(records: &[Record], hashes: &HashMap<String, String>) -> Result<Rows> {
    let mut rows = Rows::default();
    for record in records {
        let hash = hashes
            .get(&record.path)
            .with_context(|| format!("{} is not in its index", record.path))?;
        rows.hashes.push(hash.clone());
        rows.days.push(record.day);
        let section = record.section.iter();
        rows.sections.push(
            section
                .map(|slug| 1 + place(&mut rows.section_slugs, slug))
                .sum(),
        );
        let countries = record.countries.iter();
        rows.countries.push(
            countries
                .map(|slug| place(&mut rows.country_slugs, slug))
                .collect(),
        );
    }
    Ok(rows)
}

/// The place of a slug in a list, to which it is added if it is not there.
fn place(slugs: &mut Vec<String>, slug: &str) -> u32 {
    let place = slugs
        .iter()
        .position(|known| known == slug)
        .unwrap_or_else(|| {
            slugs.push(slug.to_owned());
            slugs.len() - 1
        });
    place as u32
}
