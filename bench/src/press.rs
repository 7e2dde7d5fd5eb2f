//! What the press takes: to publish a site, to publish it again when nothing or one article
//! has changed, and to check its content. Each run is a process of its own.

use crate::corpus::{self, COUNTRIES};
use crate::process::{peak_memory, processor_time};
use crate::report;
use anyhow::{Context, Result, anyhow, bail, ensure};
use model::routes::Base;
use press::app_build::AppBuild;
use press::content::{Audience, Edition, Today};
use press::publish::cache::Cache;
use press::publish::disk::Disk;
use press::publish::site_folder::SiteFolder;
use press::publish::{self, PublishOptions};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use tests::site::project;
use walkdir::WalkDir;

/// The default numbers of articles.
pub const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// The day of all runs.
const TODAY: &str = "2026-11-26";

/// What a run takes, as its process says at its end.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Taken {
    /// In seconds, as are the next two.
    wall: f64,
    user: f64,
    system: f64,
    /// At most, in MB.
    memory: u64,
    pages: usize,
    rendered: usize,
}

impl Taken {
    fn processor(&self) -> f64 {
        self.user + self.system
    }
}

/// A site, and what its runs take.
struct Measured {
    articles: usize,
    files: usize,
    /// In bytes.
    size: u64,
    /// By [`RUNS`].
    runs: Vec<Taken>,
}

/// The runs of a site, in this order.
const RUNS: [&str; 4] = ["from nothing", "unchanged", "one article changed", "check"];

/// Measures sites with these numbers of articles, prints the table, and puts it in its
/// place in `docs/performance.md`.
pub fn measure(sizes: &[usize]) -> Result<()> {
    let mut all = Vec::new();
    for &size in sizes {
        all.push(one(size)?);
    }
    report::publish(
        "docs/performance.md",
        "cargo xtask bench press",
        &table(&all)?,
    )
}

/// Measures one site.
fn one(articles: usize) -> Result<Measured> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    corpus::write(folder, articles)?;
    let first = run("publish", folder)?;
    let unchanged = run("publish", folder)?;
    ensure!(unchanged.rendered == 0, "pages were rendered without need");
    let changed = fs::read_dir(folder.join("content/articles"))?.nth(articles / 2);
    let changed = changed.context("there are no articles")??.path();
    let text = fs::read_to_string(&changed)?;
    fs::write(&changed, format!("{text}\nOne more paragraph.\n"))?;
    let one = run("publish", folder)?;
    let check = run("check", folder)?;
    let site = WalkDir::new(folder.join("site")).into_iter().flatten();
    let files = site.filter(|entry| entry.file_type().is_file());
    let sizes: Vec<u64> = files
        .filter_map(|file| Some(file.metadata().ok()?.len()))
        .collect();
    Ok(Measured {
        articles,
        files: sizes.len(),
        size: sizes.iter().sum(),
        runs: vec![first, unchanged, one, check],
    })
}

/// Runs this program again, for one step of the press.
fn run(step: &str, folder: &Path) -> Result<Taken> {
    let output = Command::new(std::env::current_exe()?)
        .args(["press-step", step])
        .arg(folder)
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// One step of the press, as its command line does it; prints what it took.
pub fn step(step: &str, folder: &Path) -> Result<()> {
    let start = Instant::now();
    let base = Base::new("/");
    let day = Today::On(TODAY.parse()?);
    let content = folder.join("content");
    let load = || {
        press::load_for(Audience::Public, &content, &base, day)
            .map_err(|faults| anyhow!("{faults}"))
    };
    let (pages, rendered) = match step {
        "check" => {
            load()?;
            (0, 0)
        }
        "publish" => {
            let site = folder.join("site");
            let mut site = SiteFolder::open(&site, &[&content], Disk::default())?;
            let edition = load()?;
            let Edition { newsroom, .. } = &edition;
            site.keep(&newsroom.keep)?;
            if let Some(previous) = site.previous() {
                previous.ensure_most_stay(&edition)?;
            }
            let app = AppBuild::read(&project("target/app/release"), &base)?;
            let options = PublishOptions {
                flags: project("node_modules/flag-icons/flags/4x3"),
                map: project("node_modules/world-atlas"),
                previous: site.folder().to_owned(),
                compress: true,
                cache: Some(Cache::of(site.folder())),
            };
            let published = publish::publish(newsroom, &app, &options, site, None)?;
            (published.pages, published.rendered)
        }
        _ => bail!("there is no step “{step}”"),
    };
    let (user, system) = processor_time()?;
    let taken = Taken {
        wall: start.elapsed().as_secs_f64(),
        user,
        system,
        memory: peak_memory()?,
        pages,
        rendered,
    };
    println!("{}", serde_json::to_string(&taken)?);
    Ok(())
}

fn table(all: &[Measured]) -> Result<String> {
    let mut text = String::new();
    let sizes = all.iter().map(|it| format!(" {} articles |", it.articles));
    writeln!(text, "| |{} growth |", sizes.collect::<String>())?;
    writeln!(text, "| --- |{} --- |", " --- |".repeat(all.len()))?;
    let row = |name: &str, cells: Vec<String>, values: Vec<f64>| {
        let growth = exponent(all, &values).map(|it| format!("{it:.2}"));
        let growth = growth.unwrap_or_default();
        format!("| {name} | {} | {growth} |\n", cells.join(" | "))
    };
    for (place, name) in RUNS.iter().enumerate() {
        let runs: Vec<&Taken> = all.iter().map(|it| &it.runs[place]).collect();
        let times = runs
            .iter()
            .map(|it| format!("{:.2} + {:.2} s, {:.1} s", it.user, it.system, it.wall));
        text += &row(
            &format!("{name}: processor time, time"),
            times.collect(),
            runs.iter().map(|it| it.processor()).collect(),
        );
        text += &row(
            &format!("{name}: memory"),
            runs.iter().map(|it| format!("{} MB", it.memory)).collect(),
            runs.iter().map(|it| it.memory as f64).collect(),
        );
    }
    let one = RUNS.iter().position(|it| it.starts_with("one"));
    let rendered = all.iter().filter_map(|it| Some(&it.runs[one?]));
    let rendered = rendered.map(|it| format!("{} of {}", it.rendered, it.pages));
    text += &row("pages rendered for one", rendered.collect(), Vec::new());
    text += &row(
        "files",
        all.iter().map(|it| it.files.to_string()).collect(),
        all.iter().map(|it| it.files as f64).collect(),
    );
    text += &row(
        "size",
        all.iter()
            .map(|it| format!("{:.0} MB", it.size as f64 / 1e6))
            .collect(),
        all.iter().map(|it| it.size as f64).collect(),
    );
    writeln!(
        text,
        "\n{}; {COUNTRIES} countries, with compressed copies. Growth is the power of the number \
         of articles with which a figure grows.",
        report::machine()
    )?;
    Ok(text)
}

/// With which power of the number of articles something grows, from the smallest to the
/// largest site.
fn exponent(all: &[Measured], values: &[f64]) -> Option<f64> {
    let (first, last) = (all.first()?, all.last()?);
    let (low, high) = (values.first()?, values.last()?);
    let articles = last.articles as f64 / first.articles as f64;
    let exponent = (high / low).ln() / articles.ln();
    exponent.is_finite().then_some(exponent)
}
