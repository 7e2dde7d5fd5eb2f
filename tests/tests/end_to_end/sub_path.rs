//! The site in a folder of its host.

use anyhow::Result;
use tests::browser::Browser;
use tests::seed::{HEADLINE, assert_reads_as_the_seed};
use tests::site::{KINDS, NOWHERE, RUSSIA, SEED, Site, document_of};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_whole_site_works_under_a_sub_path() -> Result<()> {
    let site = Site::below("/newswire/")?;
    let browser = Browser::start().await?;
    for page in KINDS.into_iter().filter(|page| *page != NOWHERE) {
        browser.open(&site.url(page)).await?;
        assert_eq!(browser.console().await?, Vec::<String>::new(), "{page}");
        let outside = browser
            .value(
                "[...document.querySelectorAll('a[href]')]
                .map(link => new URL(link.getAttribute('href'), location))
                .filter(link => link.origin === location.origin)
                .map(link => link.pathname)
                .filter(path => !path.startsWith('/newswire/'))",
            )
            .await?;
        assert_eq!(outside, serde_json::json!([]), "{page}");
    }

    browser.open(&site.url(SEED)).await?;
    browser.mark_document().await?;
    assert_reads_as_the_seed(&browser.html().await?);
    site.host.clear_requests();
    browser.follow("View Country Profile →").await?;
    browser.until_heading("Russia").await?;
    assert_eq!(browser.address().await?, format!("/newswire{RUSSIA}"));
    assert!(site.host.requests().contains(&document_of(RUSSIA)));

    browser.follow("Global Security Newswire").await?;
    browser.until_heading("Latest News").await?;
    assert_eq!(browser.address().await?, "/newswire/");
    browser.driver().back().await?;
    browser.until_heading("Russia").await?;
    browser.driver().back().await?;
    browser.until_heading(HEADLINE).await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    assert_eq!(site.host.strays(), Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_scripts_its_links_lead_to_its_pages() -> Result<()> {
    let site = Site::below("/newswire/")?;
    let browser = Browser::start_without_scripts().await?;
    browser.load(&site.url(SEED)).await?;
    assert_reads_as_the_seed(&browser.html().await?);
    browser.follow("View Country Profile →").await?;
    browser.until_heading("Russia").await?;
    browser.follow("Country Profiles").await?;
    browser.until_heading("Country Profiles").await?;
    assert_eq!(site.host.strays(), Vec::<String>::new());
    Ok(())
}
