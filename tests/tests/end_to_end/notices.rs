//! The failure notice, and how readers dismiss it.

use anyhow::Result;
use host::Fault;
use tests::browser::{Browser, Notice};
use tests::site::{RUSSIA, SEED, Site, document_of};
use thirtyfour::prelude::*;

const PROFILE: &str = "View Country Profile →";

async fn with_a_failure() -> Result<(Site, Browser)> {
    let site = Site::newswire()?;
    site.host.fail(&document_of(RUSSIA), Fault::Status(503));
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    browser.follow(PROFILE).await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    Ok((site, browser))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_notice_can_be_closed() -> Result<()> {
    let (_site, browser) = with_a_failure().await?;
    let close = browser
        .driver()
        .find(By::Css("[role=alert] button"))
        .await?;
    assert_eq!(close.text().await?, "Close");
    close.focus().await?;
    browser.press(Key::Enter).await?;
    browser.until_nothing_told(Notice::Alert).await?;
    assert_eq!(browser.focused_text().await?.trim(), PROFILE);
    browser.until_focus_is_seen("the link").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn escape_closes_the_notice_from_anywhere() -> Result<()> {
    let (_site, browser) = with_a_failure().await?;
    browser.link("Try again").await?.focus().await?;
    browser.press(Key::Escape).await?;
    browser.until_nothing_told(Notice::Alert).await?;
    assert_eq!(browser.focused_text().await?.trim(), PROFILE);

    browser.follow(PROFILE).await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    let link = browser.link("Missile").await?;
    link.focus().await?;
    browser.press(Key::Escape).await?;
    browser.until_nothing_told(Notice::Alert).await?;
    assert_eq!(browser.focused_text().await?.trim(), "Missile");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_notice_moves_the_page_instead_of_covering_it() -> Result<()> {
    let site = Site::newswire()?;
    site.host.fail(&document_of(RUSSIA), Fault::Status(503));
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    // The reader is in the middle of the text.
    let follow = "(() => {
        window.passage = [...document.querySelectorAll('.running-text > p:not([class])')].pop();
        scrollTo(0, passage.offsetTop - 10);
        window.before = [scrollY, passage.getBoundingClientRect().top];
        document.querySelector('.country-card-link').click();
    })()";
    browser.value(follow).await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    let moved = "(() => {
        const notice = document.querySelector('[role=alert] > *').getBoundingClientRect();
        const passage = window.passage.getBoundingClientRect();
        return notice.top >= 0 && scrollY === before[0]
            && passage.top - before[1] >= notice.height && passage.top >= notice.bottom;
    })()";
    browser.until("the text is below the notice", moved).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_focus_stays_in_sight_when_the_notice_moves_the_page() -> Result<()> {
    let site = Site::newswire()?;
    site.host.fail(&document_of(RUSSIA), Fault::Status(503));
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let follow = "(() => {
        const link = document.querySelector('.country-card-link');
        link.scrollIntoView({ block: 'end' });
        link.focus();
        link.click();
    })()";
    browser.value(follow).await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    browser.until_focus_is_seen("the link").await
}

/// All tab stops.
const STOPS: &str = "[...document.querySelectorAll(
        'a[href], button, input, select, summary, [tabindex=\"0\"]')]
    .filter(element => element.checkVisibility({ visibilityProperty: true })).length";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_notice_never_covers_the_focus() -> Result<()> {
    let (_site, browser) = with_a_failure().await?;
    for width in [1280, browser.phone_width()] {
        browser.resize(width, 740).await?;
        let stops = browser.number(STOPS).await? as u32;
        assert!(stops > 20, "{stops} stops");
        browser
            .value("document.querySelector('.skip-link').focus()")
            .await?;
        for stop in 1..stops {
            browser.press(Key::Tab).await?;
            let what = format!("stop {stop} at {width} pixels");
            browser.until_focus_is_seen(&what).await?;
        }
    }
    Ok(())
}
