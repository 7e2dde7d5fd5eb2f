//! Pointer targets are large enough (WCAG 2.2, 2.5.5 and 2.5.8).

use anyhow::Result;
use serde_json::json;
use tests::browser::Browser;
use tests::site::{KINDS, Site};

/// Links, buttons and fields that are too small. A target alone in its block needs 44 by
/// 44 CSS pixels, others 24 by 24. Links in a sentence may be as high as their line.
const TOO_SMALL: &str = "[...document.querySelectorAll(
        'a[href], button, input:not([type=hidden]), select, summary')]
    .filter(target => target.checkVisibility() && !target.matches('.running-text a'))
    .flatMap(target => {
        let block = target;
        while (getComputedStyle(block).display.startsWith('inline') && !block.matches('button, input, select, summary'))
            block = block.parentElement;
        const alone = block.matches('button, input, select, summary')
            || block.innerText.trim() === target.innerText.trim();
        const sentence = !alone && block.matches('p') && !block.matches('.article-facts, .masthead *');
        // A checkbox's label is part of its target.
        const hit = target.matches('[type=checkbox]') ? target.closest('label') : target;
        const box = hit.getBoundingClientRect();
        const least = sentence ? 0 : alone ? 44 : 24;
        return Math.round(box.width) >= Math.min(least, 24) && Math.round(box.height) >= least
            ? [] : [`${target.outerHTML.slice(0, 120)} is ${box.width} by ${box.height}`];
    })";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn targets_are_large_enough() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        browser.unfold().await?;
        for width in [360, 1280] {
            browser.resize(width, 800).await?;
            let small = browser.value(TOO_SMALL).await?;
            assert_eq!(small, json!([]), "{page}, {width} px");
        }
    }
    Ok(())
}
