//! Pages that fail to load or load incorrectly.

use anyhow::Result;
use host::Fault;
use serde_json::json;
use tests::browser::{Ability, Browser, Notice, is_left_out};
use tests::seed::HEADLINE;
use tests::site::{RUSSIA, SEED, Site, document_of};

const PROFILE: &str = "View Country Profile →";

async fn at_the_article() -> Result<(Site, Browser)> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    browser.mark_document().await?;
    Ok((site, browser))
}

/// Follows a link to a page that fails to load, repairs it, and retries. `says` is the
/// expected notice.
async fn assert_a_second_try_helps(
    browser: &Browser,
    says: &str,
    mend: impl AsyncFnOnce() -> Result<()>,
) -> Result<()> {
    browser.follow(PROFILE).await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    let alert = browser.notice(Notice::Alert).await?;
    assert!(alert.contains(says), "{alert}");
    assert!(
        alert
            .split("Try again")
            .next()
            .is_some_and(|said| said.trim().ends_with('.'))
    );
    assert_eq!(browser.notice(Notice::Status).await?, "");
    assert_eq!(browser.heading().await?, HEADLINE);
    assert_eq!(browser.address().await?, SEED);

    mend().await?;
    browser.follow("Try again").await?;
    browser.until_heading("Russia").await?;
    browser.until_nothing_told(Notice::Alert).await?;
    assert_eq!(browser.address().await?, RUSSIA);
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    assert_no_panic(browser).await
}

/// Failed requests may be on the console; a panic may not.
async fn assert_no_panic(browser: &Browser) -> Result<()> {
    let mut console = browser.console().await?;
    console.retain(|message| !message.contains("Failed to load resource"));
    assert_eq!(console, Vec::<String>::new());
    Ok(())
}

async fn assert_told(fault: Fault, says: &str) -> Result<()> {
    let (site, browser) = at_the_article().await?;
    site.host.fail(&document_of(RUSSIA), fault);
    assert_a_second_try_helps(&browser, says, async || {
        site.host.mend(&document_of(RUSSIA));
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_host_error_is_reported() -> Result<()> {
    assert_told(Fault::Status(500), "could not be loaded").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_interrupted_connection_is_reported() -> Result<()> {
    assert_told(Fault::CutOff, "the connection failed").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_refused_connection_is_reported() -> Result<()> {
    assert_told(Fault::Refuse, "the connection failed").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn being_offline_is_reported() -> Result<()> {
    if is_left_out("being offline is reported", Ability::GoOffline)? {
        return Ok(());
    }
    let (_site, browser) = at_the_article().await?;
    browser.offline(true).await?;
    assert_a_second_try_helps(&browser, "Check that you are online", async || {
        browser.offline(false).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_document_with_an_unknown_field_is_shown() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    let mut document = site.document(RUSSIA)?;
    document["correction"] = json!({ "of": ["the future"] });
    document["content"]["country"]["capital"] = json!("Moscow");
    site.replace_document(RUSSIA, &document);
    browser.follow(PROFILE).await?;
    browser.until_heading("Russia").await?;
    assert_eq!(browser.notice(Notice::Alert).await?, "");
    assert_no_panic(&browser).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_slow_page_is_announced_and_the_old_one_stays() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    site.host.fail(&document_of(RUSSIA), Fault::Hold);
    // The delay is read from the timer instead of measured.
    let note_delays = "window.delays = []; const set = window.setTimeout;
        window.setTimeout = (act, delay) => { delays.push(delay); return set(act, delay); };";
    browser.driver().execute(note_delays, Vec::new()).await?;
    browser.follow(PROFILE).await?;
    browser
        .until_told(Notice::Status, "Loading the page…")
        .await?;
    // Prefetching sets its own timer, and so does WebKit's driver.
    let delays = browser.value("delays.filter(delay => delay === 400)");
    assert_eq!(delays.await?, json!([400]));
    assert_eq!(browser.heading().await?, HEADLINE);
    assert_eq!(browser.address().await?, SEED);
    site.host.mend(&document_of(RUSSIA));
    browser.until_heading("Russia").await?;
    browser.until_nothing_told(Notice::Status).await?;
    assert_eq!(browser.console().await?, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_cached_page_is_not_announced_as_slow() -> Result<()> {
    let (_site, browser) = at_the_article().await?;
    // Visit it once, so that it is cached and shown instantly.
    browser.follow(PROFILE).await?;
    browser.until_heading("Russia").await?;
    browser.driver().back().await?;
    browser.until_heading(HEADLINE).await?;
    browser
        .driver()
        .execute(
            "window.said = [];
            new MutationObserver(() => said.push(document.querySelector('[role=status]').innerText))
                .observe(document.querySelector('[role=status]'),
                    { childList: true, subtree: true, characterData: true });",
            Vec::new(),
        )
        .await?;
    browser.follow(PROFILE).await?;
    browser.until_heading("Russia").await?;
    assert_eq!(
        browser.value("said.filter(text => text.trim())").await?,
        json!([])
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn another_link_can_be_followed_while_one_hangs() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    site.host.fail(&document_of(RUSSIA), Fault::Hold);
    browser.follow(PROFILE).await?;
    browser
        .until_told(Notice::Status, "Loading the page…")
        .await?;
    browser.follow("Chemical").await?;
    browser.until_heading("Chemical").await?;
    site.host.mend(&document_of(RUSSIA));
    // The late response is cached but changes nothing.
    browser.follow("Missile").await?;
    browser.until_heading("Missile").await?;
    assert_eq!(browser.address().await?, "/gsn/section/missile/");
    assert_eq!(browser.notice(Notice::Status).await?, "");
    Ok(())
}
