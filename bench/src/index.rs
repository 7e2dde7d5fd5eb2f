//! The index's build time, memory and size.

use crate::corpus;
use anyhow::{Context, Result, anyhow, ensure};
use model::routes::{Base, Route};
use model::{Article, Content, Html, PageDocument, SectionLink};
use press::app_build::AppBuild;
use press::catalog::Catalog;
use press::content;
use press::dates;
use press::outputs::{InputsOfArticles, search};
use press::pages::SearchFiles;
use press::publish::disk::Disk;
use press::publish::site_folder::{PublishedSite, Staging};
use press::publish::site_writer::SiteWriter;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use tests::site::project;
use walkdir::WalkDir;

/// Builds the index in a separate process and prints its output.
pub fn measure(size: usize, folder: &Path) -> Result<()> {
    let status = Command::new(std::env::current_exe()?)
        .args(["index", &size.to_string()])
        .arg(folder)
        .status()?;
    ensure!(
        status.success(),
        "the index of {size} articles was not built"
    );
    Ok(())
}

/// Builds the index of generated articles in a copy of the built site.
pub fn run(size: usize, folder: &Path) -> Result<()> {
    let base = Base::new("/");
    let mut newsroom = press::load(&project("content"), &base, content::Today::Now)
        .map_err(|faults| anyhow!("{faults}"))?;
    newsroom.articles = corpus::articles(size, &newsroom.sections).collect();
    let app = AppBuild::read(&project("target/app/release"), &base)?;
    let catalog = Catalog::new(&newsroom);
    let inputs = InputsOfArticles::new(&newsroom, &[]);
    let before = peak_memory()?;

    let start = Instant::now();
    let first = folder.join("first");
    let output = SiteWriter::new(Staging::empty(&first), None, false, Disk::default());
    search::publish(&catalog, &app.search, &inputs, &output)?;
    output.finish(content::Audience::Public)?;
    let seconds = start.elapsed().as_secs_f64();
    let peak = peak_memory()?;

    let start = Instant::now();
    let site = folder.join("site");
    let output = SiteWriter::new(
        Staging::empty(&site),
        PublishedSite::read(&first)?,
        false,
        Disk::default(),
    );
    let published = search::publish(&catalog, &app.search, &inputs, &output)?;
    let again = start.elapsed().as_secs_f64();
    let files = WalkDir::new(&first).into_iter().flatten();
    let sizes: Vec<u64> = files
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| Some(entry.metadata().ok()?.len()))
        .collect();
    let segments = fs::read_dir(first.join("search"))?
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("part-"))
        .count();
    println!(
        "Index: {seconds:.1} s to build, {again:.1} s if nothing has changed; {peak} MB of \
         memory at most, {before} MB of it for the articles themselves; {segments} segments, {} files, \
         {:.1} MB.\n",
        sizes.len(),
        sizes.iter().sum::<u64>() as f64 / 1e6
    );
    fs::remove_dir_all(&first)?;
    site_around(&catalog, &published, &site)
}

/// Adds the rest of the site, with a document for each article, which results are shown
/// from.
fn site_around(catalog: &Catalog<'_>, published: &SearchFiles, site: &Path) -> Result<()> {
    let dist = project("dist");
    for entry in WalkDir::new(&dist).into_iter().flatten() {
        let path = entry.path().strip_prefix(&dist)?;
        let is_old = path.starts_with("search") || path.starts_with("gsn");
        if entry.file_type().is_file() && !is_old {
            write(&site.join(path), &fs::read(entry.path())?)?;
        }
    }
    let old = fs::read_to_string(dist.join("search/index.json"))?;
    let old: PageDocument = serde_json::from_str(&old)?;
    let Content::Search {
        engine,
        site: index_path,
    } = old.content
    else {
        return Err(anyhow!("dist/search/index.json is not the search page"));
    };
    for name in ["search/index.html", "search/index.json"] {
        let text = fs::read_to_string(dist.join(name))?;
        let text = text.replace(&engine, &published.engine);
        let text = text.replace(&index_path, &published.site);
        write(&site.join(name), text.as_bytes())?;
    }
    for article in catalog.articles() {
        let route = Route::Article(article.slug.clone()).to_string();
        let document = PageDocument {
            path: route.clone(),
            title: article.headline.clone(),
            description: article.summary.clone(),
            above: Html::default(),
            body: article.body.clone(),
            content: Content::Article(Article {
                language: None,
                date: dates::moment(&article.date),
                section: SectionLink {
                    slug: article.home().slug().to_owned(),
                    name: article.home().slug().to_owned(),
                },
                countries: vec![],
                background: String::new(),
            }),
        };
        let file = site.join(format!("{}index.json", route.trim_start_matches('/')));
        write(&file, &serde_json::to_vec(&document)?)?;
    }
    let records = serde_json::to_vec(&search::records(catalog))?;
    write(&site.join("../records.json"), &records)
}

fn write(path: &Path, contents: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, contents).with_context(|| format!("cannot write {}", path.display()))
}

/// This process's peak memory in MB, as reported by Linux.
pub fn peak_memory() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    Ok(kilobytes.context("the system does not report the memory of a process")? / 1_000)
}
