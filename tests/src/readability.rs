//! Mozilla's Readability, which Firefox's Reader View uses.

use crate::browser::Browser;
use crate::site::project;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;

const RUN: &str = "return new Readability(document.cloneNode(true)).parse();";

/// A page in Reader View.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Readable {
    /// Its heading.
    pub title: String,
    /// The author it detects.
    pub byline: Option<String>,
    /// The excerpt for lists of saved pages.
    pub excerpt: Option<String>,
    /// The site's name.
    pub site_name: Option<String>,
    /// The publication date.
    pub published_time: Option<String>,
    /// Its text, without markup.
    pub text_content: String,
}

/// The current page in Reader View.
///
/// # Errors
/// If Readability is not installed or finds no text.
pub async fn read(browser: &Browser) -> Result<Readable> {
    let readability =
        fs::read_to_string(project("node_modules/@mozilla/readability/Readability.js"))
            .context("Readability is not installed: npm ci")?;
    let answer = browser
        .driver()
        .execute(format!("{readability}\n{RUN}"), Vec::new())
        .await?;
    serde_json::from_value(answer.json().clone()).context("Readability finds no text")
}
