//! The seed's page, word for word and in order.

use anyhow::{Context, Result};
use scraper::{Html, Selector};
use tests::browser::Browser;
use tests::seed::{HEADLINE, assert_reads_as_the_seed};
use tests::site::{SEED, Site};

#[test]
fn the_published_file_reads_as_the_seed() -> Result<()> {
    let site = Site::newswire()?;
    let html = site.text(SEED)?;
    assert_reads_as_the_seed(&html);
    let link = Selector::parse(".country-card a").expect("it is a selector");
    let document = Html::parse_document(&html);
    let link = document
        .select(&link)
        .next()
        .context("the card has a link")?;
    assert_eq!(link.attr("href"), Some("/country-profiles/russia/"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_hydrated_page_reads_as_the_seed() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    assert_reads_as_the_seed(&browser.html().await?);
    Ok(())
}

/// Whether the reader sees who produced the page.
const PRODUCER: &str = "document.querySelector('.masthead-producer').checkVisibility()";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn only_the_page_of_the_seed_names_its_producer() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    assert_eq!(browser.value(PRODUCER).await?, true);
    browser.follow("View Country Profile →").await?;
    browser.until_heading("Russia").await?;
    browser
        .until("the producer is gone", &format!("!{PRODUCER}"))
        .await?;
    browser.driver().back().await?;
    browser.until_heading(HEADLINE).await?;
    browser.until("the producer is back", PRODUCER).await?;
    browser.open(&site.url("/about/")).await?;
    assert_eq!(browser.value(PRODUCER).await?, false);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_reached_by_a_link_reads_as_the_seed() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/gsn/section/missile/")).await?;
    browser.mark_document().await?;
    browser.follow(HEADLINE).await?;
    browser.until_heading(HEADLINE).await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    assert_eq!(browser.address().await?, SEED);
    assert_reads_as_the_seed(&browser.html().await?);
    Ok(())
}
