//! The map and its questions, the tables of treaties, and profiles.

use anyhow::Result;
use serde_json::json;
use tests::browser::Browser;
use tests::site::{RUSSIA, Site};
use thirtyfour::By;

const COUNTRIES: &str = "/country-profiles/";

/// What the caption of the map says.
const CAPTION: &str = "[...document.querySelectorAll('.map-name')]
    .filter(name => getComputedStyle(name).visibility === 'visible')
    .map(name => name.textContent).join('; ')";

async fn assert_the_map_names_countries(browser: &Browser) -> Result<()> {
    assert_eq!(browser.text(CAPTION).await?, "");
    browser
        .value("document.querySelector('.world a[aria-label^=Israel]').focus()")
        .await?;
    let israel = "IsraelWidely believed to have them";
    assert_eq!(browser.text(CAPTION).await?, israel);
    // The pointer has precedence over the focus.
    let brazil = By::Css(".world a[aria-label^=Brazil] path");
    let brazil = browser.driver().find(brazil).await?;
    brazil.scroll_into_view().await?;
    browser
        .driver()
        .action_chain()
        .move_to_element_center(&brazil)
        .perform()
        .await?;
    let is_brazil = format!("{CAPTION} === 'BrazilNo nuclear weapons'");
    browser.until("the map names Brazil", &is_brazil).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_map_names_the_country_under_pointer_or_focus() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(COUNTRIES)).await?;
    assert_the_map_names_countries(&browser).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_map_names_countries_and_answers_questions_without_scripts() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_without_scripts().await?;
    browser.load(&site.url(COUNTRIES)).await?;
    assert_the_map_names_countries(&browser).await?;
    browser.follow("CTBT").await?;
    browser
        .until_heading("Comprehensive Nuclear-Test-Ban Treaty")
        .await?;
    let label = "document.querySelector('.world a[aria-label^=Russia]').getAttribute('aria-label')";
    let label = browser.text(label).await?;
    assert_eq!(label, "Russia: Signed, not ratified");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_question_leads_to_the_map_that_answers_it() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(COUNTRIES)).await?;
    browser.mark_document().await?;
    browser.follow("BWC").await?;
    browser
        .until_heading("Biological Weapons Convention")
        .await?;
    assert_eq!(browser.address().await?, "/treaties/bwc/#map");
    browser
        .until(
            "the focus is on the map",
            "document.activeElement.id === 'map'",
        )
        .await?;
    let current = "document.querySelector('.questions [aria-current]').textContent";
    assert_eq!(browser.text(current).await?, "BWC");
    assert!(browser.is_marked_document().await?);
    Ok(())
}

/// The headings of the columns that are shown, and whether something is wider than the
/// window.
const SHOWN: &str = "[[...document.querySelectorAll('main table thead th')]
        .filter(heading => heading.checkVisibility())
        .map(heading => heading.querySelector('button')?.textContent ?? heading.textContent),
    [...document.querySelectorAll('main table, main table *')]
        .some(cell => cell.getBoundingClientRect().right > innerWidth)]";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn tables_on_a_phone_show_one_question_and_do_not_scroll() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.resize(browser.phone_width(), 740).await?;
    for (page, headings) in [
        (COUNTRIES, json!(["Country", "Nuclear"])),
        ("/treaties/npt/", json!(["Country", "Status", "Year"])),
    ] {
        browser.open(&site.url(page)).await?;
        assert_eq!(
            browser.value(SHOWN).await?,
            json!([headings, false]),
            "{page}"
        );
    }
    browser.open(&site.url(RUSSIA)).await?;
    let treaties = "[...document.querySelectorAll('.treaties, .treaties *')]
        .some(cell => cell.getBoundingClientRect().right > innerWidth)";
    assert_eq!(browser.value(treaties).await?, json!(false));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_header_of_the_table_stays_in_sight() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for width in [768, 1280] {
        browser.resize(width, 800).await?;
        browser.open(&site.url(COUNTRIES)).await?;
        let last = "document.querySelector('.matrix tr:last-child a')";
        browser.value(&format!("{last}.focus()")).await?;
        let top = "document.querySelector('.matrix thead th').getBoundingClientRect().top";
        let is_in_sight = format!("scrollY > 0 && Math.abs({top}) < 1");
        browser
            .until("the header is in sight", &is_in_sight)
            .await?;
        let overflows = "document.documentElement.scrollWidth > innerWidth";
        assert_eq!(browser.value(overflows).await?, json!(false), "{width} px");
        // The table is not for fingers here.
        let height = "document.querySelector('.matrix tbody tr').getBoundingClientRect().height";
        assert_eq!(browser.number(height).await?.round(), 36.0);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_contents_of_a_profile_stay_in_sight() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.resize(1280, 800).await?;
    browser.open(&site.url(RUSSIA)).await?;
    browser.follow("Key Events").await?;
    let contents = "document.querySelector('.contents').getBoundingClientRect()";
    let is_in_sight = format!("scrollY > 800 && {contents}.top >= 0 && {contents}.bottom < 800");
    browser
        .until("the contents are in sight", &is_in_sight)
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_news_of_a_profile_come_before_its_text() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.resize(browser.phone_width(), 740).await?;
    browser.open(&site.url(RUSSIA)).await?;
    let top = |id: &str| format!("document.getElementById('{id}').getBoundingClientRect().top");
    let news = browser.number(&top("coverage")).await?;
    let text = browser.number(&top("overview")).await?;
    assert!(news < text, "{news} is not above {text}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_term_leads_to_its_meaning() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(RUSSIA)).await?;
    browser.follow("highly enriched uranium").await?;
    browser.until_heading("Glossary").await?;
    let focus = "document.activeElement.id === 'highly-enriched-uranium'";
    browser.until("the focus is on the term", focus).await
}
