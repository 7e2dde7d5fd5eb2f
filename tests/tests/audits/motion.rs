//! Nothing moves if the reader prefers reduced motion.

use anyhow::Result;
use serde_json::json;
use tests::browser::Browser;
use tests::site::{KINDS, NOWHERE, Site};

/// Elements that move now or have a style that would move them.
const MOVING: &str = "document.getAnimations().map(animation => String(animation.effect?.target))
    .concat([...document.querySelectorAll('*')].flatMap(element =>
        ['', '::before', '::after'].flatMap(part => {
            const style = getComputedStyle(element, part || undefined);
            const moves = style.transitionDuration.split(', ').some(time => time !== '0s')
                || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
            return moves ? [element.outerHTML.slice(0, 100) + part] : [];
        })))";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nothing_moves_with_reduced_motion() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser
        .emulate_media("prefers-reduced-motion", "reduce")
        .await?;
    browser.open(&site.url(NOWHERE)).await?;
    for page in KINDS.into_iter().filter(|page| *page != NOWHERE) {
        browser.navigate(page).await?;
        assert_eq!(browser.value(MOVING).await?, json!([]), "{page}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_movement_is_found() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/")).await?;
    browser
        .value("document.querySelector('h1').style.transition = 'color 1s'")
        .await?;
    let moving = browser.value(MOVING).await?;
    assert_eq!(moving.as_array().map(Vec::len), Some(1), "{moving}");
    Ok(())
}
