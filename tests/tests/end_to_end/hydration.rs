//! The app takes over the published page unchanged.

use anyhow::Result;
use host::Fault;
use serde_json::json;
use tests::browser::Browser;
use tests::site::{KINDS, NOWHERE, SEED, Site};

const APP: &str = "document.getElementById('app').outerHTML";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn hydration_changes_nothing_and_logs_nothing() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    // The search program renders the results.
    let pages = KINDS
        .into_iter()
        .filter(|page| !page.starts_with("/search/"));
    for page in pages.chain(["/404.html"]) {
        site.host.fail(&site.script(), Fault::Status(404));
        browser.load(&site.url(page)).await?;
        let published = browser.text(APP).await?;
        site.host.mend(&site.script());
        browser.console().await?;

        browser.open(&site.url(page)).await?;
        assert_eq!(browser.text(APP).await?, published, "{page}");
        let console = messages(&browser, page).await?;
        assert!(console.is_empty(), "{page}: {console:#?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_app_renders_documents_like_the_press() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/404.html")).await?;
    browser.mark_document().await?;
    let pages = KINDS
        .into_iter()
        .filter(|page| !page.starts_with("/search/"));
    for page in pages.filter(|page| *page != NOWHERE) {
        browser.navigate(page).await?;
        browser.hydrated().await?;
        // Except for hydration markers, which are invisible.
        let same = "fetch(location).then(answer => answer.text()).then(html => {
            const [published, shown] = [new DOMParser().parseFromString(html, 'text/html'), document]
                .map(page => page.querySelector('.page').cloneNode(true))
                .map(page => {
                    const marks = document.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
                    const found = [];
                    while (marks.nextNode()) found.push(marks.currentNode);
                    found.forEach(mark => mark.remove());
                    page.normalize();
                    return page;
                });
            return published.isEqualNode(shown);
        })";
        assert_eq!(browser.value(same).await?, json!(true), "{page}");
    }
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn following_links_logs_nothing_either() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    for (link, heading) in [
        ("View Country Profile →", "Russia"),
        ("Country Profiles", "Country Profiles"),
        ("Missile", "Missile"),
        ("About", "About"),
        ("Global Security Newswire", "Latest News"),
    ] {
        browser.follow(link).await?;
        browser
            .until(
                &format!("“{heading}” is shown"),
                &format!("document.querySelector('h1').textContent.startsWith({heading:?})"),
            )
            .await?;
    }
    assert_eq!(browser.console().await?, Vec::<String>::new());
    Ok(())
}

/// The console messages for a page, except for a missing page's status 404, which is
/// expected.
async fn messages(browser: &Browser, page: &str) -> Result<Vec<String>> {
    let mut console = browser.console().await?;
    if page == NOWHERE {
        let status = format!(
            "{NOWHERE} - Failed to load resource: the server responded with a status of 404"
        );
        console.retain(|message| !message.contains(&status));
    }
    Ok(console)
}
