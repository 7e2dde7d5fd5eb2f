//! What is prefetched, and how long a page may take.

use anyhow::Result;
use host::Fault;
use serde_json::json;
use tests::browser::{Browser, Notice};
use tests::eventually;
use tests::site::{RUSSIA, SEED, Site, document_of};

/// Moves the pointer across a link to each of these pages. It stays on the last one until
/// earlier timers have fired.
const CROSS: &str = "(() => {
    for (const path of arguments[0]) {
        const link = document.createElement('a');
        link.href = path;
        document.querySelector('main').append(link);
        link.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
        link.remove();
    }
    return new Promise(resolve => setTimeout(() => resolve(null), 300));
})()";

fn documents(site: &Site) -> Vec<String> {
    let mut requests = site.host.requests();
    requests.retain(|path| path.ends_with("/index.json"));
    requests
}

async fn until_fetched(site: &Site, page: &str) -> Result<()> {
    eventually(&format!("{page} is fetched"), async || {
        Ok(documents(site).contains(&document_of(page)).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn links_merely_crossed_are_not_prefetched() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/gsn/archive/")).await?;
    site.host.clear_requests();
    let crossed: Vec<_> = site
        .newsroom
        .articles
        .iter()
        .take(40)
        .map(|article| format!("/gsn/article/{}/", article.slug))
        .chain([RUSSIA.to_owned()])
        .collect();
    browser.value_with(CROSS, vec![json!(crossed)]).await?;
    until_fetched(&site, RUSSIA).await?;
    assert_eq!(documents(&site), [document_of(RUSSIA)]);

    // A few at a time; the next one once one of them has finished.
    site.host.clear_requests();
    let slow = ["/about/", SEED];
    for page in slow {
        site.host.fail(&document_of(page), Fault::Hold);
        browser.value_with(CROSS, vec![json!([page])]).await?;
        until_fetched(&site, page).await?;
    }
    browser
        .value_with(CROSS, vec![json!(["/accessibility/"])])
        .await?;
    assert_eq!(documents(&site), slow.map(document_of));
    site.host.mend(&document_of("/about/"));
    let come = format!(
        "performance.getEntriesByName(new URL({:?}, location)).length > 0",
        document_of("/about/")
    );
    browser.until("the document has arrived", &come).await?;
    browser
        .value_with(CROSS, vec![json!(["/accessibility/"])])
        .await?;
    until_fetched(&site, "/accessibility/").await?;
    site.host.mend(&document_of(SEED));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn with_data_saver_nothing_is_prefetched() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    site.host.clear_requests();
    for connection in [
        json!({ "saveData": true, "effectiveType": "4g" }),
        json!({ "saveData": false, "effectiveType": "2g" }),
        json!({ "effectiveType": "slow-2g" }),
    ] {
        let set = "void Object.defineProperty(navigator, 'connection', {
            value: arguments[0], configurable: true,
        })";
        browser.value_with(set, vec![connection.clone()]).await?;
        browser.value_with(CROSS, vec![json!([RUSSIA])]).await?;
        assert_eq!(documents(&site), Vec::<String>::new(), "{connection}");
    }
    browser.navigate(RUSSIA).await?;
    assert_eq!(documents(&site), [document_of(RUSSIA)]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_hanging_host_is_reported_and_can_be_retried() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    browser.mark_document().await?;
    // The timeout is read when it is set, and fires at once.
    let hurry = "(() => {
        window.limits = [];
        const { timeout } = AbortSignal;
        AbortSignal.timeout = limit => { limits.push(limit); return timeout.call(AbortSignal, 600); };
    })()";
    browser.value(hurry).await?;
    site.host.fail(&document_of(RUSSIA), Fault::Hold);
    browser.follow("View Country Profile →").await?;
    browser.until_told(Notice::Alert, "taking too long").await?;
    assert_eq!(browser.value("limits[0] <= 20_000").await?, json!(true));
    assert_eq!(browser.notice(Notice::Status).await?, "");
    site.host.mend(&document_of(RUSSIA));
    browser.follow("Try again").await?;
    browser.until_heading("Russia").await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

/// Notes the headings of pages that are in the document besides the one that is shown, and how
/// many remain there.
const NOTE_PAGES: &str = "(() => {
    window.ahead = [];
    new MutationObserver(records => {
        for (const node of records.flatMap(record => [...record.addedNodes])) {
            if (node.matches?.('.page')) {
                ahead.push(node.querySelector('h1'));
                window.pages = document.querySelectorAll('main').length;
            }
        }
    }).observe(document.querySelector('.page').parentElement, { childList: true });
})()";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_page_of_a_link_is_built_ahead() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    browser.value(NOTE_PAGES).await?;
    let heading = browser.heading().await?;
    for page in ["/about/", RUSSIA] {
        browser.value_with(CROSS, vec![json!([page])]).await?;
    }
    browser
        .until("both pages are built", "ahead.length === 2")
        .await?;
    assert_eq!(browser.number("pages").await?, 1.0);
    assert_eq!(browser.heading().await?, heading);

    browser.navigate(RUSSIA).await?;
    let shown = "document.querySelector('main:not(.leaving) h1')";
    let was_built = format!("ahead[1] === {shown}");
    assert_eq!(browser.value(&was_built).await?, json!(true));
    browser.until_focus_on_heading().await?;

    // The page that the reader rested on is not the one that they go to, and once shown, a
    // page is built again.
    browser.value_with(CROSS, vec![json!([SEED])]).await?;
    browser
        .until("another is built", "ahead.length === 3")
        .await?;
    browser.navigate("/about/").await?;
    browser.navigate(SEED).await?;
    assert_eq!(browser.heading().await?, heading);
    browser.go_back().await?;
    browser.until_heading("About This Newswire").await?;
    Ok(())
}
