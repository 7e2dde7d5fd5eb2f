//! What a reader downloads to search.

use crate::corpus::{COMMON, RARE};
use anyhow::Result;
use host::Host;
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;
use tests::browser::Browser;

/// How an engine is used in a browser.
pub struct Engine {
    /// The page that searches for what follows its address.
    pub page: &'static str,
    /// Whether the results for a word are shown; the word is the argument.
    pub is_found: &'static str,
    /// Searches for another word on the same page; the word is the argument.
    pub next: &'static str,
    /// Whether a path is that of a file which only a search fetches.
    pub is_its_own: fn(&str) -> bool,
}

/// What a search fetches.
#[derive(Clone, Copy, Debug)]
pub struct Fetched {
    /// In bytes, with Brotli where hosts compress.
    pub bytes: usize,
    /// The number of requests.
    pub requests: usize,
}

impl std::fmt::Display for Fetched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { bytes, requests } = self;
        write!(f, "{:.0} kB in {requests}", *bytes as f64 / 1e3)
    }
}

/// A first search with empty caches and then another one: for the rare word and then the common
/// one, and the other way around.
pub async fn measure(root: &Path, engine: &Engine) -> Result<Vec<Fetched>> {
    let mut all = Vec::new();
    for (first, second) in [(RARE, COMMON), (COMMON, RARE)] {
        let host = Host::start(root)?;
        let browser = Browser::start().await?;
        let page = format!("{}{first}", engine.page);
        browser.load(&host.url(&page)).await?;
        for (number, word) in [first, second].into_iter().enumerate() {
            if number > 0 {
                host.clear_requests();
                browser.value_with(engine.next, vec![json!(word)]).await?;
            }
            let is_found = engine
                .is_found
                .replace("arguments[0]", &format!("{word:?}"));
            browser
                .until(&format!("“{word}” is found"), &is_found)
                .await?;
            all.push(fetched(root, engine, &until_quiet(&host).await));
        }
    }
    Ok(all)
}

/// The requests, once there are no more of them.
async fn until_quiet(host: &Host) -> Vec<String> {
    let mut before = host.requests();
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let now = host.requests();
        if now == before {
            return now;
        }
        before = now;
    }
}

fn fetched(root: &Path, engine: &Engine, requests: &[String]) -> Fetched {
    let own = requests.iter().filter(|path| (engine.is_its_own)(path));
    let sizes: Vec<usize> = own.map(|path| transfer(root, path)).collect();
    Fetched {
        bytes: sizes.iter().sum(),
        requests: sizes.len(),
    }
}

/// The size of a file as hosts send it: they compress only types that they know.
fn transfer(root: &Path, path: &str) -> usize {
    let path = path.split('?').next().unwrap_or_default();
    let contents = fs::read(root.join(path.trim_start_matches('/'))).unwrap_or_default();
    let is_text = [".js", ".json", ".txt", ".wasm", ".css", ".html"]
        .iter()
        .any(|ending| path.ends_with(ending));
    if !is_text {
        return contents.len();
    }
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    let packed = encoder.write_all(&contents);
    packed.map_or(contents.len(), |()| encoder.into_inner().len())
}
