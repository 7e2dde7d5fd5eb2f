//! Hosts that send another address's HTML.

use anyhow::Result;
use host::Fault;
use tests::browser::{Browser, Notice};
use tests::seed::{HEADLINE, assert_reads_as_the_seed};
use tests::site::{NOWHERE, SEED, Site, document_of};

fn send_the_front_page(site: &Site, path: &str) -> Result<()> {
    let fault = Fault::Replace {
        content_type: "text/html".to_owned(),
        body: site.file("/")?,
    };
    site.host.fail(path, fault);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_app_shows_the_page_of_the_address() -> Result<()> {
    let site = Site::newswire()?;
    send_the_front_page(&site, SEED)?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    assert_eq!(browser.heading().await?, HEADLINE);
    assert_reads_as_the_seed(&browser.html().await?);
    let title = browser.driver().title().await?;
    assert_eq!(title, format!("{HEADLINE} | Global Security Newswire"));
    assert_eq!(browser.console().await?, Vec::<String>::new());

    browser.mark_document().await?;
    browser.follow("View Country Profile →").await?;
    browser.until_heading("Russia").await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_unknown_address_shows_the_page_for_it() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(NOWHERE)).await?;
    assert_eq!(browser.heading().await?, "Page Not Found");
    browser.mark_document().await?;
    browser.follow("All country profiles").await?;
    browser.until_heading("Country Profiles").await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_hosts_page_stays_if_there_is_no_other() -> Result<()> {
    let site = Site::newswire()?;
    send_the_front_page(&site, NOWHERE)?;
    let browser = Browser::start().await?;
    browser.open(&site.url(NOWHERE)).await?;
    assert_eq!(browser.heading().await?, "Latest News");
    assert_eq!(browser.notice(Notice::Alert).await?, "");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_failed_page_is_reported_and_can_be_retried() -> Result<()> {
    let site = Site::newswire()?;
    send_the_front_page(&site, SEED)?;
    site.host.fail(&document_of(SEED), Fault::Status(500));
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    assert_eq!(browser.heading().await?, "Latest News");
    browser.until_told(Notice::Alert, "Try again").await?;
    site.host.mend(&document_of(SEED));
    browser.follow("Try again").await?;
    browser.until_heading(HEADLINE).await
}
