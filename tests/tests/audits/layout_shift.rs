//! Nothing shifts while a page loads and the app starts.

use anyhow::Result;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::site::{KINDS, Site};

/// The layout shifts since the load began, including those before this is called.
const SHIFTS: &str = "new Promise(resolve => {
    const observer = new PerformanceObserver(list => resolve(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    // Without any shifts, the observer is never called.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords())));
}).then(entries => entries.filter(entry => !entry.hadRecentInput).map(entry =>
    `${entry.value}: ${entry.sources.map(source =>
        source.node?.outerHTML?.slice(0, 80) ?? source.node?.data).join()}`))";

/// Loads a page and returns the layout shifts until it is complete.
async fn shifts(site: &Site, browser: &Browser, page: &str) -> Result<Value> {
    browser.open(&site.url(page)).await?;
    browser.painted().await?;
    browser.value(SHIFTS).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nothing_shifts_while_a_page_loads() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let mut found = Vec::new();
    for width in [360, 1280] {
        browser.resize(width, 800).await?;
        for page in KINDS {
            let shifted = shifts(&site, &browser, page).await?;
            if shifted != json!([]) {
                found.push(format!("{page}, {width} px: {shifted}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Verifies that the other test can fail: content that loads late and takes up space is
/// reported.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_shift_is_found() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let insert = "const late = document.createElement('p');
        late.textContent = 'Late';
        document.querySelector('main').prepend(late);";
    browser.open(&site.url("/about/")).await?;
    browser.painted().await?;
    browser.driver().execute(insert, Vec::new()).await?;
    browser.painted().await?;
    let shifted = browser.value(SHIFTS).await?;
    assert_ne!(shifted, json!([]));
    Ok(())
}
