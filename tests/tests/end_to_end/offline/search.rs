//! Search where the site cannot be reached: with the index that was used or saved, in what is
//! saved, or not at all.

use super::{SAID, SECTION, at, press, until_saved, with_saved};
use anyhow::{Result, ensure};
use tests::browser::{Ability, Browser, Notice, is_left_out};
use tests::seed::HEADLINE;
use tests::site::{SEED, Site};

/// The number of results.
const COUNT: &str = "document.querySelector('#search-count')?.innerText";

/// The titles of the results.
const TITLES: &str = "[...document.querySelectorAll('#search-found h3')].map(it => it.innerText)";

/// The titles of the saved pages that the search page lists.
const SAVED: &str =
    "[...document.querySelectorAll('#search-saved:not([hidden]) a')].map(it => it.innerText)";

/// Waits until a page with this in its title is among the results.
async fn until_found(browser: &Browser, title: &str) -> Result<()> {
    let found = format!("{TITLES}.some(it => it.includes({title:?}))");
    browser.until(&format!("“{title}” is found"), &found).await
}

/// Waits until the page is saved, and compares its size with what was said before.
async fn until_saved_as_announced(browser: &Browser) -> Result<()> {
    let size = "document.querySelector('[data-label]').dataset.label.match(/\\((.*)\\)/)[1]";
    let announced = browser.text(size).await?;
    until_saved(browser).await?;
    assert_eq!(browser.text(SAID).await?, format!("Saved, {announced}."));
    Ok(())
}

async fn search(site: &Site, browser: &Browser, query: &str) -> Result<()> {
    browser
        .open(&site.url(&format!("/search/?q={query}")))
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_last_used_index_works_offline() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, "/search/?q=antimissile").await?;
    until_found(&browser, HEADLINE).await?;
    // Requested again, now that the worker handles it.
    search(&site, &browser, "antimissile").await?;
    until_found(&browser, HEADLINE).await?;
    let kept = "caches.keys().then(names => names.some(name => name.endsWith(':search')))";
    browser.until("the index is cached", kept).await?;
    site.host.refuse_all(true);
    search(&site, &browser, "antimissile").await?;
    until_found(&browser, HEADLINE).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_saved_archive_can_be_searched_offline() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, "/gsn/archive/").await?;
    press(&browser, "save").await?;
    until_saved_as_announced(&browser).await?;
    site.host.refuse_all(true);
    for (query, title) in [
        ("antimissile", HEADLINE),
        // A phrase, and with filters: every kind of file of the index.
        (
            "\"chemical weapons convention\"",
            "Chemical Weapons Convention",
        ),
        ("reactor&country=north-korea", "North Korea"),
    ] {
        search(&site, &browser, query).await?;
        until_found(&browser, title).await?;
    }
    // The words for corrections come from the index as well.
    search(&site, &browser, "plutonum").await?;
    let corrected = "document.querySelector('#search-found').textContent.includes('plutonium')";
    browser.until("the word is corrected", corrected).await
}

/// Of a section, country or topic, the press lists the program, which searches the texts.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_saved_section_can_be_searched_offline() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, SECTION).await?;
    press(&browser, "save").await?;
    until_saved_as_announced(&browser).await?;
    site.host.refuse_all(true);

    // One whose date has a time of day.
    let article = site.newsroom.articles.iter();
    let article = article.filter(|article| article.home().slug() == "missile");
    let Some(article) = article.max_by_key(|article| article.date.iso().len()) else {
        anyhow::bail!("the section has no article");
    };
    let start: Vec<_> = article.headline.split(' ').take(3).collect();
    search(&site, &browser, &format!("\"{}\"", start.join(" "))).await?;
    until_found(&browser, &article.headline).await?;
    let kicker = "document.querySelector('#search-found .kicker').innerText";
    assert_eq!(browser.text(kicker).await?, "Missile");
    let passage = "document.querySelector('.article-item-summary').innerText.length > 40";
    browser.until("it has a passage", passage).await?;
    let count = browser.text(COUNT).await?;
    ensure!(count.ends_with("in your saved pages"), "{count}");
    browser.follow(&article.headline).await?;
    browser.until_heading(&article.headline).await?;

    // With a filter, newest first, and without what is not saved.
    let date = article.date.iso();
    let year = &date[..4];
    search(&site, &browser, &format!("missile&year={year}&sort=newest")).await?;
    until_found(&browser, &article.headline).await?;
    let dates = "[...document.querySelectorAll('#search-found time')].map(it => it.dateTime)";
    let dates = browser.value(dates).await?;
    let dates: Vec<String> = serde_json::from_value(dates)?;
    assert!(dates.iter().all(|date| date.starts_with(year)), "{dates:?}");
    assert!(dates.is_sorted_by(|one, next| one >= next), "{dates:?}");
    search(&site, &browser, "antimissile-xanadium").await?;
    let none = format!("{COUNT}?.startsWith('No results for')");
    browser.until("nothing is found", &none).await?;
    let listed = format!("{SAVED}.includes('Missile')");
    browser.until("the section is listed", &listed).await
}

/// Where only an article is saved, so that the program is not there either.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_the_program_search_lists_what_is_saved() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = with_saved(&site, SEED).await?;
    site.host.refuse_all(true);
    browser.load(&site.url("/search/?q=sarin")).await?;
    let listed = format!("{SAVED}.join() === {HEADLINE:?}");
    browser.until("the article is listed", &listed).await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    browser.follow(HEADLINE).await?;
    browser.until_heading(HEADLINE).await
}

/// The browser knows that it is offline.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_the_network_search_says_so() -> Result<()> {
    if is_left_out("search says that it is offline", Ability::GoOffline)? {
        return Ok(());
    }
    let site = Site::newswire()?.with_worker();
    let browser = with_saved(&site, SEED).await?;
    site.host.refuse_all(true);
    browser.offline(true).await?;
    let offline = "Search isn’t available offline.";
    browser.load(&site.url("/search/?q=sarin")).await?;
    browser.until_told(Notice::Alert, offline).await?;
    let listed = format!("{SAVED}.length === 1");
    browser.until("the article is listed", &listed).await?;

    site.host.refuse_all(false);
    browser.offline(false).await?;
    browser.open(&site.url("/search/")).await?;
    let hidden = format!("{SAVED}.length === 0");
    browser.until("nothing is listed", &hidden).await
}
