//! Writes the site: every page's HTML and document, the app, the flags.

use crate::app_build::AppBuild;
use crate::content::Newsroom;
use crate::head::head;
use crate::index::Index;
use crate::map::Atlas;
use crate::{pages, render, search};
use anyhow::{Context, Result, ensure};
use newswire::model::{Content, PageDocument, Site};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// The folders of what comes from others, which `npm ci` installs.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The flags: `ru.svg` and so on.
    pub flags: PathBuf,
    /// The map: `countries-110m.json` and so on.
    pub map: PathBuf,
    /// A site that was published before, whose search index is used again where
    /// nothing in it has changed. There need not be any.
    pub last: PathBuf,
}

/// Publishes into a folder of its own and puts that in the place of the site
/// that stands. Whatever fails, the last good site stays as it was.
///
/// Returns the number of pages.
///
/// # Errors
/// Where something cannot be read or written, in words for who runs the press.
pub fn publish(newsroom: &Newsroom, app: &AppBuild, parts: &Parts, site: &Path) -> Result<usize> {
    let next = beside(site, "next")?;
    remove(&next)?;
    let pages = write(newsroom, app, parts, &next)?;
    swap(&next, site)?;
    Ok(pages)
}

/// Publishes into a folder that somebody else puts in its place, as Trunk does
/// with its staging folder. What is in it is removed first.
///
/// Returns the number of pages.
///
/// # Errors
/// As [`publish`].
pub fn write(newsroom: &Newsroom, app: &AppBuild, parts: &Parts, folder: &Path) -> Result<usize> {
    let flags = read_flags(newsroom, &parts.flags)?;
    let atlas = Atlas::read(&parts.map)?;
    remove(folder)?;
    for file in app.files.iter().chain(&flags) {
        write_file(&folder.join(&file.path), &file.contents)?;
    }
    let site = Arc::new(newsroom.site.clone());
    let index = Index::new(newsroom);
    // The index of search is built beside the pages; the page that searches is the
    // only one that must know of it.
    thread::scope(|scope| {
        let indexing =
            scope.spawn(|| search::publish(&index, &app.search, folder, Some(&parts.last)));
        let mut pages = pages::all(&index, &atlas);
        let count = pages.len() + 1;
        for page in pages.drain(..) {
            write_page(&site, Arc::new(page), app, folder)?;
        }
        let published = match indexing.join() {
            Ok(published) => published?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        let page = pages::search(&index, &published);
        write_page(&site, Arc::new(page), app, folder)?;
        Ok(count)
    })
}

fn write_page(
    site: &Arc<Site>,
    page: Arc<PageDocument>,
    app: &AppBuild,
    folder: &Path,
) -> Result<()> {
    let html = app.template.fill(
        &head(site, &page, app),
        &render::page(site, &page)?,
        &render::data(site, &page)?,
    );
    let path = page.path.trim_start_matches('/');
    if page.content == Content::Missing {
        // Hosts look for a file, not a folder, and no link leads to it.
        return write_file(&folder.join(path), html.as_bytes());
    }
    let place = folder.join(path);
    write_file(&place.join("index.html"), html.as_bytes())?;
    write_file(&place.join("index.json"), &serde_json::to_vec(&*page)?)
}

fn read_flags(newsroom: &Newsroom, flags: &Path) -> Result<Vec<crate::app_build::File>> {
    ensure!(
        flags.is_dir(),
        "the flags are not in {}. Install them: npm ci",
        flags.display()
    );
    let codes: BTreeSet<_> = newsroom
        .countries
        .iter()
        .map(|country| &country.flag)
        .collect();
    codes
        .into_iter()
        .map(|code| {
            let name = format!("{code}.svg");
            let contents = fs::read(flags.join(&name))
                .with_context(|| format!("there is no flag for the country code “{code}”"))?;
            Ok(crate::app_build::File {
                path: format!("flags/{name}"),
                contents,
            })
        })
        .collect()
}

fn write_file(path: &Path, contents: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, contents).with_context(|| format!("cannot write {}", path.display()))
}

fn swap(next: &Path, site: &Path) -> Result<()> {
    let last = beside(site, "last")?;
    remove(&last)?;
    let replaces = site.exists();
    if replaces {
        fs::rename(site, &last)
            .with_context(|| format!("cannot move {} out of the way", site.display()))?;
    }
    if let Err(error) = fs::rename(next, site) {
        if replaces {
            fs::rename(&last, site).with_context(|| {
                format!("the last good site is in {}; move it back", last.display())
            })?;
        }
        return Err(error).with_context(|| format!("cannot put the site into {}", site.display()));
    }
    remove(&last)
}

/// A folder beside the site's, on the same disk, so that it can be moved in one
/// step.
fn beside(site: &Path, ending: &str) -> Result<PathBuf> {
    let name = site
        .file_name()
        .with_context(|| format!("{} is no folder to publish into", site.display()))?;
    let mut name = name.to_owned();
    name.push(format!(".{ending}"));
    Ok(site.with_file_name(name))
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
