//! What a reader waits for and downloads.

use crate::corpus::{COMMON, RARE};
use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;
use host::Host;
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::Path;
use tests::browser::Browser;

/// Searches the generated site in a browser: for one word in a fresh profile, then for
/// another on the same page.
pub async fn measure(folder: &Path) -> Result<()> {
    let root = folder.join("site");
    println!("| search | first result | requests | bytes, with gzip |");
    println!("| --- | --- | --- | --- |");
    for (first, second) in [(RARE, COMMON), (COMMON, RARE)] {
        let host = Host::start(&root)?;
        let browser = Browser::start().await?;
        browser
            .load(&host.url(&format!("/search/?q={first}")))
            .await?;
        let shown = |word: &str| {
            format!(
                "document.getElementById('search-count')?.innerText.endsWith('“{word}”') === true"
            )
        };
        // The time until the page has loaded and shows results, on the browser's clock.
        let watch = "new Promise(resolve => {
            const look = () => document.querySelector('#search-found h3')
                ? resolve(performance.now()) : setTimeout(look, 5);
            look();
        })";
        let cold = browser.value(watch).await?.as_f64().unwrap_or_default();
        browser.until("it was found", &shown(first)).await?;
        row(first, "cold", cold, &host, &root);
        host.clear_requests();
        let field = "document.getElementById('search')";
        let search = format!(
            "new Promise(resolve => {{
                const start = performance.now();
                {field}.value = arguments[0];
                {field}.dispatchEvent(new Event('input', {{ bubbles: true }}));
                const look = () => {} ? resolve(performance.now() - start) : setTimeout(look, 5);
                look();
            }})",
            shown(second)
        );
        let warm = browser.value_with(&search, vec![json!(second)]).await?;
        row(
            second,
            "warm",
            warm.as_f64().unwrap_or_default(),
            &host,
            &root,
        );
        drop(browser);
    }
    println!();
    Ok(())
}

/// A row of the table. Includes the app and its pages as well as the index.
fn row(word: &str, what: &str, milliseconds: f64, host: &Host, root: &Path) {
    let requests = host.requests();
    let bytes: usize = requests.iter().map(|path| transfer(root, path)).sum();
    println!(
        "| “{word}”, {what} | {milliseconds:.0} ms | {} | {:.1} kB |",
        requests.len(),
        bytes as f64 / 1e3
    );
}

/// A file's transfer size from a host that compresses text.
fn transfer(root: &Path, path: &str) -> usize {
    let path = path.trim_start_matches('/');
    let path = if path.is_empty() || path.ends_with('/') {
        root.join(path).join("index.html")
    } else {
        root.join(path)
    };
    let contents = fs::read(path).unwrap_or_default();
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(&contents).and_then(|()| encoder.finish());
    packed.map_or(contents.len(), |packed| packed.len().min(contents.len()))
}
