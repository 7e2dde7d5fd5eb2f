//! axe-core finds no violations.

use anyhow::Result;
use host::Fault;
use serde_json::{Value, json};
use std::fmt::Write;
use tests::axe;
use tests::browser::{Browser, Notice};
use tests::site::{KINDS, NOWHERE, RUSSIA, SEED, Site, document_of};

const WIDTHS: [u32; 2] = [360, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Looks for violations on the current page.
async fn assert_no_violation(browser: &Browser, what: &str) -> Result<()> {
    let mut report = String::new();
    for violation in axe::violations(browser).await? {
        writeln!(report, "{violation}")?;
    }
    assert!(report.is_empty(), "{what}:\n{report}");
    Ok(())
}

/// Looks for violations in all color schemes and widths.
async fn assert_accessible(browser: &Browser, what: &str) -> Result<()> {
    for scheme in SCHEMES {
        browser.color_scheme(scheme).await?;
        for width in WIDTHS {
            browser.resize(width, 800).await?;
            assert_no_violation(browser, &format!("{what}, {scheme}, {width} px")).await?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_page_is_accessible_as_published() -> Result<()> {
    let site = Site::newswire()?;
    site.host.fail(&site.script(), Fault::Status(404));
    let browser = Browser::start().await?;
    for page in KINDS {
        browser.load(&site.url(page)).await?;
        assert_accessible(&browser, page).await?;
        assert!(!browser.is_hydrated().await?, "{page}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_page_is_accessible_once_hydrated() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        browser.unfold().await?;
        assert_accessible(&browser, page).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_page_is_accessible_after_a_navigation() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(NOWHERE)).await?;
    browser.mark_document().await?;
    for page in KINDS.into_iter().filter(|page| *page != NOWHERE) {
        browser.navigate(page).await?;
        assert_accessible(&browser, page).await?;
    }
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn hostile_and_foreign_language_pages_are_accessible() -> Result<()> {
    let browser = Browser::start().await?;
    for site in [Site::hostile()?, Site::languages()?] {
        for article in &site.newsroom.articles {
            let page = format!("/gsn/article/{}/", article.slug);
            browser.open(&site.url(&page)).await?;
            assert_no_violation(&browser, &page).await?;
            let versions = article
                .has_history()
                .then_some(["history/", "history/1/2/"]);
            for versions in versions.into_iter().flatten() {
                let page = format!("{page}{versions}");
                browser.open(&site.url(&page)).await?;
                assert_no_violation(&browser, &page).await?;
            }
        }
        browser.open(&site.url("/")).await?;
        assert_no_violation(&browser, "the front page").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn notices_are_accessible() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    site.host.fail(&document_of(RUSSIA), Fault::Status(500));
    // A page without a dense table, of which a notice would cover parts of links.
    browser.open(&site.url(SEED)).await?;
    browser.follow("View Country Profile →").await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    assert_accessible(&browser, "a page that failed").await?;

    site.host.fail(&document_of("/about/"), Fault::Hold);
    browser.follow("About").await?;
    browser
        .until_told(Notice::Status, "Loading the page…")
        .await?;
    assert_accessible(&browser, "a page that takes long").await?;
    site.host.mend(&document_of("/about/"));
    Ok(())
}

/// Verifies that the tests can fail: a page that breaks a rule of each level is reported.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_violation_is_found() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let faint = "document.querySelector('main p').style.color = '#666'";
    browser.value(faint).await?;
    browser
        .value("document.querySelector('img').removeAttribute('alt')")
        .await?;
    let violations = axe::violations(&browser).await?.join("\n");
    for rule in ["color-contrast-enhanced", "image-alt"] {
        assert!(violations.contains(rule), "{violations}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn every_image_has_alternative_text_or_is_decorative() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let shown = "[...document.images].map(image => [image.alt, image.naturalWidth > 0])";
    let expected: Value = json!([["NationalJournal logo", true], ["Flag of Russia", true]]);
    assert_eq!(browser.value(shown).await?, expected);
    Ok(())
}
