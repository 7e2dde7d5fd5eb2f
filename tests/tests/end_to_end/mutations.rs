//! Documents that translation tools, extensions and hosts modify before the app starts or
//! while it runs.

use anyhow::{Context, Result, ensure};
use host::Fault;
use model::contract::attributes;
use serde_json::json;
use tests::browser::{Browser, Notice};
use tests::seed::HEADLINE;
use tests::site::{RUSSIA, SEED, Site, document_of};

/// Each modification, and its script.
const MUTATIONS: [(&str, &str); 14] = [
    (
        "an extension inserts at the beginning of the root",
        "root.prepend(Object.assign(document.createElement('div'), { textContent: 'Deals!' }))",
    ),
    (
        "an extension inserts text and comments everywhere",
        "for (const element of [root, ...root.querySelectorAll('*')]) {
            element.prepend(' ', document.createComment('x'));
        }",
    ),
    (
        "a translation wraps all text",
        "{
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
            const texts = [];
            while (walker.nextNode()) texts.push(walker.currentNode);
            for (const text of texts) {
                const [outer, inner] = [document.createElement('font'), document.createElement('font')];
                text.replaceWith(outer);
                outer.append(inner);
                inner.append(text);
            }
            document.documentElement.className = 'translated-ltr';
        }",
    ),
    (
        "a host strips comments and white space",
        "{
            const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
            const nodes = [];
            while (walker.nextNode()) nodes.push(walker.currentNode);
            for (const node of nodes) {
                if (node.nodeType === Node.COMMENT_NODE || !node.data.trim()) node.remove();
            }
        }",
    ),
    (
        "the document is serialized and read again",
        "root.outerHTML = root.outerHTML",
    ),
    ("the masthead is removed", "root.querySelector('.masthead').remove()"),
    ("the skip links are removed", "root.querySelector('.skip-links').remove()"),
    ("the navigation is removed", "root.querySelector('.main-navigation').remove()"),
    ("the notices are removed", "root.querySelector('.notices').remove()"),
    ("the footer is removed", "root.querySelector('.footer').remove()"),
    ("the page is removed", "root.querySelector('.page').remove()"),
    (
        "all that is around the page is removed",
        "root.replaceChildren(root.querySelector('.page'))",
    ),
    (
        "the parts of the frame change places",
        "root.prepend(...[...root.children].reverse())",
    ),
    (
        "the root is taken away from around them",
        "root.replaceWith(...root.childNodes)",
    ),
];

/// Loads the article while the app does not arrive, for which the browser delays the load
/// event.
async fn load_without_app(browser: &Browser, site: &Site) -> Result<()> {
    site.host.fail(&site.wasm(), Fault::Hold);
    browser.mark_document().await?;
    let load = format!("void (location.href = {:?})", site.url(SEED));
    browser.value(&load).await?;
    let is_there = format!(
        "!window.sameDocument && location.pathname === {SEED:?} && document.readyState !== 'loading'"
    );
    browser.until("the document is there", &is_there).await
}

fn mutate(script: &str) -> String {
    format!("(() => {{ const root = document.getElementById('app'); {script}; }})()")
}

/// Follows a link to one of the app's pages; the link is created for this purpose.
async fn follow(browser: &Browser, path: &str) -> Result<()> {
    let follow = "(() => {
        const link = document.createElement('a');
        link.href = arguments[0];
        document.body.append(link);
        link.click();
        link.remove();
    })()";
    browser.value_with(follow, vec![json!(path)]).await?;
    Ok(())
}

/// The app still works.
async fn assert_answers(site: &Site, browser: &Browser) -> Result<()> {
    browser.mark_document().await?;
    site.host.fail(&document_of(RUSSIA), Fault::Status(503));
    follow(browser, RUSSIA).await?;
    browser.until_told(Notice::Alert, "Try again").await?;
    site.host.mend(&document_of(RUSSIA));
    browser.follow("Try again").await?;
    browser.until_heading("Russia").await?;
    browser.until_focus_on_heading().await?;
    follow(browser, "/about/").await?;
    browser.until_heading("About This Newswire").await?;
    let current = "document.querySelector('#main-navigation')
        ?.querySelectorAll('[aria-current]').length ?? 0";
    assert_eq!(browser.number(current).await?, 0.0);
    assert!(
        browser.is_marked_document().await?,
        "the document was reloaded"
    );
    let mut console = browser.console().await?;
    console.retain(|message| !message.contains("status of 503"));
    assert_eq!(console, Vec::<String>::new());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_app_takes_over_modified_documents() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for (what, script) in MUTATIONS {
        load_without_app(&browser, &site).await?;
        browser.value(&mutate(script)).await?;
        let main = "document.querySelector('main')?.outerHTML";
        let before = browser.text(main).await?;
        site.host.mend(&site.wasm());
        browser.hydrated().await.context(what)?;
        assert_eq!(browser.text(main).await?, before, "{what}");
        assert_answers(&site, &browser).await.context(what)?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_app_survives_later_modifications() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for (what, script) in MUTATIONS {
        browser.open(&site.url(SEED)).await?;
        browser.value(&mutate(script)).await?;
        assert_answers(&site, &browser).await.context(what)?;
    }
    Ok(())
}

/// Some hosts change scripts to make them smaller. The policy then no longer allows the
/// one in the head.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_page_whose_inline_script_was_changed_works_once_the_app_has_started() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let changed = format!("{};", site.scheme_script());
    let html = site.text(SEED)?.replace(site.scheme_script(), &changed);
    ensure!(html.contains(&changed), "the page contains no script");
    let fault = Fault::Replace {
        content_type: "text/html".to_owned(),
        body: html.into_bytes(),
    };
    site.host.fail(SEED, fault);
    load_without_app(&browser, &site).await?;
    let has = |name| format!("document.documentElement.hasAttribute({name:?})");
    assert_eq!(
        browser.value(&has(attributes::SCRIPTS)).await?,
        json!(false)
    );
    site.host.mend(&site.wasm());
    browser.hydrated().await?;
    assert_eq!(browser.value(&has(attributes::SCRIPTS)).await?, json!(true));
    assert_eq!(browser.value(&has(attributes::APP)).await?, json!(true));
    Ok(())
}

/// A modified page's text is restored, from the host if need be.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_removed_text_is_restored_on_going_back() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    load_without_app(&browser, &site).await?;
    browser
        .value("document.querySelector('[data-body]').remove()")
        .await?;
    site.host.mend(&site.wasm());
    browser.hydrated().await?;
    browser.navigate(RUSSIA).await?;
    browser.go_back().await?;
    browser.until_heading(HEADLINE).await?;
    let words = browser.number("document.querySelector('main:not(.leaving)').innerText.length");
    assert!(words.await? > 500.0, "the article is empty");
    Ok(())
}

/// The embedded data, and possible damage to it; whether the app can still start.
const DATA: [(&str, &str, bool); 6] = [
    ("no page data", "page.remove()", false),
    ("no site data", "site.remove()", false),
    (
        "page data cut off",
        "page.textContent = page.textContent.slice(0, -9)",
        false,
    ),
    ("site data cut off", "site.textContent = '{'", false),
    ("page data twice", "page.after(page.cloneNode(true))", true),
    (
        "a heading with their id",
        "document.querySelector('main h2, main h1').id = 'page-data'",
        true,
    ),
];

/// Visible controls that need the app.
const IN_SIGHT: &str = "[...document.querySelectorAll('.needs-app')]
    .filter(it => it.checkVisibility({ visibilityProperty: true })).length";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_its_data_the_page_is_readable_and_its_links_work() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    for (what, script, starts) in DATA {
        load_without_app(&browser, &site).await?;
        let change = format!(
            "(() => {{
                const [page, site] = ['page-data', 'site-data']
                    .map(id => document.getElementById(id));
                {script};
            }})()"
        );
        browser.value(&change).await?;
        site.host.mend(&site.wasm());
        if starts {
            browser.hydrated().await.context(what)?;
            assert_eq!(browser.heading().await?, HEADLINE, "{what}");
            continue;
        }
        let given_up = "!('scripts' in document.documentElement.dataset)";
        browser
            .until("the app has given up", given_up)
            .await
            .context(what)?;
        assert_eq!(browser.heading().await?, HEADLINE, "{what}");
        assert_eq!(browser.number(IN_SIGHT).await?, 0.0, "{what}");
        assert_eq!(browser.console().await?, Vec::<String>::new(), "{what}");
        browser.follow("View Country Profile →").await?;
        browser.until_heading("Russia").await.context(what)?;
    }
    Ok(())
}

/// The notice, shown once, to readers who use something that needs the app.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_app_that_does_not_start_is_reported_where_it_is_needed() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let html = Fault::Replace {
        content_type: "text/html".to_owned(),
        body: b"<!doctype html><title>Sign in</title>".to_vec(),
    };
    let wasm = |body: Vec<u8>| Fault::Replace {
        content_type: "application/wasm".to_owned(),
        body,
    };
    let program = site.file(&site.wasm())?;
    let script = |body: Vec<u8>| Fault::Replace {
        content_type: "text/javascript".to_owned(),
        body,
    };
    let start = site.file(&site.script())?;
    for (file, fault) in [
        (site.wasm(), Fault::Status(404)),
        (site.wasm(), Fault::CutOff),
        (site.wasm(), html.clone()),
        (site.wasm(), wasm(Vec::new())),
        (site.wasm(), wasm(program[..program.len() / 2].to_vec())),
        (site.script(), Fault::Status(404)),
        (site.script(), Fault::Refuse),
        (site.script(), html),
        (site.script(), script(start[..start.len() / 2].to_vec())),
    ] {
        let what = format!("{file}: {fault:?}")
            .chars()
            .take(100)
            .collect::<String>();
        site.host.fail(&file, fault);
        assert_app_is_missed(&site, &browser).await.context(what)?;
        site.host.mend(&file);
    }
    Ok(())
}

/// Pages that need the app say so once, and show no broken controls.
async fn assert_app_is_missed(site: &Site, browser: &Browser) -> Result<()> {
    for (page, says) in [
        ("/search/?q=antimissile", "Search requires scripts"),
        ("/saved/", "Saving pages requires scripts"),
    ] {
        browser.load(&site.url(page)).await?;
        let said = format!("document.querySelector('main').innerText.split({says:?}).length === 2");
        browser.until(says, &said).await?;
        ensure!(browser.number(IN_SIGHT).await? == 0.0, "{page}");
        browser.console().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_webassembly_pages_say_the_same_as_without_scripts() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start_without_webassembly().await?;
    browser.load(&site.url(SEED)).await?;
    ensure!(browser.value("typeof WebAssembly").await? == "undefined");
    assert_eq!(browser.heading().await?, HEADLINE);
    assert_app_is_missed(&site, &browser).await?;
    browser.load(&site.url(SEED)).await?;
    browser.follow("View Country Profile →").await?;
    browser.until_heading("Russia").await
}
