//! What a reader sees first on a phone: little of the masthead, much of the news.

use anyhow::Result;
use tests::browser::Browser;
use tests::site::{KINDS, SEED, Site};

/// A phone's window in CSS pixels.
const PHONE: (u32, u32) = (360, 740);

/// The most that masthead and navigation may take of its height.
const MASTHEAD: f64 = 130.0;

/// Where the page begins below masthead and navigation.
const PAGE: &str = "document.querySelector('.page').getBoundingClientRect().top";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_masthead_leaves_the_screen_to_the_page() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.resize(PHONE.0, PHONE.1).await?;
    // Where readers search, the box has a row of its own.
    for page in KINDS.iter().filter(|page| !page.starts_with("/search/")) {
        browser.open(&site.url(page)).await?;
        let height = browser.number(PAGE).await?;
        println!("{height:>6} px  {page}");
        assert!(height <= MASTHEAD, "{page}: {height} px");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_begins_on_the_first_screen() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.resize(PHONE.0, PHONE.1).await?;
    browser.open(&site.url(SEED)).await?;
    let end = "document.querySelector('.running-text > p:not([class])')
        .getBoundingClientRect().bottom";
    let end = browser.number(end).await?;
    println!("The first paragraph ends at {end} px.");
    assert!(end <= f64::from(PHONE.1), "the paragraph ends at {end} px");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn with_text_of_twice_the_size_the_headline_is_on_the_first_screen() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_with_text_size(32).await?;
    browser.resize(PHONE.0, PHONE.1).await?;
    browser.open(&site.url(SEED)).await?;
    let end = "document.querySelector('h1').getBoundingClientRect().bottom";
    let end = browser.number(end).await?;
    println!("The headline ends at {end} px.");
    assert!(end <= f64::from(PHONE.1), "the headline ends at {end} px");
    Ok(())
}

/// The navigation scrolls sideways, but not for readers with a keyboard.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_whole_navigation_can_be_reached() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_without_scripts().await?;
    browser.resize(PHONE.0, PHONE.1).await?;
    browser.load(&site.url(SEED)).await?;
    let hidden = "[...document.querySelectorAll('#main-navigation a')].filter(link => {
        link.focus({ focusVisible: true });
        const box = link.getBoundingClientRect();
        return box.left < 0 || box.right > innerWidth;
    }).length";
    assert_eq!(browser.number(hidden).await?, 0.0);
    Ok(())
}

/// The search box is narrow until it has the focus; then the button comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_search_box_widens_for_what_is_typed() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.resize(PHONE.0, PHONE.1).await?;
    browser.open(&site.url(SEED)).await?;
    let width = "document.querySelector('#search').offsetWidth";
    let button = "document.querySelector('.search-button').checkVisibility()";
    let narrow = browser.number(width).await?;
    assert_eq!(browser.value(button).await?, false);
    browser
        .value("document.querySelector('#search').focus()")
        .await?;
    assert!(browser.number(width).await? > 2.0 * narrow);
    assert_eq!(browser.value(button).await?, true);
    Ok(())
}
