//! axe-core, which finds violations of accessibility guidelines.

use crate::browser::Browser;
use crate::site::project;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;

/// The tags of the rules to apply: WCAG 2.2 up to level AAA, plus best practices.
pub const TAGS: [&str; 7] = [
    "best-practice",
    "wcag2a",
    "wcag2aa",
    "wcag2aaa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
];

const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, {
        runOnly: { type: 'tag', values: arguments[0] },
        resultTypes: ['violations'],
    })
        .then(results => done(results.violations.flatMap(violation =>
            violation.nodes.map(node =>
                `${violation.id}: ${node.html}\\n    ${node.failureSummary}`))))
        .catch(error => done([String(error)]));";

/// The violations on the current page.
///
/// # Errors
/// If it is not installed or the browser does not respond.
pub async fn violations(browser: &Browser) -> Result<Vec<String>> {
    load(browser).await?;
    let found = browser
        .driver()
        .execute_async(RUN, vec![json!(TAGS)])
        .await?;
    let found = found.json().as_array().context("axe returns a list")?;
    Ok(found.iter().map(text).collect())
}

/// The number of rules applied.
///
/// # Errors
/// As for [`violations`].
pub async fn rules(browser: &Browser) -> Result<usize> {
    load(browser).await?;
    let rules = browser
        .value_with("axe.getRules(arguments[0]).length", vec![json!(TAGS)])
        .await?;
    let rules = rules.as_u64().context("axe counts its rules")?;
    Ok(usize::try_from(rules)?)
}

async fn load(browser: &Browser) -> Result<()> {
    if browser.value("typeof axe").await? == "undefined" {
        let axe = fs::read_to_string(project("node_modules/axe-core/axe.min.js"))
            .context("axe-core is not installed: npm ci")?;
        browser.driver().execute(axe, Vec::new()).await?;
    }
    Ok(())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
