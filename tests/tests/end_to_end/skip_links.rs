//! The four links at the start of the page.

use anyhow::Result;
use tests::browser::Browser;
use tests::site::{SEED, Site};
use thirtyfour::Key;

const LINKS: [(&str, &str); 4] = [
    ("Jump to search", "search"),
    ("Jump to main navigation", "main-navigation"),
    ("Jump to main content", "main-content"),
    ("Jump to footer navigation", "footer-navigation"),
];

async fn assert_they_work(browser: &Browser, site: &Site) -> Result<()> {
    for (index, (text, target)) in LINKS.into_iter().enumerate() {
        browser.load(&site.url(SEED)).await?;
        for _ in 0..=index {
            browser.press(Key::Tab).await?;
        }
        assert_eq!(browser.focused_text().await?, text);
        browser.until_focus_is_seen(&format!("“{text}”")).await?;
        browser.press(Key::Enter).await?;
        browser
            .until(
                "the focus has moved",
                &format!("document.activeElement.id === {target:?}"),
            )
            .await?;
        // The keyboard continues from there, not from the top.
        browser.press(Key::Tab).await?;
        browser
            .until(
                "the next tab stop is in or after the target",
                &format!(
                    "!!(document.getElementById({target:?})
                        .compareDocumentPosition(document.activeElement) & 4)"
                ),
            )
            .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn they_are_the_first_tab_stops_become_visible_and_move_focus() -> Result<()> {
    let site = Site::newswire()?;
    assert_they_work(&Browser::start().await?, &site).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn they_do_so_without_scripts() -> Result<()> {
    let site = Site::newswire()?;
    assert_they_work(&Browser::start_without_scripts().await?, &site).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn they_do_so_after_a_navigation() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/")).await?;
    browser.mark_document().await?;
    browser.follow("Country Profiles").await?;
    browser.until_heading("Country Profiles").await?;
    for (text, target) in LINKS {
        let link = format!(
            "[...document.querySelectorAll('.skip-link')].find(a => a.textContent === {text:?})"
        );
        browser.value(&format!("{link}.focus()")).await?;
        browser.press(Key::Enter).await?;
        browser
            .until(
                "the focus has moved",
                &format!("document.activeElement.id === {target:?}"),
            )
            .await?;
    }
    assert!(browser.is_marked_document().await?);
    assert_eq!(browser.heading().await?, "Country Profiles");
    Ok(())
}
