//! The style of other kinds of pages, which is loaded with the first page that may need it.

use anyhow::Result;
use host::Fault;
use tests::browser::{Browser, Notice};
use tests::seed::HEADLINE;
use tests::site::{RUSSIA, SEED, Site};

const PROFILE: &str = "View Country Profile →";

/// Whether the style applies.
const APPLIES: &str =
    "document.querySelector('link[rel=stylesheet]').sheet?.media.mediaText === 'all'";

async fn at_the_article() -> Result<(Site, Browser)> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    Ok((site, browser))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_is_shown_with_its_style() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    site.host.fail(&site.style(), Fault::Hold);
    browser.follow(PROFILE).await?;
    browser.until_told(Notice::Status, "Loading").await?;
    assert_eq!(browser.heading().await?, HEADLINE);
    assert_eq!(browser.address().await?, SEED);

    site.host.mend(&site.style());
    browser.until_heading("Russia").await?;
    assert_eq!(browser.value(APPLIES).await?, true);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_style_that_fails_keeps_no_page_from_readers() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    site.host.fail(&site.style(), Fault::Status(500));
    browser.follow(PROFILE).await?;
    browser.until_heading("Russia").await?;
    assert_eq!(browser.address().await?, RUSSIA);
    assert_eq!(browser.value(APPLIES).await?, false);

    // The next page tries again.
    site.host.mend(&site.style());
    browser.navigate("/country-profiles/").await?;
    browser.until_heading("Country Profiles").await?;
    browser.until("the style applies", APPLIES).await
}

/// Firefox would fetch no document while a style sheet that applies is on its way.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_style_that_never_ends_keeps_no_page_from_readers() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    for fault in [Fault::Hold, Fault::Stall] {
        browser.open(&site.url(SEED)).await?;
        site.host.fail(&site.style(), fault);
        browser.follow(PROFILE).await?;
        browser.until_heading("Russia").await?;
        assert_eq!(browser.notice(Notice::Alert).await?, "");
        site.host.mend(&site.style());
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_search_box_loads_the_style_of_its_suggestions() -> Result<()> {
    let (_site, browser) = at_the_article().await?;
    assert_eq!(browser.value(APPLIES).await?, false);
    browser
        .value("document.querySelector('[name=q]').focus()")
        .await?;
    browser.until("the style applies", APPLIES).await
}
