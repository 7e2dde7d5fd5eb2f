//! The app takes the published page over as it stands.

use anyhow::Result;
use host::Fault;
use serde_json::json;
use tests::browser::Browser;
use tests::site::{KINDS, NOWHERE, SEED, Site};

const APP: &str = "document.getElementById('app').outerHTML";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn hydration_changes_nothing_and_says_nothing() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    // What is found is shown by the program that searches.
    let pages = KINDS
        .into_iter()
        .filter(|page| !page.starts_with("/search/"));
    for page in pages.chain(["/404.html"]) {
        site.host.fail(&site.script(), Fault::Status(404));
        browser.load(&site.url(page)).await?;
        let published = browser.text(APP).await?;
        site.host.mend(&site.script());
        browser.console().await?;

        browser.open(&site.url(page)).await?;
        assert_eq!(browser.text(APP).await?, published, "{page}");
        let console = messages(&browser, page).await?;
        assert!(console.is_empty(), "{page}: {console:#?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_app_makes_of_a_document_what_the_press_makes_of_it() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/404.html")).await?;
    browser.mark_document().await?;
    let pages = KINDS
        .into_iter()
        .filter(|page| !page.starts_with("/search/"));
    for page in pages.filter(|page| *page != NOWHERE) {
        browser.navigate(page).await?;
        browser.hydrated().await?;
        // The marks of hydration apart, which nobody sees.
        let same = "fetch(location).then(answer => answer.text()).then(html => {
            const [published, shown] = [new DOMParser().parseFromString(html, 'text/html'), document]
                .map(page => page.querySelector('.page').cloneNode(true))
                .map(page => {
                    const marks = document.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
                    const found = [];
                    while (marks.nextNode()) found.push(marks.currentNode);
                    found.forEach(mark => mark.remove());
                    page.normalize();
                    return page;
                });
            return published.isEqualNode(shown);
        })";
        assert_eq!(browser.value(same).await?, json!(true), "{page}");
    }
    assert!(browser.is_marked_document().await?, "it was loaded anew");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_pages_that_links_lead_to_say_nothing_either() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    for (link, heading) in [
        ("View Country Profile →", "Russia"),
        ("Country Profiles", "Country Profiles"),
        ("Missile", "Missile"),
        ("About", "About"),
        ("Global Security Newswire", "Latest News"),
    ] {
        browser.follow(link).await?;
        browser
            .until(
                &format!("“{heading}” is shown"),
                &format!("document.querySelector('h1').textContent.startsWith({heading:?})"),
            )
            .await?;
    }
    assert_eq!(browser.console().await?, Vec::<String>::new());
    Ok(())
}

/// What the console says of a page. That the document of a missing page came
/// with the status 404 is the one thing that may be said: it is true.
async fn messages(browser: &Browser, page: &str) -> Result<Vec<String>> {
    let mut console = browser.console().await?;
    if page == NOWHERE {
        let status = format!(
            "{NOWHERE} - Failed to load resource: the server responded with a status of 404"
        );
        console.retain(|message| !message.contains(&status));
    }
    Ok(console)
}
