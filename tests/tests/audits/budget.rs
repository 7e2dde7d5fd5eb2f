//! The cost of a first visit to an article.

use anyhow::Result;
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Write;
use tests::browser::Browser;
use tests::site::{ICON, SEED, Site};

/// In bytes, as sent by a host with precompressed files.
const BYTES: usize = 69_000;
const REQUESTS: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_first_visit_stays_within_its_budget() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let mut requests = BTreeSet::from_iter(site.requests());
    requests.insert(ICON.to_owned());

    let mut sum = 0;
    for path in &requests {
        let size = compressed(&site.file(path)?)?;
        println!("{size:>8}  {path}");
        // Flags vary in size.
        if !path.starts_with("/flags/") {
            sum += size;
        }
    }
    println!("{sum:>8}  without the flag, in {} requests", requests.len());
    assert!(requests.contains(&site.wasm()), "the app was not loaded");
    assert!(requests.len() <= REQUESTS, "{} requests", requests.len());
    assert!(sum <= BYTES, "{sum} bytes are more than {BYTES}");
    Ok(())
}

/// The most bytes of the app's memory after a first page: its stack, its data, and what it keeps.
const MEMORY_BYTES: f64 = 262_144.0;

/// Notes the memory of a program when it starts.
const NOTE_MEMORY: &str = "const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...program) => {
    const instance = await instantiate(...program);
    const exported = Object.values(instance.exports);
    window.programMemory = exported.find(it => it instanceof WebAssembly.Memory);
    return instance;
};";

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_memory_of_the_app_stays_within_its_budget() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let note = json!({ "source": NOTE_MEMORY });
    browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", note)
        .await?;
    browser.open(&site.url(SEED)).await?;
    let bytes = browser.number("programMemory.buffer.byteLength").await?;
    assert!(
        bytes <= MEMORY_BYTES,
        "{bytes} bytes are more than {MEMORY_BYTES}"
    );
    Ok(())
}

/// What is loaded to keep pages, after the app has started. Half of it is the page that is shown
/// in place of others, which contains its style as all pages do.
const KEEPING_BYTES: usize = 14_200;

/// The most bytes of a first search.
const SEARCH_BYTES: usize = 86_500;

/// The most requests of a first search: script and program, the list of what there is, the
/// word, the titles, the facets.
const SEARCH_REQUESTS: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_offline_scripts_stay_within_their_budget() -> Result<()> {
    let site = Site::newswire()?.with_worker();
    let browser = Browser::start().await?;
    browser.open(&site.url(SEED)).await?;
    let is_there = "navigator.serviceWorker.controller !== null";
    browser.until("a worker is active", is_there).await?;
    let html = site.text(SEED)?;
    let mut sum = 0;
    for path in BTreeSet::from_iter(site.host.requests()) {
        let is_of_the_page = path == SEED
            || path == ICON
            || path.starts_with("/flags/")
            || path == site.wasm()
            || html.contains(&format!("\"{path}\""))
            || html.contains(&format!("={path}"));
        if !is_of_the_page {
            let mut file = site.file(&path)?;
            if path.ends_with(".html") {
                // Counted with the first visit, which has it too.
                file = site.text(&path)?.replace(site.scheme_script(), "").into();
            }
            let size = compressed(&file)?;
            println!("{size:>8}  {path}");
            sum += size;
        }
    }
    println!("{sum:>8}  to keep pages");
    assert!(sum > 0, "nothing has arrived");
    assert!(
        sum <= KEEPING_BYTES,
        "{sum} bytes are more than {KEEPING_BYTES}"
    );
    Ok(())
}

/// What a first search fetches besides the page: the program, and what of the index the first
/// results and the counts of the filters need.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_search_stays_within_its_budget() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/search/?q=antimissile")).await?;
    let is_found = "document.querySelector('#search-found h3') !== null
        && document.querySelector('#search-section').options.length > 1";
    browser.until("it is found and counted", is_found).await?;
    let files = BTreeSet::from_iter(site.host.requests()).into_iter();
    // Names with a hash, unlike the page itself.
    let files = files.filter(|path| path.starts_with("/search/") && path.contains('-'));
    let (mut requests, mut sum) = (0, 0);
    for path in files {
        let file = site.file(&path)?;
        // Hosts compress only types that they know.
        let size = match path.ends_with(".bin") {
            true => file.len(),
            false => compressed(&file)?,
        };
        println!("{size:>8}  {path}");
        requests += 1;
        sum += size;
    }
    println!("{sum:>8}  to search, in {requests} requests");
    assert!(requests > 3, "nothing has arrived");
    assert!(
        requests <= SEARCH_REQUESTS,
        "{requests} requests are more than {SEARCH_REQUESTS}"
    );
    assert!(
        sum <= SEARCH_BYTES,
        "{sum} bytes are more than {SEARCH_BYTES}"
    );
    Ok(())
}

/// A file's size with maximum Brotli compression.
fn compressed(file: &[u8]) -> Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    writer.write_all(file)?;
    Ok(writer.into_inner().len())
}
