//! What readers of a page wait for, next to plain HTML made from the same pages.
//!
//! Every round visits all sites, each on a new origin, so its caches are empty. Compare
//! ratios: absolute figures belong to the machine.

use anyhow::{Context, Result};
use host::{Host, Settings};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tests::browser::Browser;
use tests::site::{SEED, project, start_host};
use thirtyfour::prelude::*;
use walkdir::WalkDir;

/// The link that is followed, and the heading of its page.
const LINK: &str = "aside a[href='/country-profiles/russia/']";

/// How long the pointer rests on the link before the click, as a reader's hand does.
const REST: Duration = Duration::from_millis(100);

/// How long a page must have requested nothing before the link is followed: what the app
/// fetches in advance has arrived.
const QUIET: Duration = Duration::from_millis(1500);

/// A kind of site.
struct Peer {
    name: &'static str,
    root: PathBuf,
    /// Whether its pages mark when the app has started.
    starts: bool,
}

/// How fast the reader's machine and network are.
#[derive(Clone, Copy)]
struct Condition {
    name: &'static str,
    /// How many times slower the processor is.
    processor: u32,
    /// Whether the network has 1.6 Mbit/s and 150 ms of latency, like a slow phone's.
    is_slow: bool,
}

const CONDITIONS: [Condition; 3] = [
    Condition {
        name: "as is",
        processor: 1,
        is_slow: false,
    },
    Condition {
        name: "CPU ÷ 4",
        processor: 4,
        is_slow: false,
    },
    Condition {
        name: "CPU ÷ 4, slow network",
        processor: 4,
        is_slow: true,
    },
];

/// Measures the time from a click to the frame with a new heading, across documents.
const PROBE: &str = "(() => {
    const clock = () => performance.timeOrigin + performance.now();
    const heading = () => document.querySelector('main:not(.leaving) h1')?.textContent;
    const watch = () => requestAnimationFrame(() => {
        if (!heading() || heading() === sessionStorage.heading) return watch();
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { sessionStorage.shown ??= clock() - sessionStorage.clicked; };
        channel.port2.postMessage(0);
    });
    const begin = () => sessionStorage.clicked && watch();
    if (document.prerendering) document.addEventListener('prerenderingchange', begin);
    else begin();
    addEventListener('click', event => {
        sessionStorage.clicked = performance.timeOrigin + event.timeStamp;
        sessionStorage.heading = heading();
        watch();
    }, true);
})()";

/// When the page was painted and answered, in milliseconds, and what it had fetched by then.
const LOADED: &str = "(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const [start] = performance.getEntriesByName('hydrated');
    const [page] = performance.getEntriesByType('navigation');
    const files = performance.getEntriesByType('resource');
    return {
        paint: paint.startTime,
        answers: Math.max(paint.startTime, start?.startTime ?? page.domInteractive),
        bytes: files.reduce((sum, file) => sum + file.transferSize, page.transferSize),
        requests: files.length + 1,
    };
})()";

#[derive(Deserialize)]
struct Loaded {
    paint: f64,
    answers: f64,
    bytes: f64,
    requests: f64,
}

/// All measurements of a figure and a condition, by peer.
type Figures = BTreeMap<(usize, usize), Vec<Vec<f64>>>;

const FIGURES: [&str; 5] = [
    "first paint, ms",
    "answers, ms",
    "first visit, kB",
    "first visit, requests",
    "click to new heading, ms",
];

/// Measures the release build in `dist`, and prints the medians of these rounds.
pub async fn measure(rounds: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let peers = [
        Peer {
            name: "plain HTML",
            root: plain(folder.path(), "")?,
            starts: false,
        },
        Peer {
            name: "plain HTML with speculation rules",
            root: plain(folder.path(), SPECULATION)?,
            starts: false,
        },
        Peer {
            name: "the newswire",
            root: project("dist"),
            starts: true,
        },
    ];
    let mut figures = Figures::new();
    // The first round warms the browser and the disk.
    for round in 0..=rounds {
        for turn in 0..peers.len() {
            let index = (round + turn) % peers.len();
            for (condition, how) in CONDITIONS.into_iter().enumerate() {
                let values = visit(&peers[index], how).await?;
                for (figure, value) in values.into_iter().enumerate().filter(|_| round > 0) {
                    let all = figures.entry((figure, condition)).or_default();
                    all.resize(peers.len(), Vec::new());
                    all[index].push(value);
                }
            }
        }
    }
    print(&peers, &figures);
    Ok(())
}

/// Loads the seed's article and follows its link to Russia's profile.
async fn visit(peer: &Peer, condition: Condition) -> Result<[f64; 5]> {
    let host = start_host(&Settings::new(&peer.root))?;
    let browser = Browser::start().await?;
    if peer.starts {
        let probe = json!({ "source": PROBE });
        browser.devtools("Page.enable", json!({})).await?;
        browser
            .devtools("Page.addScriptToEvaluateOnNewDocument", probe)
            .await?;
    }
    browser.devtools("Network.enable", json!({})).await?;
    if condition.is_slow {
        let network = json!({
            "offline": false, "latency": 150,
            "downloadThroughput": 200_000, "uploadThroughput": 93_750,
        });
        browser
            .devtools("Network.emulateNetworkConditions", network)
            .await?;
    }
    let rate = json!({ "rate": condition.processor });
    browser
        .devtools("Emulation.setCPUThrottlingRate", rate)
        .await?;
    let url = host.url(SEED);
    if peer.starts {
        browser.open(&url).await?;
    } else {
        browser.load(&url).await?;
    }
    let painted = "performance.getEntriesByName('first-contentful-paint').length > 0";
    browser.until("the page is painted", painted).await?;
    let loaded: Loaded = serde_json::from_value(browser.value(LOADED).await?)?;
    settled(&host).await;
    let link = browser.driver().find(By::Css(LINK)).await?;
    link.scroll_into_view().await?;
    let chain = browser.driver().action_chain();
    chain.move_to_element_center(&link).perform().await?;
    tokio::time::sleep(REST).await;
    browser.driver().action_chain().click().perform().await?;
    browser
        .until("the profile is shown", "'shown' in sessionStorage")
        .await?;
    let shown = browser.text("sessionStorage.shown").await?;
    let shown = shown.parse().context("the click was not measured")?;
    Ok([
        loaded.paint,
        loaded.answers,
        loaded.bytes / 1e3,
        loaded.requests,
        shown,
    ])
}

/// Waits until the browser has requested nothing for a while.
async fn settled(host: &Host) {
    let mut count = 0;
    while host.requests().len() > count {
        count = host.requests().len();
        tokio::time::sleep(QUIET).await;
    }
}

/// Chromium renders a link's page in the background while the pointer rests on it.
const SPECULATION: &str = "<script type=\"speculationrules\">{\"prerender\":[{\"where\":\
    {\"href_matches\":\"/*\"},\"eagerness\":\"moderate\"}]}</script>";

/// The release build as plain HTML: its pages without the app, and the files that they
/// name.
fn plain(folder: &Path, addition: &str) -> Result<PathBuf> {
    let root = folder.join(format!("plain-{}", addition.len()));
    let dist = project("dist");
    for entry in WalkDir::new(&dist) {
        let entry = entry?;
        let target = root.join(entry.path().strip_prefix(&dist)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else if entry.file_name() == "index.html" {
            let page = without_app(&fs::read_to_string(entry.path())?, addition);
            fs::write(&target, &page)?;
            let mut packed = Vec::new();
            brotli::BrotliCompress(&mut page.as_bytes(), &mut packed, &Default::default())?;
            fs::write(target.with_extension("html.br"), packed)?;
        } else if !entry
            .file_name()
            .to_string_lossy()
            .starts_with("index.html.")
        {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(root)
}

/// The first element in each head that may take time.
const STYLE: &str = "<style>";

/// A page without its scripts and data, without what is fetched for them, and without the
/// policy, which would forbid the probe. The probe is in the page, because developer tools
/// add no script to a page that is rendered in the background.
fn without_app(page: &str, addition: &str) -> String {
    let mut page = page.to_owned();
    for (start, end) in [
        ("<script", "</script>"),
        ("<link rel=\"preload\"", ">"),
        ("<link rel=\"modulepreload\"", ">"),
        ("<meta http-equiv=\"Content-Security-Policy\"", ">"),
    ] {
        while let Some(from) = page.find(start) {
            let length = page[from..].find(end).map(|length| length + end.len());
            page.replace_range(from..from + length.unwrap_or(start.len()), "");
        }
    }
    page.replacen(
        STYLE,
        &format!("{addition}<script>{PROBE}</script>{STYLE}"),
        1,
    )
}

fn print(peers: &[Peer], figures: &Figures) {
    println!("## Pages\n");
    let names: Vec<_> = peers.iter().map(|peer| peer.name).collect();
    println!("| median (range) | {} |", names.join(" | "));
    println!("| --- |{}", " --- |".repeat(names.len()));
    for ((figure, condition), all) in figures {
        let is_time = FIGURES[*figure].ends_with("ms");
        if !is_time && *condition > 0 {
            continue;
        }
        let cells: Vec<_> = all.iter().map(|values| cell(values)).collect();
        let how = if is_time {
            format!("{}: {}", FIGURES[*figure], CONDITIONS[*condition].name)
        } else {
            FIGURES[*figure].to_owned()
        };
        println!("| {how} | {} |", cells.join(" | "));
    }
    println!();
}

fn cell(values: &[f64]) -> String {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let [first, .., last] = values.as_slice() else {
        return values
            .first()
            .map_or(String::new(), |value| format!("{value:.0}"));
    };
    let median = values[values.len() / 2];
    format!("{median:.0} ({first:.0}–{last:.0})")
}
