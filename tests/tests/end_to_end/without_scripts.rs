//! Browsers that run no scripts or fail to load them: the page is readable and its links
//! work.

use anyhow::Result;
use host::Fault;
use tests::browser::Browser;
use tests::seed::assert_reads_as_the_seed;
use tests::site::{RUSSIA, SEED, Site};

async fn assert_the_page_works(browser: &Browser, site: &Site) -> Result<()> {
    browser.load(&site.url(SEED)).await?;
    assert_reads_as_the_seed(&browser.html().await?);
    browser.mark_document().await?;
    browser.follow("View Country Profile →").await?;
    browser.until_heading("Russia").await?;
    assert_eq!(browser.address().await?, RUSSIA);
    let marked = browser.is_marked_document().await?;
    assert!(!marked, "the link did not cause a load");
    let hydrated = "performance.getEntriesByName('hydrated').length";
    assert_eq!(browser.number(hydrated).await?, 0.0, "scripts ran");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_works_with_scripts_switched_off() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_without_scripts().await?;
    assert_the_page_works(&browser, &site).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_works_without_the_script() -> Result<()> {
    let site = Site::newswire()?;
    site.host.fail(&site.script(), Fault::Refuse);
    assert_the_page_works(&Browser::start().await?, &site).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_works_without_the_program() -> Result<()> {
    let site = Site::newswire()?;
    site.host.fail(&site.wasm(), Fault::Status(404));
    assert_the_page_works(&Browser::start().await?, &site).await?;
    // The style of other kinds of pages would never be used.
    assert!(!site.host.requests().contains(&site.style()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_works_with_half_of_the_program() -> Result<()> {
    let site = Site::newswire()?;
    site.host.fail(&site.wasm(), Fault::CutOff);
    assert_the_page_works(&Browser::start().await?, &site).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn search_says_that_it_needs_scripts() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_without_scripts().await?;
    browser.load(&site.url("/search/")).await?;
    let text = browser
        .text("document.querySelector('main').innerText")
        .await?;
    assert!(text.contains("Search requires scripts"), "{text}");
    Ok(())
}
