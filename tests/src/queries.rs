//! Typical queries and how well they are answered: the files in `docs/search/`.

use crate::site::{Site, project};
use anyhow::{Context, Result};
use fulltext::{Fetch, How, Index, query};
use model::contract::search::FOLDER;
use search::index::{self, Row};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs;

/// The number of results that readers look at. What comes after them counts as not found.
const LOOKED_AT: usize = 10;

/// The queries that ways to search were compared by.
pub const COMPARED: &str = "queries.toml";

/// Queries that were written later, to see whether search is as good on others.
pub const LATER: &str = "more-queries.toml";

#[derive(Deserialize)]
struct Queries {
    query: Vec<Query>,
}

/// A query and the pages that should come first.
#[derive(Deserialize, Serialize)]
pub struct Query {
    /// What makes it hard, by which results are grouped.
    pub kind: String,
    /// What the reader types.
    pub text: String,
    /// The paths of the pages, any of which may be first.
    pub first: Vec<String>,
}

impl Query {
    /// The index of the first right page among the results that readers look at.
    pub fn rank(&self, answer: &[String]) -> Option<usize> {
        let mut shown = answer.iter().take(LOOKED_AT);
        shown.position(|path| self.first.contains(path))
    }
}

/// Reads the queries of a file in `docs/search/`.
///
/// # Errors
/// If the file is missing or invalid.
pub fn read(file: &str) -> Result<Vec<Query>> {
    let file = project("docs/search").join(file);
    let text = fs::read_to_string(&file)?;
    let queries: Queries =
        toml::from_str(&text).with_context(|| format!("{} is invalid", file.display()))?;
    Ok(queries.query)
}

/// How well queries are answered.
#[derive(Clone, Copy, Default)]
pub struct Score {
    /// How many there are.
    pub queries: u32,
    /// How many have the right page first.
    first: u32,
    /// The sum of reciprocal ranks.
    ranks: f64,
}

impl Score {
    /// Adds a query with the rank of the right page.
    pub fn add(&mut self, rank: Option<usize>) {
        self.queries += 1;
        self.first += u32::from(rank == Some(0));
        self.ranks += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
    }

    /// The part of the queries with the right page first.
    pub fn share_first(self) -> f64 {
        f64::from(self.first) / f64::from(self.queries)
    }

    /// The mean reciprocal rank.
    pub fn mean_rank(self) -> f64 {
        self.ranks / f64::from(self.queries)
    }
}

/// As two cells of a Markdown table.
impl fmt::Display for Score {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = 100.0 * self.share_first();
        write!(formatter, "{first:.1} % | {:.3}", self.mean_rank())
    }
}

/// The published index of a site, read without a browser.
pub struct PublishedIndex<'a> {
    site: &'a Site,
    index: Index,
}

impl<'a> PublishedIndex<'a> {
    /// Reads the index of a site.
    ///
    /// # Errors
    /// If the site has none, or one of another version.
    pub fn of(site: &'a Site) -> Result<Self> {
        let page = site.document("/search/")?;
        let data = page["content"]["search"]["site"].as_str();
        let data = site.text(data.context("the search page names no index")?)?;
        let data: index::Site = serde_json::from_str(&data)?;
        let index = Index::new::<anyhow::Error>(data.index)
            .map_err(|_| anyhow::anyhow!("the index has an unknown version"))?;
        Ok(Self { site, index })
    }

    /// The paths of the pages that a finished query finds, best first.
    ///
    /// # Errors
    /// If a file of the index is missing or damaged.
    pub async fn found(&self, text: &str) -> Result<Vec<String>> {
        let how = How::of(text, false);
        let unreadable = |error| anyhow::anyhow!("the index cannot be read: {error:?}");
        let answer = self.index.search(self, &query::parse(text), how).await;
        let hits = answer.map_err(unreadable)?.hits;
        let docs: Vec<_> = hits.iter().take(LOOKED_AT).map(|hit| hit.doc).collect();
        let rows = self.index.stored(self, &docs).await.map_err(unreadable)?;
        let rows = rows.into_iter().map(|fields| {
            let row = Row::read(fields).context("a result cannot be read")?;
            Ok(row.path)
        });
        rows.collect()
    }
}

impl Fetch for PublishedIndex<'_> {
    type Error = anyhow::Error;

    async fn fetch(&self, name: &str) -> Result<Vec<u8>> {
        self.site.file(&format!("/{FOLDER}{name}"))
    }
}
