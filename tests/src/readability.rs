//! Mozilla's Readability, which Firefox shows pages with in its Reader View.

use crate::browser::Browser;
use crate::site::project;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;

const RUN: &str = "return new Readability(document.cloneNode(true)).parse();";

/// A page as Reader View shows it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Readable {
    /// Its heading.
    pub title: String,
    /// Who wrote it, as it says.
    pub byline: Option<String>,
    /// What lists of saved pages show of it.
    pub excerpt: Option<String>,
    /// Where it was published.
    pub site_name: Option<String>,
    /// When.
    pub published_time: Option<String>,
    /// Its text, without markup.
    pub text_content: String,
}

/// What Reader View makes of the page that the browser shows.
///
/// # Errors
/// Where Readability is not installed, or finds nothing to read.
pub async fn read(browser: &Browser) -> Result<Readable> {
    let readability =
        fs::read_to_string(project("node_modules/@mozilla/readability/Readability.js"))
            .context("Readability is not installed: npm ci")?;
    let answer = browser
        .driver()
        .execute(format!("{readability}\n{RUN}"), Vec::new())
        .await?;
    serde_json::from_value(answer.json().clone()).context("Readability finds nothing to read")
}
