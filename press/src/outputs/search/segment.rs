//! One segment of the index: built by Pagefind, or reused from the previous site.

use super::record::Record;
use super::words::Counts;
use crate::hashed::{Hashed, fingerprint};
use crate::publish::site_writer::SiteWriter;
use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use model::contract::search::FOLDER;
use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;
use search::index::{BLOCK, PROFILES, Rows, Segment, Title, Titles, titles_file};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read;
use std::path::Path;

/// Everything besides the pages that determines the contents of a segment. Change it with
/// Pagefind's version and with this module's use of the pages.
const FORMAT_VERSION: &str = "pagefind 1.6.0, 5";

/// The language for stemming.
pub(super) const LANGUAGE: &str = "en";

/// The file with the data for filtering and sorting a segment's pages.
const ROWS: &str = "rows.json";

/// The file with the words of a segment.
const WORDS: &str = "words.txt";

/// A published segment.
pub(super) struct Built {
    /// Its entry in the index.
    pub(super) segment: Segment,
    /// Its words.
    pub(super) counts: Counts,
}

/// Publishes the segment with the given pages, newest first, or reuses it from the last
/// site. `None` if no page has any words.
pub(super) fn publish(records: &[Record], output: &SiteWriter) -> Result<Option<Built>> {
    let name = Hashed::SearchPart.name(&name_of(records));
    let folder = format!("{FOLDER}{name}");
    let built = match kept(&folder, output) {
        Some(kept) => {
            output.keep(&folder)?;
            Some(kept)
        }
        None => build(records, &folder, output)?,
    };
    Ok(built.map(|(counts, pages)| Built {
        segment: Segment {
            folder: name,
            pages,
        },
        counts,
    }))
}

/// A hash of everything that determines the contents of a segment.
fn name_of(records: &[Record]) -> String {
    let texts = records.iter().flat_map(|record| {
        let countries = record.countries.join(" ");
        let sections = record.sections.join(" ");
        [
            record.path.clone(),
            record.title.clone(),
            record.summary.clone(),
            record.text.clone(),
            sections,
            countries,
            record.country_names.clone(),
            record.abbreviations.clone(),
            record.day.to_string(),
        ]
    });
    let texts: Vec<_> = [FORMAT_VERSION.to_owned()]
        .into_iter()
        .chain(texts)
        .collect();
    fingerprint(texts.iter().map(String::as_bytes))
}

/// The words and the number of pages of a segment in the previous site; `None` if the segment is
/// incomplete.
fn kept(folder: &str, output: &SiteWriter) -> Option<(Counts, u32)> {
    // Written last, so a segment without this file is incomplete.
    let words = output.in_previous(&format!("{folder}/{WORDS}"))?;
    let words = fs::read_to_string(words).ok()?;
    let counts = Counts::read(&words).filter(|_| !words.is_empty())?;
    let rows = fs::read(output.in_previous(&format!("{folder}/{ROWS}"))?).ok()?;
    let rows: Rows = serde_json::from_slice(&rows).ok()?;
    Some((counts, u32::try_from(rows.hashes.len()).ok()?))
}

fn build(records: &[Record], folder: &str, output: &SiteWriter) -> Result<Option<(Counts, u32)>> {
    let write = |name: &str, contents: &[u8]| output.write(&format!("{folder}/{name}"), contents);
    let mut files = index(records, Record::text)?;
    let mut hashes = hashes(&files)?;
    // Pagefind drops pages whose text has no words, such as a picture alone. Those are
    // indexed by their headline; a page without words in its headline cannot be found.
    if hashes.len() < records.len() {
        let has_words = |record: &Record| hashes.contains_key(&record.path);
        files = index(records, |record| match has_words(record) {
            true => record.text(),
            false => &record.title,
        })?;
        hashes = self::hashes(&files)?;
    }
    let records = records
        .iter()
        .filter(|record| hashes.contains_key(&record.path));
    let records: Vec<_> = records.collect();
    if records.is_empty() {
        return Ok(None);
    }
    for file in files {
        let name = name(&file);
        match name.split_once('/') {
            Some(("index", _)) => write(&name, &file.contents)?,
            None if name == "pagefind-entry.json" || name.ends_with(".pf_meta") => {
                write(&name, &file.contents)?;
            }
            // Files common to all segments are published with the program.
            _ => {}
        }
    }
    let rows = rows(&records, &hashes)?;
    write(ROWS, &serde_json::to_vec(&rows)?)?;
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
    let counts = Counts::of(&records);
    write(WORDS, counts.write().as_bytes())?;
    let pages = u32::try_from(records.len()).context("a segment has too many pages")?;
    Ok(Some((counts, pages)))
}

/// Has Pagefind index pages, each with its text.
pub(super) fn index<'a>(
    records: &'a [Record],
    text: impl Fn(&'a Record) -> &'a str,
) -> Result<Vec<SyntheticFile>> {
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
                // All names of a country are made its profile's heading, so that it ranks
                // first for each.
                let is_profile = record.sections.iter().any(|slug| slug == PROFILES);
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
                        text(record).to_owned(),
                        LANGUAGE.to_owned(),
                        Some(meta),
                        None,
                        None,
                    )
                    .await
                    .with_context(|| format!("cannot index {}", record.path))?;
            }
            index.get_files().await
        })
        .context("the search index cannot be built")
}

/// The file name that Pagefind uses.
fn name(file: &SyntheticFile) -> String {
    file.filename.to_string_lossy().replace('\\', "/")
}

/// Pagefind's hashes of the indexed pages, by path. Only their file names are of use; the
/// contents are for lists.
fn hashes(files: &[SyntheticFile]) -> Result<HashMap<String, String>> {
    let fragments = files.iter().map(|file| (name(file), &file.contents));
    let fragments = fragments.filter(|(name, _)| name.starts_with("fragment/"));
    fragments
        .map(|(name, contents)| fragment(&name, contents))
        .collect()
}

/// The relevant part of a fragment.
#[derive(Deserialize)]
struct Fragment {
    url: String,
}

/// The page that a fragment belongs to, with Pagefind's hash.
fn fragment(name: &str, contents: &[u8]) -> Result<(String, String)> {
    let mut text = Vec::new();
    GzDecoder::new(contents)
        .read_to_end(&mut text)
        .with_context(|| format!("{name} cannot be read"))?;
    // Pagefind puts a signature in front of the contents.
    let start = text.iter().position(|byte| *byte == b'{').unwrap_or(0);
    let fragment: Fragment = serde_json::from_slice(&text[start..])
        .with_context(|| format!("{name} is not a fragment"))?;
    let hash = Path::new(name).file_stem().unwrap_or_default();
    Ok((fragment.url, hash.to_string_lossy().into_owned()))
}

fn rows(records: &[&Record], hashes: &HashMap<String, String>) -> Result<Rows> {
    let mut rows = Rows::default();
    for record in records {
        let hash = hashes
            .get(&record.path)
            .with_context(|| format!("{} is not in its index", record.path))?;
        rows.hashes.push(hash.clone());
        rows.days.push(record.day);
        // A row has room for one, which is where an article is at home.
        let section = record.sections.first().into_iter();
        rows.sections.push(
            section
                .map(|slug| 1 + index_of(&mut rows.section_slugs, slug))
                .sum(),
        );
        let countries = record.countries.iter();
        rows.countries.push(
            countries
                .map(|slug| index_of(&mut rows.country_slugs, slug))
                .collect(),
        );
    }
    Ok(rows)
}

/// The index of a slug in a list; it is appended if missing.
fn index_of(slugs: &mut Vec<String>, slug: &str) -> u32 {
    let index = slugs
        .iter()
        .position(|known| known == slug)
        .unwrap_or_else(|| {
            slugs.push(slug.to_owned());
            slugs.len() - 1
        });
    index as u32
}
