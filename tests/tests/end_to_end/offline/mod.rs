//! Offline: seen pages, saved pages, and what a new publication does to them.

mod search;

use anyhow::{Context, Result, ensure};
use host::Fault;
use model::Html;
use press::app_build::AppBuild;
use serde_json::json;
use tests::browser::{Browser, Engine, Notice};
use tests::seed::HEADLINE;
use tests::site::{KINDS, NOWHERE, RUSSIA, SEED, Site, document_of};
use thirtyfour::prelude::*;

const SECTION: &str = "/gsn/section/missile/";

/// The names of the browser's caches, one for each kind and build.
const CACHES: &str = "caches.keys()";

/// The app build that the current document was published with, and its style.
const BUILD: &str = "JSON.parse(document.getElementById('page-data').textContent).app
    + ' ' + document.querySelector('link[rel=stylesheet]').getAttribute('href')";

/// The status of saving on the current page.
const SAID: &str = "document.querySelector('main:not(.leaving) .saving output').innerText";

/// Opens a page and waits until the service worker controls the site.
async fn at(site: &Site, page: &str) -> Result<Browser> {
    let browser = Browser::start().await?;
    browser.open(&site.url(page)).await?;
    until_kept(&browser).await?;
    Ok(browser)
}

async fn until_kept(browser: &Browser) -> Result<()> {
    browser
        .until(
            "a worker is active",
            "navigator.serviceWorker.controller !== null",
        )
        .await
}

/// Waits until a document is cached, even if the browser had it already.
async fn until_document_kept(browser: &Browser, page: &str) -> Result<()> {
    let kept = format!(
        "caches.match({:?}).then(found => found !== undefined)",
        document_of(page)
    );
    browser.until(&format!("{page} is kept"), &kept).await
}

/// Clicks one of the save buttons on the current page.
async fn press(browser: &Browser, button: &str) -> Result<()> {
    let selector = format!("main:not(.leaving) .saving [name={button}]");
    let button = browser.driver().find(By::Css(&*selector)).await?;
    button.scroll_into_view().await?;
    Ok(button.click().await?)
}

async fn until_said(browser: &Browser, words: &str) -> Result<()> {
    let said = format!("{SAID}.startsWith({words:?})");
    browser.until(&format!("it says “{words}”"), &said).await
}

/// Waits until a page is saved, for as long as more and more of its files are: a busy machine
/// takes its time for hundreds of them.
async fn until_saved(browser: &Browser) -> Result<()> {
    let bar = "(document.querySelector('main:not(.leaving) .saving progress')?.value ?? -1)";
    let is_saved = format!("{SAID}.startsWith('Saved, ')");
    let mut done = -1.0;
    loop {
        let goes_on = format!("{is_saved} || {bar} > {done}");
        browser.until("it is being saved", &goes_on).await?;
        if browser.text(&format!("String({is_saved})")).await? == "true" {
            return Ok(());
        }
        done = browser.number(bar).await?;
    }
}

/// Opens a page and saves it.
async fn with_saved(site: &Site, page: &str) -> Result<Browser> {
    let browser = at(site, page).await?;
    press(&browser, "save").await?;
    until_saved(&browser).await?;
    Ok(browser)
}

/// Changes the app's build: its style gets another name.
fn rebuild(app: &mut AppBuild) {
    let style = app
        .files
        .iter_mut()
        .find(|file| file.path == app.stylesheet);
    let Some(style) = style else { return };
    style.path = "style-00000000ffffffff.css".to_owned();
    style.contents.extend(b"/* Another build. */");
    app.stylesheet.clone_from(&style.path);
    app.id = "00000000ffffffff".to_owned();
}

/// Makes the browser check for a new worker, as it does by itself from time to time, and waits
/// until that one is installed or has failed: Chromium ignores another check before.
async fn look_for_update(browser: &Browser) -> Result<()> {
    let update = "navigator.serviceWorker.ready.then(async registration => {
        await registration.update().catch(() => {});
        const worker = registration.installing;
        if (worker) await new Promise(done => worker.addEventListener('statechange', done));
    })";
    browser.value(update).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn seen_pages_are_available_offline() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, SEED).await?;
    until_document_kept(&browser, SEED).await?;
    browser.navigate(RUSSIA).await?;
    browser.until_heading("Russia").await?;
    until_document_kept(&browser, RUSSIA).await?;

    site.host.refuse_all(true);
    // Loaded by the browser: the page with which the worker came, and one fetched by the
    // app.
    for (page, heading) in [(SEED, HEADLINE), (RUSSIA, "Russia")] {
        browser.open(&site.url(page)).await?;
        browser.until_heading(heading).await?;
        assert_eq!(browser.address().await?, page);
        let words = browser.number("document.querySelector('main').innerText.length");
        assert!(words.await? > 500.0, "{page} is empty");
    }
    // Followed as a link.
    browser.navigate(SEED).await?;
    browser.until_heading(HEADLINE).await?;

    // A page never seen is reported, with a link to follow.
    browser.open(&site.url("/about/")).await?;
    browser
        .until_heading("This Page Could Not Be Loaded")
        .await?;
    browser.follow("Saved pages").await?;
    Ok(())
}

/// The notice on a copy.
const COPY: &str = "The site could not be reached. This is a copy from ";

/// Opens two pages and waits until they are available offline: the seed's HTML, but only
/// the document of Russia's profile.
async fn with_copies(site: &Site) -> Result<Browser> {
    let browser = at(site, SEED).await?;
    browser.open(&site.url(SEED)).await?;
    let kept = format!("caches.match({SEED:?}).then(found => found !== undefined)");
    browser.until("the HTML is cached", &kept).await?;
    browser.navigate(RUSSIA).await?;
    until_document_kept(&browser, RUSSIA).await?;
    Ok(browser)
}

fn fail_page(site: &Site, page: &str, fault: &Fault) {
    site.host.fail(page, fault.clone());
    site.host.fail(&document_of(page), fault.clone());
}

fn mend_page(site: &Site, page: &str) {
    site.host.mend(page);
    site.host.mend(&document_of(page));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_copy_is_shown_with_its_date_if_the_host_fails() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = with_copies(&site).await?;
    let faults = [
        Fault::Status(500),
        Fault::Status(503),
        Fault::Refuse,
        Fault::CutOff,
        // The only slow fault: three seconds, once.
        Fault::Hold,
    ];
    let assert_copy_of = async |page, heading, fault: &Fault| -> Result<()> {
        fail_page(&site, page, fault);
        browser.open(&site.url(page)).await?;
        browser.until_heading(heading).await?;
        browser.until_told(Notice::News, COPY).await
    };
    for fault in faults {
        for (page, heading) in [(SEED, HEADLINE), (RUSSIA, "Russia")] {
            assert_copy_of(page, heading, &fault).await?;
            mend_page(&site, page);
        }
    }
    // The host's response is not a copy.
    browser.open(&site.url(SEED)).await?;
    browser.until_nothing_told(Notice::News).await?;

    // Followed as a link, by an app that has not loaded the page yet.
    fail_page(&site, RUSSIA, &Fault::Status(503));
    browser.navigate(RUSSIA).await?;
    browser.until_heading("Russia").await?;
    browser.until_told(Notice::News, COPY).await?;
    browser.navigate("/about/").await?;
    browser.until_nothing_told(Notice::News).await?;

    // Last, because Chromium makes a second request wait for a stalled one.
    assert_copy_of(SEED, HEADLINE, &Fault::Stall).await?;
    assert_copy_of(RUSSIA, "Russia", &Fault::Stall).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_late_response_from_the_host_is_offered() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = with_copies(&site).await?;
    site.host.fail(SEED, Fault::Hold);
    browser.open(&site.url(SEED)).await?;
    browser.until_told(Notice::News, COPY).await?;
    // It is the same: the page no longer counts as a copy.
    site.host.mend(SEED);
    browser.until_nothing_told(Notice::News).await?;

    site.host.fail(SEED, Fault::Hold);
    browser.open(&site.url(SEED)).await?;
    browser.until_told(Notice::News, COPY).await?;
    let corrected = site.text(SEED)?.replace(HEADLINE, "A Corrected Headline");
    let fault = Fault::Replace {
        content_type: "text/html".to_owned(),
        body: corrected.into_bytes(),
    };
    site.host.fail(SEED, fault);
    let outdated = "This page has been updated.";
    browser.until_told(Notice::News, outdated).await?;
    browser.until_heading(HEADLINE).await?;
    browser.follow("Reload").await?;
    browser.until_heading("A Corrected Headline").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_saved_page_is_shown_if_the_host_fails() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = with_saved(&site, SEED).await?;
    for fault in [Fault::Status(503), Fault::Hold] {
        fail_page(&site, SEED, &fault);
        fail_page(&site, "/saved/", &fault);
        browser.open(&site.url("/saved/")).await?;
        browser.until_heading("Saved Pages").await?;
        browser.open(&site.url(SEED)).await?;
        browser.until_heading(HEADLINE).await?;
        browser.until_told(Notice::News, COPY).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_copy_is_found_under_any_spelling_of_its_address() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = with_copies(&site).await?;
    for (page, heading) in [(RUSSIA, "Russia"), (SEED, HEADLINE)] {
        for address in [
            page.trim_end_matches('/').to_owned(),
            format!("{page}index.html"),
        ] {
            for status in [503, 429] {
                site.host.fail(&address, Fault::Status(status));
                fail_page(&site, page, &Fault::Status(status));
                browser.open(&site.url(&address)).await?;
                browser.until_heading(heading).await?;
                browser.until_told(Notice::News, COPY).await?;
            }
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_without_a_copy_is_waited_for() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, SEED).await?;
    site.host.fail("/about/", Fault::Status(503));
    browser.load(&site.url("/about/")).await?;
    let status = "document.body.innerText.trim()";
    assert_eq!(browser.text(status).await?, "503 Service Unavailable");
    Ok(())
}

/// As on Cloudflare Pages.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn redirected_pages_are_cached() -> Result<()> {
    let site = Site::newswire()?;
    for (from, to, content_type) in [
        ("/offline.html", "/offline", "text/html"),
        ("/saved/index.json", "/saved.json", "application/json"),
        (&document_of(RUSSIA), "/russia.json", "application/json"),
    ] {
        site.host.fail(from, Fault::Redirect(to.to_owned()));
        let fault = Fault::Replace {
            content_type: content_type.to_owned(),
            body: site.file(from)?,
        };
        site.host.fail(to, fault);
    }
    let site = site.with_worker();
    let browser = at(&site, SEED).await?;
    until_document_kept(&browser, SEED).await?;
    browser.navigate(RUSSIA).await?;
    until_document_kept(&browser, RUSSIA).await?;
    site.host.refuse_all(true);
    for (page, heading) in [
        (SEED, HEADLINE),
        (RUSSIA, "Russia"),
        ("/saved/", "Saved Pages"),
        ("/about/", "This Page Could Not Be Loaded"),
    ] {
        browser.open(&site.url(page)).await?;
        browser.until_heading(heading).await?;
    }
    Ok(())
}

/// Whether the save button is visible.
const CAN_SAVE: &str = "getComputedStyle(document.querySelector('.saving button')).visibility
    === 'visible'";

fn script(body: &str) -> Fault {
    Fault::Replace {
        content_type: "text/javascript".to_owned(),
        body: body.into(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_save_button_is_hidden_if_it_cannot_work() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = Browser::start().await?;
    let started = "performance.getEntriesByName('hydrated').length > 0";
    let page_side = site.offline_script();
    let html = || Fault::Replace {
        content_type: "text/html".to_owned(),
        body: b"<!doctype html><title>Sign in</title>".to_vec(),
    };
    for fault in [
        Fault::Status(404),
        Fault::Truncate,
        Fault::Stall,
        script(""),
        html(),
    ] {
        site.host.fail(&page_side, fault.clone());
        site.host.clear_requests();
        browser.load(&site.url(SEED)).await?;
        browser.until("the app has started", started).await?;
        if fault != Fault::Stall {
            // Resolves when the page's own import does.
            let settled = format!("import({page_side:?}).then(() => true, () => true)");
            browser
                .until("the script has loaded or failed", &settled)
                .await?;
        }
        let seen = browser.value(CAN_SAVE).await?;
        assert_eq!(seen, json!(false), "{fault:?}");
    }
    site.host.mend(&page_side);
    let hidden = format!("!({CAN_SAVE})");
    for fault in [Fault::Status(404), Fault::Truncate, html()] {
        site.host.fail("/sw.js", fault);
        browser.open(&site.url(SEED)).await?;
        browser.until("the button is hidden", &hidden).await?;
    }
    site.host.mend("/sw.js");
    browser.open(&site.url(SEED)).await?;
    browser.until("the button is visible", CAN_SAVE).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_worker_that_never_starts_is_reported_on_saving() -> Result<()> {
    // Its script is held back.
    let mut site = Site::newswire()?;
    site.shorten_timers()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    press(&browser, "save").await?;
    until_said(&browser, "Not saved. Check your connection").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_worker_changes_nothing_on_any_kind_of_page() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, "/").await?;
    for page in KINDS {
        browser.open(&site.url(page)).await?;
        let mut console = browser.console().await?;
        console.retain(|message| !(page == NOWHERE && message.contains("404")));
        assert_eq!(console, Vec::<String>::new(), "{page}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_article_can_be_saved_and_removed() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = with_saved(&site, SEED).await?;

    site.host.refuse_all(true);
    browser.open(&site.url("/saved/")).await?;
    let listed = format!(
        "document.querySelector('main:not(.leaving) #saved a')?.textContent === {HEADLINE:?}"
    );
    browser.until("the article is listed", &listed).await?;
    browser.follow(HEADLINE).await?;
    browser.until_heading(HEADLINE).await?;
    until_saved(&browser).await?;

    browser.driver().back().await?;
    browser.until_heading("Saved Pages").await?;
    browser
        .until("the article is listed again", &listed)
        .await?;
    press(&browser, "forget").await?;
    let is_empty = "document.querySelectorAll('#saved li').length === 0";
    browser.until("nothing is listed", is_empty).await?;
    browser.until_focus_on_heading().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_section_is_saved_with_its_articles() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = with_saved(&site, SECTION).await?;
    site.host.refuse_all(true);
    let slug = site
        .newsroom
        .articles
        .iter()
        .find(|article| article.home().slug() == "missile")
        .map(|article| (article.slug.clone(), article.headline.clone()));
    let Some((slug, headline)) = slug else {
        anyhow::bail!("the section has no article");
    };
    browser
        .open(&site.url(&format!("/gsn/article/{slug}/")))
        .await?;
    browser.until_heading(&headline).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn saving_the_archive_can_be_canceled() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, "/gsn/archive/").await?;
    site.host.fail(&document_of(RUSSIA), Fault::Hold);
    press(&browser, "save").await?;
    let goes_on = "(() => {
        const bar = document.querySelector('main .saving progress');
        return !bar.hidden && bar.value > 1 && bar.max > bar.value;
    })()";
    browser.until("its progress is seen", goes_on).await?;
    // The save button becomes the cancel button and keeps focus.
    let focused = "document.activeElement.name === 'save'
        && document.activeElement.textContent === 'Cancel'";
    browser.until("it can be canceled", focused).await?;
    browser.press(Key::Enter).await?;
    until_said(&browser, "Canceled.").await?;
    site.host.mend(&document_of(RUSSIA));

    press(&browser, "save").await?;
    until_saved(&browser).await?;
    site.host.refuse_all(true);
    for page in [RUSSIA, "/about/", SECTION] {
        browser.open(&site.url(page)).await?;
        let heading = browser.heading().await?;
        ensure!(!heading.starts_with("This Page"), "{page} was not kept");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_failure_to_save_is_reported() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, SEED).await?;
    site.host.refuse_all(true);
    press(&browser, "save").await?;
    until_said(&browser, "Not saved. Check your connection").await?;
    site.host.refuse_all(false);
    press(&browser, "save").await?;
    until_saved(&browser).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_never_runs_with_another_builds_app() -> Result<()> {
    let mut site = Site::newswire()?.with_worker();
    let browser = with_saved(&site, SEED).await?;
    browser.mark_document().await?;
    let first = browser.text(BUILD).await?;

    site.publish_again(|_, app| rebuild(app))?;
    // The open page keeps working, and a link from it loads the other app's page.
    assert_eq!(browser.text(BUILD).await?, first);
    browser.follow("Latest").await?;
    browser.until_heading("Latest News").await?;
    browser.hydrated().await?;
    assert!(!browser.is_marked_document().await?, "it was not loaded");
    let second = browser.text(BUILD).await?;
    assert!(second.starts_with("00000000ffffffff "), "{second}");
    assert!(second.ends_with("/style-00000000ffffffff.css"), "{second}");

    // The new worker takes over with the saved pages, and the old caches are deleted.
    look_for_update(&browser).await?;
    let one_build = format!(
        "{CACHES}.then(names => names.some(name => name.includes('saved:00000000ffffffff'))
            && names.every(name => /:search$|:00000000ffffffff$/.test(name)))"
    );
    browser.until("the old caches are gone", &one_build).await?;
    site.host.refuse_all(true);
    browser.open(&site.url(SEED)).await?;
    browser.until_heading(HEADLINE).await?;
    assert_eq!(
        browser.text(BUILD).await?.split(' ').next(),
        second.split(' ').next()
    );
    Ok(())
}

/// Stops the workers while one waits for a file, as a browser short of memory does; only
/// Chromium allows it.
async fn stop_in_the_middle(site: &Site, browser: &Browser, file: &str) -> Result<()> {
    site.host.fail(file, Fault::Hold);
    site.host.clear_requests();
    let update = "void navigator.serviceWorker.ready.then(registration => registration.update())";
    browser.value(update).await?;
    tests::eventually("the new worker waits for the file", async || {
        let requests = site.host.requests();
        Ok(requests.iter().any(|path| path == file).then_some(()))
    })
    .await?;
    browser.devtools("ServiceWorker.enable", json!({})).await?;
    browser
        .devtools("ServiceWorker.stopAllWorkers", json!({}))
        .await?;
    site.host.fail(file, Fault::Status(404));
    Ok(())
}

/// A late answer about whether a page is saved must not override a newer state.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_question_before_saving_is_answered_before() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = at(&site, SEED).await?;
    let states = format!(
        "new Promise(resolve => {{
            const container = navigator.serviceWorker;
            const states = [];
            container.addEventListener('message', ({{ data }}) => {{
                const state = JSON.parse(data).progress?.state;
                if (state && state !== states.at(-1)) states.push(state);
                if (state === 'saved') resolve(states.join(', '));
            }});
            const ask = (...words) => container.controller.postMessage(words);
            ask('state', {SEED:?});
            ask('save', {SEED:?}, 'A title', '', '');
            ask('state', {SEED:?});
        }})"
    );
    // The first answer may already be that it is being saved.
    let states = browser.text(&states).await?;
    let is_in_order = ["none, saving, saved", "saving, saved"].contains(&&states[..]);
    ensure!(is_in_order, "{states}");
    let state = format!(
        "new Promise(resolve => {{
            navigator.serviceWorker.addEventListener('message', ({{ data }}) => {{
                const state = JSON.parse(data).progress?.state;
                if (state) resolve(state);
            }});
            navigator.serviceWorker.controller.postMessage(['state', {SEED:?}]);
        }})"
    );
    ensure!(browser.text(&state).await? == "saved");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_failed_update_leaves_the_last_good_one() -> Result<()> {
    let mut site = Site::newswire()?.with_worker();
    let browser = with_saved(&site, SEED).await?;
    let first = browser.text(BUILD).await?;

    // First a file that the host does not have yet; then a network failure in
    // mid-download.
    site.publish_again(|_, app| rebuild(app))?;
    let style = "/style-00000000ffffffff.css";
    site.host.fail(style, Fault::Status(404));
    look_for_update(&browser).await?;
    site.host.fail(style, Fault::CutOff);
    look_for_update(&browser).await?;
    if Engine::chosen()? == Engine::Chromium {
        stop_in_the_middle(&site, &browser, style).await?;
    }
    site.host.refuse_all(true);
    browser.open(&site.url(SEED)).await?;
    browser.until_heading(HEADLINE).await?;
    assert_eq!(browser.text(BUILD).await?, first);

    site.host.refuse_all(false);
    site.host.mend(style);
    look_for_update(&browser).await?;
    let taken_over = format!(
        "{CACHES}.then(names => names.every(name => /:search$|:00000000ffffffff$/.test(name)))"
    );
    browser.until("the other one takes over", &taken_over).await
}

/// The number of times the page has received the publication.
const ANSWERS: &str = "performance.getEntriesByType('resource')
    .filter(it => it.name.endsWith('/publication.json') && it.responseEnd > 0).length";

/// Waits until the page knows its initial publication.
async fn until_publication_known(browser: &Browser) -> Result<()> {
    let known = format!("{ANSWERS} > 0");
    browser
        .until("the page knows the publication", &known)
        .await
}

/// The reader returns to the page, which then checks for new content.
async fn come_back(browser: &Browser) -> Result<()> {
    let event = "document.dispatchEvent(new Event('visibilitychange'))";
    browser.value(event).await?;
    Ok(())
}

/// Publishes the site with a change to one article.
fn publish_something_new(site: &mut Site) -> Result<()> {
    site.publish_again(|newsroom, _| {
        if let Some(article) = newsroom.articles.first_mut() {
            article.body = Html::from_sanitized("<p>Something new.</p>".to_owned());
        }
    })
}

const NEWS: &str = "This site has been updated.";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn new_content_is_announced_and_nothing_moves() -> Result<()> {
    let mut site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(RUSSIA)).await?;
    until_publication_known(&browser).await?;
    browser.value("scrollTo(0, 500)").await?;
    let place = "JSON.stringify([scrollY, document.querySelector('h1').getBoundingClientRect()])";
    let before = browser.text(place).await?;

    publish_something_new(&mut site)?;
    come_back(&browser).await?;
    browser.until_told(Notice::News, NEWS).await?;
    assert_eq!(browser.text(place).await?, before);
    browser.mark_document().await?;
    browser.follow("Reload").await?;
    let loaded = "window.sameDocument === undefined
        && performance.getEntriesByName('hydrated').length > 0";
    browser.until("the page is loaded again", loaded).await?;
    assert_eq!(browser.notice(Notice::News).await?, "");
    Ok(())
}

fn json(body: &str) -> Fault {
    Fault::Replace {
        content_type: "application/json".to_owned(),
        body: body.into(),
    }
}

/// Makes the page check again, and verifies that there is no notice.
async fn assert_no_news(site: &Site, browser: &Browser, body: &str) -> Result<()> {
    let answers = browser.number(ANSWERS).await?;
    site.host.fail("/publication.json", json(body));
    come_back(browser).await?;
    let answered = format!("{ANSWERS} > {answers}");
    browser.until("the page has asked again", &answered).await?;
    assert_eq!(browser.notice(Notice::News).await?, "", "{body}");
    assert_eq!(browser.console().await?, Vec::<String>::new(), "{body}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_invalid_publication_is_not_announced() -> Result<()> {
    let mut site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(RUSSIA)).await?;
    until_publication_known(&browser).await?;
    for body in [
        "null",
        "{}",
        "[]",
        "7",
        "",
        r#"{"app":1,"documents":null}"#,
        "<!doctype html><title>Sign in</title>",
    ] {
        assert_no_news(&site, &browser, body).await?;
    }
    // The known publication is unchanged.
    publish_something_new(&mut site)?;
    site.host.mend("/publication.json");
    come_back(&browser).await?;
    browser.until_told(Notice::News, NEWS).await?;

    // A page that initially got such a response waits for a valid one.
    site.host.fail("/publication.json", json("{}"));
    browser.open(&site.url(SEED)).await?;
    until_publication_known(&browser).await?;
    let published = site.text("/publication.json")?;
    assert_no_news(&site, &browser, &published).await
}

/// Neither the notice nor the list of saved pages depends on the data embedded in the
/// page, which may be truncated or modified in transit.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_with_damaged_data_announces_new_content() -> Result<()> {
    let mut site = Site::newswire()?;
    let browser = Browser::start().await?;
    let html = site.text(SEED)?;
    let start = html.find("id=\"page-data\">").context("it has data")? + "id=\"page-data\">".len();
    let end = start + html[start..].find("</script>").context("they end")?;
    let with_data = |data: &str| format!("{}{data}{}", &html[..start], &html[end..]);
    let doubled = format!("{html}<script type=\"application/json\" id=\"page-data\">{{</script>");
    for damaged in [
        html.replace("id=\"page-data\"", "id=\"other-data\""),
        doubled,
        with_data("{\"app\":\"0\",\"path\":\"/gsn"),
        with_data("null"),
        with_data("[]"),
        with_data(""),
    ] {
        let fault = Fault::Replace {
            content_type: "text/html".to_owned(),
            body: damaged.into_bytes(),
        };
        site.host.fail(SEED, fault);
        browser.load(&site.url(SEED)).await?;
        until_publication_known(&browser).await?;
        let console = browser.console().await?;
        let is_thrown = |message: &String| message.contains("Error");
        assert!(!console.iter().any(is_thrown), "{console:#?}");
    }
    publish_something_new(&mut site)?;
    come_back(&browser).await?;
    browser.until_told(Notice::News, NEWS).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn it_works_below_a_base() -> Result<()> {
    let site = Site::below("/newswire/")?.with_worker();
    let browser = with_saved(&site, SEED).await?;
    site.host.refuse_all(true);
    browser.open(&site.url(SEED)).await?;
    browser.until_heading(HEADLINE).await?;
    assert_eq!(site.host.strays(), Vec::<String>::new());
    Ok(())
}
