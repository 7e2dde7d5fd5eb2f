//! Narrow windows, large text, wide spacing: nothing is lost, nothing overlaps, and
//! nothing requires horizontal scrolling (WCAG 2.2, 1.4.4, 1.4.10, 1.4.12).

use anyhow::Result;
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::site::{KINDS, Site};

/// What is not seen, or seen only in another state of the page: a selector.
const UNSEEN: &str = ".skip-link, .search-label, .search-status, .nameplate-text, .spoken,
    noscript, script, template, [hidden], details:not([open]) > :not(summary)";

/// Evaluates a script that skips the elements in its argument.
async fn found_by(browser: &Browser, script: &str) -> Result<Value> {
    browser.value_with(script, vec![json!(UNSEEN)]).await
}

/// Texts that are outside the page, cut off or overlapping, and pages wider than their
/// window. Text boxes are as high as the font's tallest letters, so boxes of adjacent
/// lines may touch, but their centers may not.
const LOST: &str = "(() => {
    const found = [];
    const SCROLLS = 'table, pre, .main-navigation';
    const page = document.documentElement;
    if (page.scrollWidth > innerWidth) {
        const wide = [...document.querySelectorAll('#app *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
            .filter(element => !element.closest(SCROLLS))
            .map(element => element.outerHTML.slice(0, 80));
        found.push(`the page is ${page.scrollWidth} px wide: ${wide.slice(0, 3)}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const boxes = [];
    for (let node; node = walker.nextNode();) {
        const parent = node.parentElement;
        if (!node.data.trim() || parent.closest(arguments[0])) continue;
        if (getComputedStyle(parent).visibility === 'hidden') continue;
        const said = node.data.trim().slice(0, 40);
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width < 1) continue;
            if (box.left < -0.5 || box.right > innerWidth + 0.5) {
                const scrolls = parent.closest(SCROLLS);
                if (!scrolls) found.push(`“${said}” ends at ${box.right}`);
            }
            boxes.push({ said, node, top: box.top + box.height * 0.3,
                bottom: box.bottom - box.height * 0.3, left: box.left + 1, right: box.right - 1 });
        }
        for (let box = parent; box; box = box.parentElement) {
            const style = getComputedStyle(box);
            const cuts = style.overflowX === 'hidden' || style.overflowY === 'hidden'
                || style.textOverflow === 'ellipsis';
            if (cuts && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1))
                found.push(`“${said}” is cut off`);
        }
    }
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((box, index) => {
        for (let next = index + 1; next < boxes.length && boxes[next].top < box.bottom; next++) {
            const other = boxes[next];
            if (other.node !== box.node && other.left < box.right && other.right > box.left)
                found.push(`“${box.said}” and “${other.said}” overlap`);
        }
    });
    for (const field of document.querySelectorAll('input, button, img')) {
        const box = field.getBoundingClientRect();
        if (field.closest(SCROLLS)) continue;
        if (box.width && (box.left < -0.5 || box.right > innerWidth + 0.5))
            found.push(`${field.outerHTML.slice(0, 80)} ends at ${box.right}`);
    }
    return found;
})()";

/// The spacing of WCAG 1.4.12. The page's policy does not block style sheets constructed
/// by script.
const SPACE_OUT: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];";

async fn assert_nothing_is_lost(browser: &Browser, what: &str) -> Result<()> {
    assert_eq!(found_by(browser, LOST).await?, json!([]), "{what}");
    Ok(())
}

/// Opens a page of each kind, prepares it, and checks it at these widths.
async fn assert_on_every_kind_of_page(
    site: &Site,
    browser: &Browser,
    widths: &[u32],
    prepare: impl AsyncFn() -> Result<()>,
) -> Result<()> {
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        browser.unfold().await?;
        prepare().await?;
        for &width in widths {
            browser.resize(width, 800).await?;
            assert_nothing_is_lost(browser, &format!("{page}, {width} px")).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn in_a_narrow_window() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let widths = [320, 360, 480, 600, 768, 900, 960, 1024, 1280, 1920];
    assert_on_every_kind_of_page(&site, &browser, &widths, async || Ok(())).await
}

/// 1280 by 1024 pixels at 400 % are 320 by 256.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn at_a_zoom_of_400_percent() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.zoom(1280, 1024, 4).await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        assert_eq!(browser.number("innerWidth").await?, 320.0);
        assert_nothing_is_lost(&browser, page).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn with_text_of_twice_the_size() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_with_text_size(32).await?;
    assert_on_every_kind_of_page(&site, &browser, &[360, 768, 1280], async || {
        let size = "getComputedStyle(document.documentElement).fontSize";
        assert_eq!(browser.text(size).await?, "32px");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn with_text_spaced_out() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    assert_on_every_kind_of_page(&site, &browser, &[320, 768, 1280], async || {
        browser.driver().execute(SPACE_OUT, Vec::new()).await?;
        let spacing = "getComputedStyle(document.querySelector('main p')).wordSpacing";
        assert_ne!(browser.text(spacing).await?, "0px");
        Ok(())
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn with_the_longest_words_and_in_other_languages() -> Result<()> {
    let browser = Browser::start().await?;
    browser.resize(320, 800).await?;
    for site in [Site::hostile()?, Site::languages()?] {
        for page in site.html_files()? {
            browser.open(&site.url(&page)).await?;
            assert_nothing_is_lost(&browser, &page).await?;
        }
    }
    Ok(())
}

/// Words that are broken at the end of a line without a hyphen. Words longer than a line,
/// or kept together by no-break spaces that are, have to be broken; browsers with a
/// dictionary hyphenate them.
const BROKEN: &str = "(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node; node = walker.nextNode();) {
        const parent = node.parentElement;
        if (!node.data.trim() || parent.closest(`svg, ${arguments[0]}`)) continue;
        const { visibility, hyphens } = getComputedStyle(parent);
        if (visibility === 'hidden') continue;
        let block = parent;
        while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
        // Lines can break after these.
        for (const word of node.data.matchAll(/[^ \\t\\n\\r\\u2010-\\u2015\\/-]+/g)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const boxes = [...range.getClientRects()];
            const lines = new Set(boxes.map(box => Math.round(box.top)));
            if (lines.size < 2) continue;
            const width = boxes.reduce((sum, box) => sum + box.width, 0);
            const { paddingLeft, paddingRight } = getComputedStyle(block);
            const line = block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
            if (width > line && hyphens === 'auto') continue;
            found.push(`${word[0]} in “${parent.textContent.trim().slice(0, 40)}”`);
        }
    }
    return found;
})()";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn no_word_is_broken_without_a_hyphen() -> Result<()> {
    let site = Site::newswire()?;
    for (size, widths) in [(16, &[320, 360, 768][..]), (32, &[360, 768])] {
        let browser = Browser::start_with_text_size(size).await?;
        for page in KINDS {
            browser.open(&site.url(page)).await?;
            browser.unfold().await?;
            for &width in widths {
                browser.resize(width, 800).await?;
                let broken = found_by(&browser, BROKEN).await?;
                assert_eq!(broken, json!([]), "{page}, {width} px, {size} px text");
            }
        }
    }
    Ok(())
}

/// Verifies that the other tests can fail: each fault is reported.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn lost_text_is_found() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for (fault, says) in [
        ("minWidth = '110vw'", "px wide"),
        ("transform = 'translateX(-100vw)'", "ends at"),
        ("cssText = 'overflow: hidden; height: 8px'", "is cut off"),
        ("marginBlockStart = '-3rem'", "overlap"),
    ] {
        browser.open(&site.url("/about/")).await?;
        let style = "document.querySelector('main .running-text p + h2').style";
        browser.value(&format!("{style}.{fault}")).await?;
        let found = found_by(&browser, LOST).await?.to_string();
        assert!(found.contains(says), "{fault}: {found}");
    }
    Ok(())
}
