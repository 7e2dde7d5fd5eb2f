//! Alternative addresses at which hosts serve a page: the page stays there.

use anyhow::{Context, Result};
use host::{Fault, Manner, Settings};
use serde_json::{Value, json};
use tests::browser::Browser;
use tests::site::{RUSSIA, SEED, Site, document_of, start_host};

const ABOUT: &str = "/about/";

/// A host's manner, the site's path there, and addresses with the page each leads to.
type Kind = (
    Manner,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const HOSTS: [Kind; 5] = [
    (
        Manner::Plain,
        "/",
        &[
            ("/", "/"),
            ("/index.html", "/"),
            ("/about/index.html", ABOUT),
            ("//about/", ABOUT),
            ("/about//", ABOUT),
            ("/%61bout/", ABOUT),
            ("/country-profiles/r%75ssia/?from=mail", RUSSIA),
            ("/search/index.html?q=antimissile", "/search/"),
            ("/gsn//archive/index.html", "/gsn/archive/"),
        ],
    ),
    (
        Manner::IgnoresCase,
        "/",
        &[
            ("/About/", ABOUT),
            ("/ABOUT/INDEX.HTML", ABOUT),
            ("/Country-Profiles/Russia/", RUSSIA),
        ],
    ),
    (
        Manner::HidesHtml,
        "/",
        &[("/about/index.html", ABOUT), ("/404.html", "/404.html")],
    ),
    (
        Manner::KeysWithoutSlash,
        "/",
        &[("/about", ABOUT), ("/country-profiles/russia", RUSSIA)],
    ),
    (
        Manner::Archive,
        "/web/2026/https://news.example.org/",
        &[("/", "/"), ("/about/", ABOUT), (SEED, SEED)],
    ),
];

/// A published page's heading.
fn heading(site: &Site, page: &str) -> Result<String> {
    if page == "/404.html" {
        return Ok("Page Not Found".to_owned());
    }
    let title = site.document(page)?["title"].clone();
    Ok(title.as_str().context("it has a title")?.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_published_page_stays_under_any_alias() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for (manner, base, addresses) in HOSTS {
        let host = start_host(&Settings {
            base: base.to_owned(),
            manner,
            ..Settings::new(site.root())
        })?;
        host.fail("/sw.js", Fault::Hold);
        for (address, page) in addresses {
            let what = format!("{address} on a host that is {manner:?}");
            browser.console().await?;
            browser.open(&host.url(address)).await?;
            let (expected, title) = match address.split_once("?q=") {
                Some((_, query)) => (format!("Search: {query}"), format!("“{query}” – Search")),
                None => (heading(&site, page)?, heading(&site, page)?),
            };
            // A search names itself once its program runs.
            browser
                .until_heading(&expected)
                .await
                .with_context(|| what.clone())?;
            let described = browser.text("document.title").await?;
            assert!(
                described.starts_with(&title) || *page == "/",
                "{what}: {described}"
            );
            let mut console = browser.console().await?;
            // A worker still loading when the previous host stopped.
            console.retain(|message| !message.contains("fetching the script"));
            assert_eq!(console, Vec::<String>::new(), "{what}");
            assert_leads_on_and_back(&browser, &expected)
                .await
                .with_context(|| what.clone())?;
        }
    }
    Ok(())
}

/// Links lead to their pages, through the app or the browser, and Back returns.
async fn assert_leads_on_and_back(browser: &Browser, heading: &str) -> Result<()> {
    let address = browser.address().await?;
    browser.follow("Chemical").await?;
    browser.until_heading("Chemical").await?;
    browser.hydrated().await?;
    browser.driver().back().await?;
    browser.until_heading(heading).await?;
    assert_eq!(browser.address().await?, address);
    // The page from the host is never replaced.
    browser.hydrated().await?;
    assert_eq!(browser.heading().await?, heading);
    Ok(())
}

/// An alias that only the host knows and no document contains.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_at_an_address_without_a_document_stays() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let page = Fault::Replace {
        content_type: "text/html".to_owned(),
        body: site.file(RUSSIA)?,
    };
    for alias in ["/russia/", "/gsn/article/russia/"] {
        site.host.fail(alias, page.clone());
        browser.open(&site.url(alias)).await?;
        assert_eq!(browser.heading().await?, "Russia", "{alias}");
        let alert = "document.querySelector('[role=alert]').innerText";
        assert_eq!(browser.text(alert).await?, "", "{alias}");
    }
    Ok(())
}

/// A link to an address that was a page when its tab was opened.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn anything_but_a_document_is_left_to_the_browser() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let html = |body: &str| Fault::Replace {
        content_type: "text/html".to_owned(),
        body: body.as_bytes().to_vec(),
    };
    let mut incomplete = site.document(RUSSIA)?;
    incomplete
        .as_object_mut()
        .and_then(|fields| fields.remove("title"))
        .context("it has a title")?;
    let json = |document: &Value| Fault::Replace {
        content_type: "application/json".to_owned(),
        body: document.to_string().into_bytes(),
    };
    for (what, document) in [
        ("gone", Fault::Status(404)),
        ("gone for good", Fault::Status(410)),
        ("a page that asks for a password", Fault::Status(401)),
        (
            "a page of a portal",
            html("<!doctype html><title>Sign in</title>"),
        ),
        ("another page", json(&site.document(ABOUT)?)),
        ("a document of another form", json(&incomplete)),
        ("no document", json(&json!(null))),
    ] {
        browser.open(&site.url(SEED)).await?;
        browser.mark_document().await?;
        site.host.fail(&document_of(RUSSIA), document);
        browser.follow("View Country Profile →").await?;
        browser
            .until_heading("Russia")
            .await
            .with_context(|| what.to_owned())?;
        assert!(!browser.is_marked_document().await?, "{what}");
        browser.driver().back().await?;
        browser
            .until(
                what,
                "document.querySelector('h1').textContent !== 'Russia'",
            )
            .await?;
        site.host.mend(&document_of(RUSSIA));
    }

    // One of the site's own files, published next to its pages.
    site.host.fail(
        "/dossier/",
        html("<!doctype html><title>Dossier</title><h1>A dossier</h1>"),
    );
    browser.open(&site.url(SEED)).await?;
    let follow = "(() => {
        const link = document.createElement('a');
        link.href = '/dossier/';
        document.querySelector('main').append(link);
        link.click();
    })()";
    browser.value(follow).await?;
    browser.until_heading("A dossier").await?;
    browser.driver().back().await?;
    browser
        .until(
            "the article is back",
            "document.querySelector('.running-text') !== null",
        )
        .await
}
