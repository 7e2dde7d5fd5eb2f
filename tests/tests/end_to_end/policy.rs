//! The policies in the host's headers: nothing on the site violates them.

use anyhow::Result;
use serde_json::json;
use tests::browser::Browser;
use tests::site::{KINDS, RUSSIA, SEED, Site};
use thirtyfour::prelude::*;

/// Where browsers report violations.
const REPORTS: &str = "/reports";

/// The site with its service worker, on a host that sends all policies.
fn strict() -> Result<Site> {
    let site = Site::newswire()?.with_worker();
    for (name, value) in site.policies() {
        let value = match name.as_str() {
            "Content-Security-Policy" => format!("{value}; report-uri {REPORTS}"),
            _ => value,
        };
        site.host.add_header(&name, &value)?;
    }
    Ok(site)
}

fn reports(site: &Site) -> usize {
    let requests = site.host.requests();
    requests.iter().filter(|path| *path == REPORTS).count()
}

/// Violates the policy and waits for the report, by which time all earlier reports have
/// arrived.
async fn until_told(site: &Site, browser: &Browser) -> Result<()> {
    let told = reports(site);
    let violate = "fetch('https://elsewhere.example/').then(() => false, () => true)";
    assert_eq!(browser.value(violate).await?, json!(true));
    tests::eventually("the host receives a violation report", async || {
        Ok((reports(site) > told).then_some(()))
    })
    .await
}

async fn click(browser: &Browser, selector: &str) -> Result<()> {
    let button = browser.driver().find(By::Css(selector)).await?;
    button.scroll_into_view().await?;
    Ok(button.click().await?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn no_kind_of_page_violates_a_policy() -> Result<()> {
    let site = strict()?;
    let browser = Browser::start().await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
    }
    assert_eq!(reports(&site), 0);
    until_told(&site, &browser).await?;
    assert_eq!(reports(&site), 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn no_reader_action_violates_a_policy() -> Result<()> {
    let site = strict()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let answers = "navigator.serviceWorker.controller !== null";
    browser.until("a worker is active", answers).await?;
    click(&browser, "[name=copy-link]").await?;
    click(&browser, "main .saving [name=save]").await?;
    let saved = "document.querySelector('main .saving output').innerText.startsWith('Saved')";
    browser.until("it is saved", saved).await?;
    click(&browser, "#scheme option[value=dark]").await?;

    let field = browser.driver().find(By::Id("search")).await?;
    field.send_keys("russia").await?;
    let suggested = "document.querySelectorAll('.suggestions a').length > 0";
    browser.until("there are suggestions", suggested).await?;
    field.send_keys(Key::Enter).await?;
    let found = "document.querySelectorAll('#search-found h3').length > 0";
    browser.until("there are results", found).await?;

    browser.navigate("/country-profiles/").await?;
    click(&browser, "[name=sort]").await?;
    let filter = browser.driver().find(By::Id("filter")).await?;
    filter.send_keys("rus").await?;
    browser.navigate(RUSSIA).await?;
    browser.navigate("/saved/").await?;
    browser
        .until(
            "what is saved is listed",
            "document.querySelectorAll('#saved li').length === 1",
        )
        .await?;
    click(&browser, "#saved [name=forget]").await?;
    browser
        .until(
            "it is gone",
            "document.querySelectorAll('#saved li').length === 0",
        )
        .await?;

    assert_eq!(reports(&site), 0);
    until_told(&site, &browser).await?;
    assert_eq!(reports(&site), 1);
    Ok(())
}
