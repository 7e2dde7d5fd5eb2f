//! Typical queries: `docs/search/queries.toml`.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use tests::site::project;

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

/// Reads the queries.
pub fn read() -> Result<Vec<Query>> {
    let file = project("docs/search/queries.toml");
    let text = fs::read_to_string(&file)?;
    let queries: Queries =
        toml::from_str(&text).with_context(|| format!("{} is invalid", file.display()))?;
    Ok(queries.query)
}
