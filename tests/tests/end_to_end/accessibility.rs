//! What axe-core finds, which must be nothing.

use anyhow::{Context, Result};
use host::Fault;
use serde_json::Value;
use std::fmt::Write;
use tests::browser::Browser;
use tests::site::{KINDS, RUSSIA, SEED, Site, document_of, project};

const WIDTHS: [u32; 2] = [360, 1280];

const RUN: &str = "const done = arguments[arguments.length - 1];
    const tags = ['best-practice', 'wcag2a', 'wcag2aa', 'wcag2aaa',
        'wcag21a', 'wcag21aa', 'wcag22aa'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
        .then(results => done(results.violations.flatMap(violation =>
            violation.nodes.map(node =>
                `${violation.id}: ${node.html}\n    ${node.failureSummary}`))))
        .catch(error => done([String(error)]));";

/// Looks for violations on the page that the browser shows.
async fn assert_accessible(browser: &Browser, what: &str) -> Result<()> {
    let driver = browser.driver();
    if browser.value("typeof axe").await? == "undefined" {
        let axe = std::fs::read_to_string(project("node_modules/axe-core/axe.min.js"))
            .context("axe-core is not installed: npm ci")?;
        driver.execute(axe, Vec::new()).await?;
    }
    let found = driver.execute_async(RUN, Vec::new()).await?;
    let mut report = String::new();
    for violation in found.json().as_array().context("axe answers with a list")? {
        writeln!(report, "{}", violation.as_str().unwrap_or_default())?;
    }
    assert!(report.is_empty(), "{what}:\n{report}");
    Ok(())
}

async fn assert_every_kind_accessible(scheme: &str) -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.colour_scheme(scheme).await?;
    for page in KINDS.into_iter().chain(["/search/?q=treaty"]) {
        browser.open(&site.url(page)).await?;
        for width in WIDTHS {
            browser.resize(width, 800).await?;
            assert_accessible(&browser, &format!("{page}, {scheme}, {width} px")).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_kind_of_page_is_accessible_in_light_colours() -> Result<()> {
    assert_every_kind_accessible("light").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_kind_of_page_is_accessible_in_dark_colours() -> Result<()> {
    assert_every_kind_accessible("dark").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn pages_are_accessible_after_a_navigation_and_with_a_notice() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/country-profiles/")).await?;
    for scheme in ["light", "dark"] {
        browser.colour_scheme(scheme).await?;
        site.host.fail(&document_of(RUSSIA), Fault::Status(500));
        browser.open(&site.url("/country-profiles/")).await?;
        browser.follow("Russia").await?;
        let failed = "document.querySelector('[role=alert]').innerText.trim() !== ''";
        browser.until("the reader is told", failed).await?;
        assert_accessible(&browser, "a page that failed").await?;

        site.host.mend(&document_of(RUSSIA));
        browser.follow("Try again").await?;
        browser.until_heading("Russia").await?;
        assert_accessible(&browser, "a page that was navigated to").await?;

        site.host.fail(&document_of("/about/"), Fault::Hold);
        browser.follow("About").await?;
        let slow = "document.querySelector('[role=status]').innerText.trim() !== ''";
        browser.until("the reader is told", slow).await?;
        assert_accessible(&browser, "a page that takes long").await?;
        site.host.mend(&document_of("/about/"));
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_image_says_what_it_shows_or_that_it_is_an_ornament() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let shown = "[...document.images].map(image => [image.alt, image.naturalWidth > 0])";
    let expected: Value =
        serde_json::json!([["NationalJournal logo", true], ["Flag of Russia", true]]);
    assert_eq!(browser.value(shown).await?, expected);
    Ok(())
}
