//! What pages may load and run.

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use scraper::{Html, Selector};
use serde_json::json;
use sha2::{Digest, Sha256};
use tests::browser::Browser;
use tests::site::{KINDS, Site};

/// The policy of a page with one inline script, and with inline styles.
fn policy(script: &str, styles: &[String]) -> String {
    let source = |text: &str| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(text));
        format!(" 'sha256-{hash}'")
    };
    let script = source(script);
    let styles: String = styles.iter().map(|style| source(style)).collect();
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{script}; \
         style-src 'self'{styles}; object-src 'none'; base-uri 'none'; form-action 'self'"
    )
}

#[test]
fn every_page_states_the_policy_before_anything_it_governs() -> Result<()> {
    let site = Site::newswire()?;
    let elements =
        Selector::parse("head > :not(meta[charset], meta[name=viewport])").expect("a selector");
    let styles = Selector::parse("style").expect("a selector");
    for page in site.html_files()? {
        let page = page.as_str();
        let document = Html::parse_document(&site.text(page)?);
        let styles = document.select(&styles);
        let styles: Vec<String> = styles.map(|style| style.text().collect()).collect();
        assert!(!styles.is_empty(), "{page}");
        let expected = policy(site.scheme_script(), &styles);
        let first = document
            .select(&elements)
            .next()
            .context("the head is empty")?;
        assert_eq!(
            first.attr("http-equiv"),
            Some("Content-Security-Policy"),
            "{page}"
        );
        assert_eq!(first.attr("content"), Some(expected.as_str()), "{page}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn no_page_contacts_another_host_or_stores_a_cookie() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        let elsewhere = browser
            .value(
                "performance.getEntriesByType('resource').map(entry => entry.name)
                .filter(url => new URL(url).origin !== location.origin)",
            )
            .await?;
        assert_eq!(elsewhere, json!([]), "{page}");
        assert_eq!(browser.text("document.cookie").await?, "", "{page}");
    }
    Ok(())
}

/// Verifies that the other tests can fail: a violation is reported on the console.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_violation_is_reported() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/")).await?;
    let violate = "document.head.appendChild(document.createElement('style')).append('a { }')";
    browser.value(violate).await?;
    let console = browser.console().await?;
    assert!(
        console
            .iter()
            .any(|message| message.contains("Content Security Policy")),
        "{console:?}"
    );
    Ok(())
}
