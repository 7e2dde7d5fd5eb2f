//! Keyboard only: Tab, Shift+Tab, Enter and Space.

use anyhow::{Result, ensure};
use host::Fault;
use serde_json::json;
use tests::browser::{Browser, FOCUS_IS_SEEN, Notice};
use tests::seed::HEADLINE;
use tests::site::{KINDS, RUSSIA, SEED, Site, document_of};
use thirtyfour::prelude::*;

/// All tab stops, in document order.
const STOPS: &str = "[...document.querySelectorAll(
        'a[href], button, input, select, summary, [tabindex=\"0\"]')]
    .filter(element => element.checkVisibility({ visibilityProperty: true }))";

/// The direction of Tab.
#[derive(Clone, Copy)]
enum Tab {
    Forward,
    Back,
}

impl Tab {
    async fn press(self, browser: &Browser) -> Result<()> {
        match self {
            Self::Forward => browser.press(Key::Tab).await,
            Self::Back => {
                let chain = browser.keys().key_down(Key::Shift).send_keys(Key::Tab);
                Ok(chain.key_up(Key::Shift).perform().await?)
            }
        }
    }

    /// Presses Tab until the focused element's text ends with this.
    async fn to(self, browser: &Browser, text: &str) -> Result<()> {
        let stops = browser.number(&format!("{STOPS}.length")).await?;
        for _ in 0..=stops as u32 {
            if browser.focused_text().await?.ends_with(text) {
                return Ok(());
            }
            self.press(browser).await?;
        }
        anyhow::bail!("Tab never comes to “{text}”")
    }
}

/// From now on, notes which tab stops receive the focus, and which of them are out of sight
/// when Tab is pressed again: by then, the page has scrolled to them.
const NOTE_STOPS: &str = "(() => {
    window.stops = STOPS;
    window.visited = [];
    window.unseen = [];
    addEventListener('focusin', event => visited.push(stops.indexOf(event.target)));
    addEventListener('keydown', event => {
        const at = stops.indexOf(document.activeElement);
        if (event.key === 'Tab' && at >= 0 && !FOCUS_IS_SEEN) unseen.push(at);
    }, true);
    return stops.length;
})()";

/// Presses Tab from the start of the page to its last stop, and returns how often: a date
/// field has several stops of its own.
async fn traverse(browser: &Browser, page: &str, stops: usize) -> Result<usize> {
    let mut presses = 0;
    let mut reached = 0;
    while reached < stops {
        // All at once: one at a time, each press takes as long as a click.
        let left = stops - reached;
        let tabs = (0..left).fold(browser.keys(), |tabs, _| tabs.send_keys(Key::Tab));
        tabs.perform().await?;
        presses += left;
        let now = browser.number("(visited.at(-1) ?? -1) + 1").await? as usize;
        ensure!(now > reached, "Tab stays at stop {reached} of {page}");
        reached = now;
    }
    let last = format!("the last stop of {page} is in sight");
    browser.until_focus_is_seen(&last).await?;
    Ok(presses)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn tab_traverses_every_page_in_both_directions() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        let note = NOTE_STOPS
            .replace("STOPS", STOPS)
            .replace("FOCUS_IS_SEEN", FOCUS_IS_SEEN);
        let stops = browser.number(&note).await? as usize;
        assert!(stops > 10, "{page}");
        let presses = traverse(&browser, page, stops).await?;

        let back = browser.keys().key_down(Key::Shift);
        let back = (1..presses).fold(back, |back, _| back.send_keys(Key::Tab));
        back.key_up(Key::Shift).perform().await?;
        let first = "document.activeElement === stops[0]";
        browser.until(&format!("{page}, back"), first).await?;
        let expected: Vec<_> = (0..stops).chain((0..stops - 1).rev()).collect();
        assert_eq!(browser.value("visited").await?, json!(expected), "{page}");
        // WebKit scrolls a little later than it moves the focus.
        let unseen: Vec<usize> = serde_json::from_value(browser.value("unseen").await?)?;
        for stop in unseen {
            ensure!(stop > 0, "the first stop of {page} is not in sight");
            browser
                .value(&format!("stops[{}].focus()", stop - 1))
                .await?;
            browser.press(Key::Tab).await?;
            let is_seen = format!("document.activeElement === stops[{stop}] && {FOCUS_IS_SEEN}");
            let what = format!("stop {stop} of {page} is in sight");
            browser.until(&what, &is_seen).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn focus_is_never_lost_while_navigating() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    browser.mark_document().await?;

    Tab::Forward.to(&browser, "View Country Profile →").await?;
    browser.press(Key::Enter).await?;
    browser.until_heading("Russia").await?;
    browser.until_focus_on_heading().await?;

    // From the heading, Tab continues into the text, not at the top of the page.
    browser.press(Key::Tab).await?;
    let in_or_after = "!!(document.querySelector('h1')
        .compareDocumentPosition(document.activeElement) & 4)";
    assert_eq!(browser.value(in_or_after).await?, json!(true));

    browser.driver().back().await?;
    browser.until_heading(HEADLINE).await?;
    browser
        .until(
            "the focus is on the link",
            "document.activeElement.matches('.country-card a')",
        )
        .await?;

    site.host.fail(&document_of("/about/"), Fault::Status(500));
    Tab::Forward.to(&browser, "About").await?;
    browser.press(Key::Enter).await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    assert_eq!(browser.focused_text().await?, "About", "the focus stays");
    Tab::Forward.to(&browser, "Try again").await?;
    browser
        .driver()
        .execute("document.activeElement.dataset.old = ''", Vec::new())
        .await?;
    browser.press(Key::Enter).await?;
    let told_again = "document.activeElement.matches('[role=alert] a:not([data-old])')";
    browser
        .until("the retry link has focus", told_again)
        .await?;
    site.host.mend(&document_of("/about/"));
    browser.press(Key::Enter).await?;
    browser.until_focus_on_heading().await?;
    assert_eq!(browser.address().await?, "/about/");
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn space_presses_the_button_of_the_search_form() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    browser.mark_document().await?;
    Tab::Forward.to(&browser, "About").await?;
    Tab::Back.to(&browser, "Jump to search").await?;
    browser.press(Key::Enter).await?;
    browser
        .until(
            "the focus is in the field",
            "document.activeElement.matches('input')",
        )
        .await?;
    browser.press("treaty").await?;
    let is_typed = "document.activeElement.value === 'treaty'";
    browser.until("it is typed", is_typed).await?;
    browser.press(Key::Tab).await?;
    assert_eq!(browser.focused_text().await?, "Search");
    // Space presses buttons.
    browser.press(Key::Space).await?;
    browser.until_heading("Search: treaty").await?;
    browser.until_focus_on_heading().await?;
    assert_eq!(browser.address().await?, "/search/?q=treaty");
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_title_changes_before_the_focus_moves() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let note = "addEventListener('focusin', event => window.noted =
        [event.target.textContent, document.title, location.pathname])";
    browser.driver().execute(note, Vec::new()).await?;
    browser.navigate(RUSSIA).await?;
    let expected = json!(["Russia", "Russia | Global Security Newswire", RUSSIA]);
    assert_eq!(browser.value("noted").await?, expected);
    Ok(())
}
