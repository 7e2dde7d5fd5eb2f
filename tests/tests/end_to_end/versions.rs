//! What changed in an article since it was published.

use anyhow::Result;
use serde_json::json;
use tests::browser::Browser;
use tests::site::Site;

/// How many words are marked as deleted and as inserted, to the eye and to the ear.
const MARKED: &str = "['del', 'ins'].map(name => {
    const marks = [...document.querySelectorAll(`main p:not(.hint) ${name}`)];
    const said = name === 'del' ? '[deleted: ' : '[inserted: ';
    return marks.length > 0 && marks.every(mark =>
        mark.querySelector('.spoken').textContent === said
            && getComputedStyle(mark).textDecorationLine !== 'none');
})";

/// Waits until the page is shown and the app has started, which scrolls to where the reader was
/// before: a link must not move while it is clicked. WebKit shows a page that was left earlier
/// as it was then.
async fn until_heading_starts(browser: &Browser, start: &str) -> Result<()> {
    let starts =
        format!("document.querySelector('h1')?.textContent.startsWith({start:?}) === true");
    browser
        .until(&format!("“{start}” is shown"), &starts)
        .await?;
    browser.hydrated().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn readers_see_what_changed_between_any_two_versions() -> Result<()> {
    let site = Site::languages()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/gsn/article/quotations/")).await?;
    browser.follow("Version history").await?;
    until_heading_starts(&browser, "Versions of “").await?;
    assert_eq!(browser.value(MARKED).await?, json!([true, true]));

    browser.follow("version 1").await?;
    until_heading_starts(&browser, "Versions 1 and ").await?;
    assert_eq!(browser.value(MARKED).await?, json!([true, true]));

    browser.go_back().await?;
    until_heading_starts(&browser, "Versions of “").await?;
    // In the breadcrumb.
    browser.follow("Article").await?;
    browser
        .until_heading("Two Treaties and Their Authentic Texts")
        .await?;
    assert_eq!(browser.console().await?, Vec::<String>::new());
    Ok(())
}
