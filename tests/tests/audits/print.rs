//! An article on paper.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::process::Command;
use tempfile::TempDir;
use tests::browser::Browser;
use tests::seed::HEADLINE;
use tests::site::{SEED, Site};
use thirtyfour::common::print::PrintParameters;

/// The text of the page as Chromium prints it, in the order in which it is read.
async fn printed(browser: &Browser) -> Result<String> {
    let folder = TempDir::new()?;
    let pdf = folder.path().join("page.pdf");
    let printed = browser
        .driver()
        .print_page(PrintParameters::default())
        .await?;
    fs::write(&pdf, printed)?;
    let output = Command::new("pdftotext")
        .args(["-layout", "-nopgbrk"])
        .arg(&pdf)
        .arg("-")
        .output()
        .context("pdftotext is not installed (on Debian: poppler-utils)")?;
    ensure!(output.status.success(), "pdftotext failed");
    // Addresses stand between marks that keep their direction.
    let text = String::from_utf8(output.stdout)?.replace(['\u{2066}', '\u{2069}'], "");
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_is_printed_with_its_addresses_and_without_navigation() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let text = printed(&browser).await?;
    for expected in [
        "Global Security Newswire",
        HEADLINE,
        "October 23, 2012",
        "said his government intends to enhance its collaboration",
        "Armenia (/country-profiles/armenia/), Belarus (/country-profiles/belarus/)",
        "the minister said during a joint meeting with top Belarusian military officials.",
        "Interfax report cited in the article",
    ] {
        assert!(text.contains(expected), "“{expected}” is not in: {text}");
    }
    for unwanted in [
        "Jump to",
        "Search",
        "Country Profiles",
        "Terrorism Country",
        "About",
        "View Country Profile",
        "Try again",
    ] {
        assert!(!text.contains(unwanted), "“{unwanted}” is in: {text}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_addresses_of_sources_are_printed() -> Result<()> {
    let site = Site::newswire()?;
    let article = site
        .newsroom
        .articles
        .iter()
        .find_map(|article| {
            let url = article
                .sources
                .iter()
                .find_map(|source| source.url.clone())?;
            Some((article.slug.clone(), url))
        })
        .context("an article has a source with an address")?;
    let (slug, url) = article;
    let browser = Browser::start().await?;
    browser
        .open(&site.url(&format!("/gsn/article/{slug}/")))
        .await?;
    // Lines are broken where an address is too long for one.
    let text = printed(&browser).await?.replace(' ', "");
    assert!(text.contains(&format!("({url})")), "{text}");
    Ok(())
}
