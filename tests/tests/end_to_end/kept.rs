//! What the reader has typed, read and chosen is kept.

use anyhow::Result;
use host::Fault;
use serde_json::json;
use tests::browser::{Browser, Notice};
use tests::seed::HEADLINE;
use tests::site::{RUSSIA, SEED, Site, document_of};
use thirtyfour::prelude::*;

const PROFILE: &str = "View Country Profile →";

async fn at_the_article() -> Result<(Site, Browser)> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    // Small enough that every page scrolls.
    browser.resize(800, 400).await?;
    browser.open(&site.url(SEED)).await?;
    browser.mark_document().await?;
    Ok((site, browser))
}

/// Follows a link to a page that does not load until it is repaired.
async fn wait_for_the_profile(site: &Site, browser: &Browser) -> Result<()> {
    site.host.fail(&document_of(RUSSIA), Fault::Hold);
    browser.follow(PROFILE).await?;
    browser
        .until_told(Notice::Status, "Loading the page…")
        .await
}

/// Repairs the page, waits until it has loaded, and checks that it is not shown.
async fn assert_given_up(site: &Site, browser: &Browser) -> Result<()> {
    browser.until_nothing_told(Notice::Status).await?;
    site.host.mend(&document_of(RUSSIA));
    let come = format!(
        "performance.getEntriesByName(new URL({:?}, location)).length > 0",
        document_of(RUSSIA)
    );
    browser.until("the document has arrived", &come).await?;
    // The app processes it before showing a page requested later.
    assert_eq!(browser.heading().await?, HEADLINE);
    assert!(browser.address().await?.starts_with(SEED));
    browser.navigate("/about/").await?;
    browser.until_heading("About This Newswire").await?;
    browser.go_back().await?;
    browser.until_heading(HEADLINE).await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

/// The search box's text, its caret, and whether it has focus.
const TYPED: &str = "(() => {
    const box = document.getElementById('search');
    return [box.value, box.selectionStart, document.activeElement === box];
})()";

async fn type_with_the_caret_inside(browser: &Browser) -> Result<()> {
    let search = browser.driver().find(By::Id("search")).await?;
    search.click().await?;
    browser.press("antimissile").await?;
    browser.press(Key::Left + Key::Left).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn text_typed_before_the_program_has_loaded_is_kept() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for page in [SEED, "/gsn/archive/", "/search/?q=sarin"] {
        site.host.fail(&site.wasm(), Fault::Hold);
        browser.mark_document().await?;
        let load = format!("void (location.href = {:?})", site.url(page));
        browser.value(&load).await?;
        let there = "!window.sameDocument && document.readyState !== 'loading'
            && document.getElementById('search') !== null";
        browser.until("the search box is there", there).await?;
        type_with_the_caret_inside(&browser).await?;
        site.host.mend(&site.wasm());
        browser.hydrated().await?;
        assert_eq!(
            browser.value(TYPED).await?,
            json!(["antimissile", 9, true]),
            "{page}"
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn text_typed_while_a_page_loads_is_kept() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    wait_for_the_profile(&site, &browser).await?;
    type_with_the_caret_inside(&browser).await?;
    site.host.mend(&document_of(RUSSIA));
    browser.until_heading("Russia").await?;
    browser
        .until("the page is at the top", "scrollY === 0")
        .await?;
    assert_eq!(browser.value(TYPED).await?, json!(["antimissile", 9, true]));
    // The query changes to it, and it is cleared with the next page.
    browser.press(Key::Enter).await?;
    browser.until_heading("Search: antimissile").await?;
    browser.navigate("/about/").await?;
    assert_eq!(browser.value(TYPED).await?[0], json!(""));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_position_is_kept_with_storage_blocked() -> Result<()> {
    let (_site, browser) = at_the_article().await?;
    // Not `window.sessionStorage`, which WebKit does not let scripts redefine.
    let refuse = "['getItem', 'setItem'].forEach(method => {
        Storage.prototype[method] = () => {
            throw new DOMException('refused', 'SecurityError');
        };
    })";
    browser.value(refuse).await?;
    let link = browser.link(PROFILE).await?;
    link.scroll_into_view().await?;
    let scroll = browser.number("scrollY").await?;
    assert!(scroll > 0.0, "the page is too short to be scrolled");
    link.click().await?;
    browser.until_heading("Russia").await?;
    browser.driver().back().await?;
    browser.until_heading(HEADLINE).await?;
    let scrolled = format!("Math.abs(scrollY - {scroll}) <= 1");
    browser
        .until("the page is scrolled as it was", &scrolled)
        .await?;
    assert_eq!(browser.focused_text().await?.trim(), PROFILE);
    Ok(())
}

/// A hidden tab may be discarded without an event.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_position_is_kept_in_a_discarded_tab() -> Result<()> {
    let (_site, browser) = at_the_article().await?;
    let hide = "(hidden => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    })";
    browser.value("scrollTo(0, 120)").await?;
    browser.value(&format!("{hide}(true)")).await?;
    assert_eq!(browser.text("history.scrollRestoration").await?, "auto");
    browser.value(&format!("{hide}(false)")).await?;
    assert_eq!(browser.text("history.scrollRestoration").await?, "manual");
    browser.value(&format!("{hide}(true)")).await?;
    browser
        .value("addEventListener('pagehide', event => event.stopImmediatePropagation(), true)")
        .await?;
    browser.driver().refresh().await?;
    browser.hydrated().await?;
    browser
        .until(
            "the page is scrolled as it was",
            "Math.abs(scrollY - 120) <= 1",
        )
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn escape_cancels_a_navigation() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    wait_for_the_profile(&site, &browser).await?;
    browser.press(Key::Escape).await?;
    assert_given_up(&site, &browser).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn escape_cancels_going_back_too() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(RUSSIA)).await?;
    browser.navigate(SEED).await?;
    browser.mark_document().await?;
    // After a new publication, cached pages are requested again.
    site.host.fail(&document_of(RUSSIA), Fault::Hold);
    browser
        .value("window.dispatchEvent(new Event('newswire:published'))")
        .await?;
    browser.go_back().await?;
    browser
        .until_told(Notice::Status, "Loading the page…")
        .await?;
    browser.press(Key::Escape).await?;
    browser
        .until(
            "the address is that of the page",
            "location.pathname.startsWith('/gsn/article/')",
        )
        .await?;
    assert_given_up(&site, &browser).await
}

/// So does a link that is not to one of the app's pages.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn another_link_cancels_a_navigation() -> Result<()> {
    let (site, browser) = at_the_article().await?;
    wait_for_the_profile(&site, &browser).await?;
    let click = "(() => {
        const link = document.createElement('a');
        link.href = '#main-content';
        document.querySelector('main').append(link);
        link.click();
        link.remove();
    })()";
    browser.value(click).await?;
    assert_given_up(&site, &browser).await
}
