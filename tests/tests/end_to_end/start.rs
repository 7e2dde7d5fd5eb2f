//! When the app starts: after the first frame, or when there will be none.

use anyhow::Result;
use host::Fault;
use serde_json::json;
use tests::browser::{Browser, Engine};
use tests::site::{SEED, Site};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_app_starts_after_the_first_frame() -> Result<()> {
    // Frames come late, and the timer for pages without frames never.
    const LATE_FRAMES: &str = "const [frame, wait] = [requestAnimationFrame, setTimeout];
        window.setTimeout = (act, delay) => delay !== 1000 && wait(act, delay);
        window.requestAnimationFrame = act => wait(() => frame(time => {
            performance.mark('frame');
            act(time);
        }), 2000);";
    let site = Site::newswire()?;
    let browser = Browser::start_in(Engine::Chromium).await?;
    let parameters = json!({ "source": LATE_FRAMES });
    browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", parameters)
        .await?;
    browser.open(&site.url(SEED)).await?;
    let time = async |mark: &str| {
        let time = format!("performance.getEntriesByName('{mark}')[0].startTime");
        browser.number(&time).await
    };
    let (frame, started) = (time("frame").await?, time("hydrated").await?);
    assert!(
        frame < started,
        "started at {started}, first frame at {frame}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_app_starts_where_no_frames_are_drawn() -> Result<()> {
    const NO_FRAMES: &str = "window.requestAnimationFrame = () => 0;";
    const HIDDEN: &str = "Object.defineProperty(document, 'hidden', { value: true });
        const wait = setTimeout;
        window.setTimeout = (act, delay) => delay !== 1000 && wait(act, delay);";
    let site = Site::newswire()?;
    let browser = Browser::start_in(Engine::Chromium).await?;
    for script in [NO_FRAMES.to_owned(), format!("{NO_FRAMES} {HIDDEN}")] {
        let parameters = json!({ "source": script });
        let added = browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", parameters)
            .await?;
        browser.open(&site.url(SEED)).await?;
        browser
            .devtools("Page.removeScriptToEvaluateOnNewDocument", added)
            .await?;
    }
    Ok(())
}

/// A page that the browser renders before the reader asks for it announces, focuses and
/// reports nothing until it is shown.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn on_a_prerendered_page_the_app_starts_when_it_is_shown() -> Result<()> {
    const RULES: &str = "/rules.json";
    const PROBE: &str = "/probe.js";
    const RENDERED: &str = "/rendered";
    let site = Site::newswire()?;
    let send = |path, content_type: &str, body: String| {
        let content_type = content_type.to_owned();
        let body = body.into_bytes();
        site.host.fail(path, Fault::Replace { content_type, body });
    };
    let rules = json!({ "prerender": [{ "urls": ["/about/"], "eagerness": "immediate" }] });
    let media_type = "application/speculationrules+json";
    send(RULES, media_type, rules.to_string());
    site.host
        .add_header("Speculation-Rules", &format!("\"{RULES}\""))?;
    // The host hears when the app could have started: a script after the app's does what
    // that does, but the start.
    let probe = format!("<script type=\"module\" src=\"{PROBE}\"></script></head>");
    let html = site.text("/about/")?.replace("</head>", &probe);
    send("/about/", "text/html", html);
    let probe = format!(
        "const {{ href }} = document.querySelector('link[rel=preload][as=fetch]');
        const program = await WebAssembly.compileStreaming(fetch(href));
        setTimeout(() => setTimeout(() => fetch('{RENDERED}')));"
    );
    send(PROBE, "text/javascript", probe);
    let browser = Browser::start_in(Engine::Chromium).await?;
    browser.open(&site.url(SEED)).await?;
    tests::eventually("the page is rendered", async || {
        let requests = site.host.requests();
        Ok(requests.iter().any(|path| path == RENDERED).then_some(()))
    })
    .await?;
    // Only a navigation by the page itself shows what its rules have prerendered.
    browser.value("void (location.href = '/about/')").await?;
    browser.until_heading("About This Newswire").await?;
    browser.hydrated().await?;
    let shown = browser.number("performance.getEntriesByType('navigation')[0].activationStart");
    let shown = shown.await?;
    assert!(shown > 0.0, "the page was not prerendered");
    let started = browser.number("performance.getEntriesByName('hydrated')[0].startTime");
    let started = started.await?;
    assert!(started > shown, "started at {started}, shown at {shown}");
    let scripts = "document.documentElement.hasAttribute('data-scripts')";
    assert_eq!(browser.value(scripts).await?, json!(true));
    Ok(())
}
