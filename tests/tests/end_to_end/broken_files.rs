//! Every file of a first visit and a search: missing, empty, truncated, of another type,
//! or never ending. The page is readable, its links work, and no broken control is
//! visible; a search is correct or reports that it failed.

use anyhow::{Result, ensure};
use host::Fault;
use serde_json::Value;
use std::collections::BTreeSet;
use tests::browser::{Browser, Notice};
use tests::seed::HEADLINE;
use tests::site::{SEED, Site};

fn replaced(content_type: &str, body: &str) -> Fault {
    Fault::Replace {
        content_type: content_type.to_owned(),
        body: body.into(),
    }
}

/// The content type a host sends for a file.
fn type_of(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("json" | "webmanifest") => "application/json",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("txt") => "text/plain",
        _ => "application/octet-stream",
    }
}

/// Faults for a file that do end.
fn faults(file: &str) -> Vec<Fault> {
    let mut faults = vec![
        Fault::Status(404),
        Fault::Truncate,
        replaced(type_of(file), ""),
        // Like hosts that serve one page for every address.
        replaced("text/html", "<!doctype html><title>Newswire</title>"),
    ];
    if file.ends_with(".json") {
        faults.push(replaced("application/json", "{}"));
        faults.push(replaced("application/json", "null"));
    }
    faults
}

/// Whether every visible element that needs a script works.
const NOTHING_IS_DEAD: &str = "(() => {
    const has = name => document.documentElement.hasAttribute(name);
    const isSeen = it => it.checkVisibility?.({ visibilityProperty: true })
        ?? getComputedStyle(it).visibility === 'visible';
    const none = selector => ![...document.querySelectorAll(selector)].some(isSeen);
    return (has('data-app') || none('.needs-app button'))
        && (has('data-can-save') || none('.saving button'));
})()";

/// Waits until an expression is true, ignoring errors while a page unloads.
async fn until(browser: &Browser, what: &str, condition: &str) -> Result<()> {
    let probe = async || {
        let holds = browser.value(condition).await.unwrap_or_default();
        Ok((holds == Value::Bool(true)).then_some(()))
    };
    tests::eventually(what, probe).await
}

/// What a reader gets of a page and the next one if a file is broken. Without the app,
/// the browser loads the next page.
async fn assert_the_page_works(
    browser: &Browser,
    site: &Site,
    with_app: bool,
    fault: &str,
) -> Result<()> {
    // Make sure to read the new document and not the old one.
    browser.mark_document().await?;
    browser.load(&site.url(SEED)).await?;
    let reads = format!(
        "!window.sameDocument
            && location.pathname === {SEED:?}
            && document.querySelector('h1')?.textContent === {HEADLINE:?}
            && document.querySelector('main').innerText.length > 500
            && document.getElementById('footer-navigation') !== null
            && performance.getEntriesByName('hydrated').length === {}",
        u8::from(with_app)
    );
    until(browser, &format!("it reads: {fault}"), &reads).await?;
    let nothing_is_dead = format!("nothing is dead: {fault}");
    until(browser, &nothing_is_dead, NOTHING_IS_DEAD).await?;
    let follow = "document.querySelector('.country-card-link').click()";
    browser.value(follow).await?;
    let followed = "document.querySelector('h1')?.textContent === 'Russia'";
    let what = format!("the link is followed: {fault}");
    until(browser, &what, followed).await?;
    until(browser, &nothing_is_dead, NOTHING_IS_DEAD).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_first_visit_is_readable_with_any_file_broken() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_without_waiting().await?;
    browser.open(&site.url(SEED)).await?;
    let mut files = BTreeSet::from_iter(site.host.requests());
    files.remove(SEED);
    // Its absence is tested in `offline.rs`.
    files.remove("/sw.js");
    files.insert(site.style());
    ensure!(files.len() >= 6, "{files:?}");
    for file in files {
        for fault in faults(&file).into_iter().chain([Fault::Stall]) {
            site.host.fail(&file, fault.clone());
            let what = format!("{file} {fault:?}");
            let with_app = ![site.script(), site.wasm()].contains(&file);
            assert_the_page_works(&browser, &site, with_app, &what).await?;
            site.host.mend(&file);
        }
    }
    Ok(())
}

/// A misspelled word, which needs the whole index, and its results.
const SEARCH: &str = "/search/?q=antrax";

const HEADING: &str = "(document.getElementById('search-count')?.innerText ?? '')";

/// The heading and headlines of the results.
const FOUND: &str = "JSON.stringify([document.getElementById('search-count')?.innerText,
    ...[...document.querySelectorAll('#search-found h3')].map(it => it.textContent)])";

/// Whether the reader sees that the program failed to start.
const DID_NOT_START: &str =
    "document.querySelector('[role=alert]').innerText.includes('Search did not start.')";

/// The files of a search, and its results.
async fn search_once(site: &Site, browser: &Browser) -> Result<(BTreeSet<String>, String)> {
    browser.open(&site.url(SEARCH)).await?;
    let found = format!("{HEADING}.includes(' results for ')");
    browser.until("there are results", &found).await?;
    let mut requests = site.host.requests().into_iter();
    // A page from which an excerpt is taken; the last one loads last.
    let page = requests.rfind(|path| path.ends_with("/index.json"));
    // Files for search have hashes in their names, unlike the search page.
    let of_search = site.host.requests().into_iter();
    let of_search = of_search.filter(|path| path.starts_with("/search/") && path.contains('-'));
    let files: BTreeSet<_> = of_search.chain(page).collect();
    ensure!(files.len() > 6, "{files:?}");
    Ok((files, browser.text(FOUND).await?))
}

/// Whether search can only report after a while that it did not start.
fn is_silent(file: &str, fault: &Fault) -> bool {
    let is_html =
        matches!(fault, Fault::Replace { content_type, .. } if content_type == "text/html");
    file.ends_with("/search.js") && !is_html && *fault != Fault::Status(404)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_search_is_correct_or_reports_that_it_failed() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let (files, right) = search_once(&site, &browser).await?;
    let settled = format!(
        "{FOUND} === {right:?} || {HEADING}.startsWith('Search failed:') || {DID_NOT_START}"
    );
    for file in &files {
        for fault in faults(file) {
            if is_silent(file, &fault) {
                continue;
            }
            site.host.fail(file, fault.clone());
            browser.load(&site.url(SEARCH)).await?;
            let what = format!("the search is right or says that it failed: {file} {fault:?}");
            browser.until(&what, &settled).await?;
            site.host.mend(file);
        }
    }
    // A retry requests everything again.
    browser.load(&site.url(SEARCH)).await?;
    let is_right = format!("{FOUND} === {right:?}");
    browser.until("the search is correct", &is_right).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_search_that_never_ends_says_so_and_offers_alternatives() -> Result<()> {
    let mut site = Site::newswire()?;
    let browser = Browser::start_without_waiting().await?;
    let (files, right) = search_once(&site, &browser).await?;
    site.shorten_timers()?;
    let settled = format!(
        "{FOUND} === {right:?} || {DID_NOT_START}
            || {HEADING}.startsWith('Search is taking longer')"
    );
    for file in &files {
        let silent = faults(file)
            .into_iter()
            .filter(|fault| is_silent(file, fault));
        for fault in silent.chain([Fault::Stall]) {
            site.host.fail(file, fault.clone());
            for (path, heading) in [("/about/", "About This Newswire"), (SEARCH, "Search")] {
                browser.load(&site.url(path)).await?;
                // The search program adds what is searched for.
                let is_shown =
                    format!("document.querySelector('h1')?.textContent?.startsWith({heading:?})");
                until(&browser, &format!("{path} is shown"), &is_shown).await?;
            }
            let what = format!("the search is right or says that it is late: {file} {fault:?}");
            browser.until(&what, &settled).await?;
            site.host.mend(file);
        }
    }
    let ways = "document.querySelectorAll('.browse a').length > 3";
    browser.until("alternatives are offered", ways).await
}

/// The service worker's copy of the index may be broken; it is then fetched again.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_broken_copy_of_the_index_is_replaced() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = Browser::start().await?;
    let (files, right) = search_once(&site, &browser).await?;
    let is_kept = "navigator.serviceWorker.controller !== null";
    browser.until("a worker is active", is_kept).await?;
    let rows = files.iter().find(|file| file.ends_with("/d0.txt"));
    let words = files.iter().find(|file| file.ends_with("/w0.bin"));
    for file in rows.into_iter().chain(words) {
        browser
            .value(
                "caches.keys().then(names => Promise.all(names
            .filter(name => name.endsWith(':search')).map(name => caches.delete(name))))",
            )
            .await?;
        site.host.fail(file, Fault::Truncate);
        browser.load(&site.url(SEARCH)).await?;
        let failed = format!("{HEADING}.startsWith('Search failed:')");
        browser.until("the search has failed", &failed).await?;
        site.host.mend(file);
        browser.follow("try again").await?;
        let is_right = format!("{FOUND} === {right:?}");
        browser.until("the search is correct", &is_right).await?;
    }
    assert_eq!(browser.notice(Notice::Alert).await?, "");
    Ok(())
}
