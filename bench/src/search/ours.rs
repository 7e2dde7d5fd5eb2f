//! Our index: its build time, memory and size, and how it is searched.

use super::readers::Engine;
use super::{Built, files};
use crate::corpus;
use crate::process::{peak_memory, processor_time};
use anyhow::{Context, Result, anyhow, ensure};
use model::routes::{Base, Route};
use model::{Article, Content, Html, PageDocument, SectionLink};
use press::app_build::AppBuild;
use press::catalog::Catalog;
use press::content::{self, Audience, Newsroom};
use press::dates;
use press::outputs::{InputsOfArticles, search};
use press::pages::SearchFiles;
use press::publish::disk::Disk;
use press::publish::site_folder::{PublishedSite, Staging};
use press::publish::site_writer::SiteWriter;
use std::fs;
use std::path::Path;
use std::process::Command;
use tests::site::project;
use walkdir::WalkDir;

/// How it is searched. The filters are counted after the results.
pub const ENGINE: Engine = Engine {
    page: "/search/?q=",
    is_found: "document.querySelector('#search-found h3') !== null
        && document.getElementById('search-count').innerText.includes(arguments[0])",
    next: "(() => {
        const field = document.getElementById('search');
        field.focus();
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }));
    })()",
    // With a hash, unlike the page itself.
    is_its_own: |path| path.starts_with("/search/") && path.contains('-'),
};

/// Builds the index in a separate process, so that its memory can be measured.
pub fn build(size: usize, folder: &Path) -> Result<Built> {
    let output = Command::new(std::env::current_exe()?)
        .args(["index", &size.to_string()])
        .arg(folder)
        .output()?;
    ensure!(
        output.status.success(),
        "the index of {size} articles was not built: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Builds the index of generated articles in a copy of the built site, and prints what it took:
/// at first without the newest of them.
pub fn run(size: usize, folder: &Path) -> Result<()> {
    let base = Base::new("/");
    let mut newsroom = press::load(&project("content"), &base, content::Today::Now)
        .map_err(|faults| anyhow!("{faults}"))?;
    newsroom.articles = corpus::articles(size + 1, &newsroom.sections).collect();
    let last = newsroom.articles.pop();
    let app = AppBuild::read(&project("target/app/release"), &base)?;
    let site = folder.join("site");
    let publish = |newsroom: &Newsroom, folder: &Path, previous| {
        let output = SiteWriter::new(Staging::empty(folder), previous, false, Disk::default());
        let inputs = InputsOfArticles::new(newsroom, &[]);
        let published = search::publish(&Catalog::new(newsroom), &app.search, &inputs, &output)?;
        output.finish(Audience::Public)?;
        anyhow::Ok(published)
    };

    let (memory, (user, system)) = (peak_memory()?, processor_time()?);
    let published = publish(&newsroom, &site, None)?;
    let now = processor_time()?;
    let index = files(&site.join("search"))?;
    let built = Built {
        seconds: now.0 + now.1 - user - system,
        megabytes: peak_memory()? - memory,
        bytes: index.values().sum(),
        files: index.len(),
        newest: None,
    };

    let next = folder.join("next");
    newsroom.articles.extend(last);
    publish(&newsroom, &next, PublishedSite::read(&site)?)?;
    let new = files(&next.join("search"))?.into_iter();
    let new = new.filter(|(path, _)| !index.contains_key(path));
    let newest = Some(new.map(|(_, bytes)| bytes).sum());
    fs::remove_dir_all(&next)?;
    site_around(&Catalog::new(&newsroom), &published, &site)?;
    println!("{}", serde_json::to_string(&Built { newest, ..built })?);
    Ok(())
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
