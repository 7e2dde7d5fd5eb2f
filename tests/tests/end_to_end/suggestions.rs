//! Suggestions in the search box, by keyboard and pointer, and the shortcut key.

use anyhow::Result;
use serde_json::json;
use tests::browser::Browser;
use tests::seed::HEADLINE;
use tests::site::{RUSSIA, SEED, Site};
use thirtyfour::prelude::*;

const BOX: &str = "document.getElementById('search')";

/// The text of the active suggestion.
const ACTIVE: &str = "(document.getElementById(
    document.getElementById('search').getAttribute('aria-activedescendant'))?.innerText ?? '')";

async fn at(page: &str) -> Result<(Site, Browser)> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(page)).await?;
    browser.mark_document().await?;
    Ok((site, browser))
}

/// Types into the search box and waits until the list is open.
pub async fn suggest(browser: &Browser, typed: &str) -> Result<()> {
    let field = browser.driver().find(By::Id("search")).await?;
    field.click().await?;
    // Loaded when the box gets focus.
    browser
        .until(
            "suggestions can be made",
            &format!(
                "{BOX}.role === 'combobox'
            || {BOX}.getAttribute('role') === 'combobox'"
            ),
        )
        .await?;
    field.send_keys(typed).await?;
    browser
        .until("there are suggestions", &format!("{BOX}.getAttribute('aria-expanded') === 'true'
            && document.getElementById({BOX}.getAttribute('aria-controls')).checkVisibility?.() !== false"))
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn arrows_move_through_the_list_and_enter_opens_the_page() -> Result<()> {
    let (_site, browser) = at("/about/").await?;
    suggest(&browser, "rus").await?;
    assert_eq!(browser.text(ACTIVE).await?, "");
    browser.press(Key::Down).await?;
    assert_eq!(browser.text(ACTIVE).await?, "Russia");
    let selected = "[...document.querySelectorAll('[role=option][aria-selected=true]')]
        .map(it => it.innerText)";
    assert_eq!(browser.value(selected).await?, json!(["Russia"]));
    browser.press(Key::Down).await?;
    let second = browser.text(ACTIVE).await?;
    assert_ne!(second, "Russia");
    browser.press(Key::Up).await?;
    browser.press(Key::Up).await?;
    // Moving up from the first suggestion returns to the box, then to the last
    // suggestion.
    assert_eq!(browser.text(ACTIVE).await?, "");
    browser.press(Key::Down).await?;
    assert_eq!(
        browser
            .value(&format!("document.activeElement === {BOX}"))
            .await?,
        json!(true)
    );
    browser.press(Key::Enter).await?;
    browser.until_heading("Russia").await?;
    browser.until_focus_on_heading().await?;
    assert_eq!(browser.address().await?, RUSSIA);
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    assert_eq!(
        browser
            .value(&format!("{BOX}.getAttribute('aria-expanded')"))
            .await?,
        json!("false")
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn countries_by_any_name_sections_and_headlines_are_suggested() -> Result<()> {
    let (_site, browser) = at("/about/").await?;
    let groups = "Object.fromEntries([...document.querySelectorAll('.suggestions [role=group]')]
        .map(it => [it.ariaLabel ?? it.getAttribute('aria-label'),
            [...it.querySelectorAll('[role=option]')].map(it => it.innerText)]))";
    suggest(&browser, "missil").await?;
    let suggested = browser.value(groups).await?;
    assert_eq!(suggested["Sections"], json!(["Missile"]));
    assert!(
        !suggested["Articles"].as_array().expect("some").is_empty(),
        "{suggested}"
    );
    assert_eq!(suggested.get("Countries"), None);

    browser
        .driver()
        .find(By::Id("search"))
        .await?
        .clear()
        .await?;
    suggest(&browser, "dprk").await?;
    browser
        .until(
            "the country is",
            &format!("{groups}['Countries']?.[0] === 'North Korea'"),
        )
        .await?;

    browser
        .driver()
        .find(By::Id("search"))
        .await?
        .clear()
        .await?;
    suggest(&browser, "antimissile").await?;
    browser
        .until(
            "the headline is",
            &format!("{groups}['Articles']?.[0] === {HEADLINE:?}"),
        )
        .await?;
    // The pointer works without keys.
    browser
        .driver()
        .find(By::Css(".suggestions [role=option]"))
        .await?
        .click()
        .await?;
    browser.until_heading(HEADLINE).await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn countries_are_suggested_by_former_names_adjectives_and_with_any_apostrophe() -> Result<()>
{
    let (_site, browser) = at("/about/").await?;
    let countries = "[...document.querySelectorAll(
        '.suggestions [role=group][aria-label=Countries] [role=option]')].map(it => it.innerText)";
    for (typed, found) in [
        ("ussr", "Russia"),
        ("persia", "Iran"),
        ("england", "United Kingdom"),
        ("people's republic of c", "China"),
        ("turkiye", "Turkey"),
        ("dutch", "Netherlands"),
    ] {
        let field = browser.driver().find(By::Id("search")).await?;
        field.clear().await?;
        suggest(&browser, typed).await?;
        browser
            .until(
                &format!("{found} is suggested for “{typed}”"),
                &format!("{countries}.includes({found:?})"),
            )
            .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn escape_closes_the_list_and_keeps_the_text() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    suggest(&browser, "iran").await?;
    browser.press(Key::Escape).await?;
    let closed = format!(
        "{BOX}.getAttribute('aria-expanded') === 'false' && {BOX}.value === 'iran'
            && document.getElementById('search-suggestions').hidden"
    );
    browser.until("the list is closed", &closed).await?;
    // The typed text is searched for, regardless of suggestions.
    browser.press(Key::Enter).await?;
    browser.until_heading("Search: iran").await?;
    assert_eq!(browser.address().await?, "/search/?q=iran");
    // On this page, the results follow the typing, and a list would cover them.
    browser.hydrated().await?;
    assert_eq!(
        browser
            .value(&format!("{BOX}.hasAttribute('role')"))
            .await?,
        json!(false)
    );
    Ok(())
}

/// When its window loses focus, the browser fires `blur` on the box, which stays the
/// focused element (HTML, "focus update steps").
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_list_stays_open_after_switching_windows() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    suggest(&browser, "ira").await?;
    let leave = format!("{BOX}.dispatchEvent(new FocusEvent('blur'))");
    browser.value(&leave).await?;
    let open = format!("{BOX}.getAttribute('aria-expanded')");
    assert_eq!(browser.value(&open).await?, json!("true"));

    // Text typed right before also gets suggestions.
    let type_and_leave = format!(
        "document.getElementById('search-suggestions').replaceChildren(),
        {BOX}.value = 'iran',
        {BOX}.dispatchEvent(new InputEvent('input')),
        {BOX}.dispatchEvent(new FocusEvent('blur'))"
    );
    browser.value(&type_and_leave).await?;
    let suggested = "document.querySelector('#search-suggestions [role=option]') !== null";
    browser.until("there are suggestions", suggested).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn tab_closes_the_list() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    suggest(&browser, "iran").await?;
    browser.press(Key::Tab).await?;
    browser
        .until(
            "the list is closed",
            "document.getElementById('search-suggestions').hidden",
        )
        .await?;
    assert_eq!(browser.focused_text().await?, "Search");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_key_focuses_the_box_until_it_is_turned_off() -> Result<()> {
    let (site, browser) = at(SEED).await?;
    let in_box = format!("document.activeElement === {BOX}");
    browser.press("/").await?;
    browser.until("the box has focus", &in_box).await?;
    // In a field, it is an ordinary letter.
    browser.press("/").await?;
    browser
        .until("it is typed", &format!("{BOX}.value === '/'"))
        .await?;

    let choice = browser.driver().find(By::Name("search-shortcut")).await?;
    choice.scroll_into_view().await?;
    choice.click().await?;
    for page in [SEED, "/"] {
        browser.open(&site.url(page)).await?;
        let is_on = "document.querySelector('[name=search-shortcut]').checked";
        assert_eq!(browser.value(is_on).await?, json!(false), "{page}");
        browser.press("/").await?;
        // Once this key has been handled, so has the one before it.
        browser.press(Key::Tab).await?;
        assert_eq!(browser.value(&in_box).await?, json!(false), "{page}");
    }
    Ok(())
}
