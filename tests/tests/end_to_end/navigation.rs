//! Client-side navigation.

use anyhow::Result;
use serde_json::{Value, json};
use tests::browser::{Ability, Browser, is_left_out};
use tests::eventually;
use tests::seed::HEADLINE;
use tests::site::{RUSSIA, SEED, Site, document_of};
use thirtyfour::prelude::*;

const PROFILE: &str = "View Country Profile →";

async fn at(page: &str) -> Result<(Site, Browser)> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    // Small enough that every page scrolls.
    browser.resize(800, 400).await?;
    browser.open(&site.url(page)).await?;
    browser.mark_document().await?;
    site.host.clear_requests();
    Ok((site, browser))
}

async fn description(browser: &Browser) -> Result<String> {
    browser
        .text("document.querySelector('meta[name=description]').content")
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_link_takes_one_request_and_changes_what_a_load_would() -> Result<()> {
    let (site, browser) = at(SEED).await?;
    let before = description(&browser).await?;
    browser.follow(PROFILE).await?;
    browser.until_heading("Russia").await?;
    browser.until_focus_on_heading().await?;

    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    assert_eq!(browser.address().await?, RUSSIA);
    assert_eq!(
        browser.driver().title().await?,
        "Russia | Global Security Newswire"
    );
    let expected = site.document(RUSSIA)?["description"].clone();
    let description = description(&browser).await?;
    assert_eq!(Value::from(description.clone()), expected);
    assert_ne!(description, before);
    assert_eq!(browser.number("scrollY").await?, 0.0);

    let mut requests = site.requests();
    requests.retain(|path| !path.starts_with("/flags/"));
    assert_eq!(requests, [document_of(RUSSIA)]);
    Ok(())
}

/// The app loads the style of the pages that it shows next, because no page contains it.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_of_another_kind_is_styled_as_when_it_is_loaded() -> Result<()> {
    let (site, browser) = at(RUSSIA).await?;
    let look = "JSON.stringify(['display', 'gap', 'padding', 'borderTop', 'font'].map(it =>
        getComputedStyle(document.querySelector('main:not(.leaving) .facts'))[it]))";
    let loaded = browser.text(look).await?;
    browser.open(&site.url(SEED)).await?;
    browser.navigate(RUSSIA).await?;
    browser.until_heading("Russia").await?;
    let is_styled = format!("{look} === {}", serde_json::to_string(&loaded)?);
    browser.until("it is styled", &is_styled).await
}

/// The metadata that share sheets and citation tools read is that of the published page.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_head_is_that_of_the_current_page() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    let is_published = "fetch(location).then(answer => answer.text()).then(html => {
        // This document's policy would forbid the other one's style. What is preloaded serves
        // only the document that comes with it.
        const unstyled = html.replace(/<style>.*?<.style>/g, '');
        const published = new DOMParser().parseFromString(unstyled, 'text/html');
        const [expected, found] = [published, document].map(page =>
            [...page.head.querySelectorAll('title, meta, link, script[type*=json]')]
                .filter(it => !it.matches('[rel=manifest], [rel=preload], [http-equiv]'))
                .map(it => it.outerHTML).sort());
        return JSON.stringify(expected) === JSON.stringify(found)
            || [expected.filter(it => !found.includes(it)), found.filter(it => !expected.includes(it))];
    })";
    let pages = [
        "/",
        "/gsn/section/missile/",
        RUSSIA,
        "/country-profiles/russia/news/",
        "/search/",
        "/about/",
    ];
    for page in pages {
        browser.navigate(page).await?;
        assert_eq!(browser.value(is_published).await?, json!(true), "{page}");
    }
    // And back, to the page that came with its HTML.
    for page in pages.iter().rev().skip(1).chain([&SEED]) {
        browser.go_back().await?;
        let shown = format!(
            "location.pathname === {page:?}
                && document.querySelector('link[rel=canonical]').href.endsWith({page:?})"
        );
        browser.until(&format!("{page} is shown"), &shown).await?;
        assert_eq!(browser.value(is_published).await?, json!(true), "{page}");
    }
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    assert_eq!(browser.console().await?, Vec::<String>::new());
    Ok(())
}

/// Content being removed stays in the document for a moment and moves nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_being_shown_keeps_its_layout() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    browser.resize(1280, 740).await?;
    // With and without an aside, in both orders.
    for path in ["/gsn/section/missile/", RUSSIA, "/country-profiles/", SEED] {
        let watch = "(() => {
            window.sizes = [];
            const page = document.querySelector('.page');
            new MutationObserver(() => {
                const { width, height } = page.querySelector('main').getBoundingClientRect();
                sizes.push([width, height].join(' by '));
            }).observe(page, { childList: true });
        })()";
        browser.value(watch).await?;
        browser.navigate(path).await?;
        let sizes = browser.value("[...new Set(sizes)]").await?;
        assert_eq!(sizes.as_array().map(Vec::len), Some(1), "{path}: {sizes}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn back_restores_position_and_focus_and_forward_the_page() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    let link = browser.link(PROFILE).await?;
    link.scroll_into_view().await?;
    let scroll = browser.number("scrollY").await?;
    assert!(scroll > 0.0, "the page is too short to be scrolled");
    link.click().await?;
    browser.until_heading("Russia").await?;

    browser.driver().back().await?;
    browser.until_heading(HEADLINE).await?;
    browser
        .until(
            "the focus is on the link",
            &format!("document.activeElement.textContent.replace('\\u00a0', ' ') === {PROFILE:?}"),
        )
        .await?;
    // Firefox snaps a page to whole pixels only when it paints, so the first reading may
    // be off by one.
    browser
        .until(
            "the page is scrolled as it was",
            &format!("Math.abs(scrollY - {scroll}) <= 1"),
        )
        .await?;
    assert_eq!(browser.address().await?, SEED);

    browser.driver().forward().await?;
    browser.until_heading("Russia").await?;
    assert_eq!(browser.address().await?, RUSSIA);
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn hovering_fetches_the_document_and_clicking_does_not_repeat_it() -> Result<()> {
    let (site, browser) = at(SEED).await?;
    let link = browser.link(PROFILE).await?;
    link.scroll_into_view().await?;
    let hover = browser
        .driver()
        .action_chain()
        .move_to_element_center(&link);
    hover.perform().await?;
    let fetched = || {
        let requests = site.host.requests();
        requests
            .iter()
            .filter(|path| **path == document_of(RUSSIA))
            .count()
    };
    eventually("the document is fetched", async || {
        Ok((fetched() > 0).then_some(()))
    })
    .await?;
    assert_eq!(browser.heading().await?, HEADLINE);
    link.click().await?;
    browser.until_heading("Russia").await?;
    assert_eq!(fetched(), 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_enter_key_follows_a_link() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    browser.link(PROFILE).await?.focus().await?;
    browser.press(Key::Enter).await?;
    browser.until_heading("Russia").await?;
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_control_click_opens_another_tab() -> Result<()> {
    if is_left_out("a click with Control opens another tab", Ability::OpenTabs)? {
        return Ok(());
    }
    let (_site, browser) = at(SEED).await?;
    let link = browser.link(PROFILE).await?;
    link.scroll_into_view().await?;
    let driver = browser.driver();
    driver
        .action_chain()
        .key_down(Key::Control)
        .click_element(&link)
        .key_up(Key::Control)
        .perform()
        .await?;
    eventually("there is another tab", async || {
        Ok((driver.windows().await?.len() == 2).then_some(()))
    })
    .await?;
    assert_eq!(browser.heading().await?, HEADLINE);
    assert_eq!(browser.address().await?, SEED);
    Ok(())
}

/// Clicks links of every kind. A listener that runs after the app's checks whether the
/// app handled the click, and prevents the browser from following it.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn links_to_anything_but_pages_are_left_to_the_browser() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    let taken = "(() => {
        let taken;
        addEventListener('click', event => {
            taken = event.defaultPrevented;
            event.preventDefault();
        });
        return arguments[0].map(attributes => {
            const link = document.createElement('a');
            Object.entries(attributes).forEach(([name, value]) => link.setAttribute(name, value));
            document.querySelector('main').append(link);
            link.click();
            link.remove();
            return taken;
        });
    })()";
    let links = json!([
        { "href": "https://www.example.org/about/" },
        { "href": "/logo.svg" },
        { "href": "/feed.atom" },
        { "href": "mailto:editors@example.org" },
        { "href": "/about/", "download": "" },
        { "href": "/about/", "target": "_blank" },
        { "href": "/about/", "rel": "external" },
        { "href": "#main-content" },
        { "href": "/about/#:~:text=newswire" },
        { "href": "/About/" },
        { "href": "/about/" },
    ]);
    let taken = browser.value_with(taken, vec![links]).await?;
    let expected = json!([
        false, false, false, false, false, false, false, false, false, false, true
    ]);
    assert_eq!(taken, expected);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nothing_moves_on_the_first_load() -> Result<()> {
    let (_site, browser) = at(SEED).await?;
    assert_eq!(
        browser
            .value("document.activeElement === document.body")
            .await?,
        json!(true)
    );
    assert_eq!(browser.number("scrollY").await?, 0.0);
    Ok(())
}
