//! `press check`

use super::{Check, published};
use anyhow::{Result, bail};
use press::content::{Audience, Edition, Newsroom};
use press::links::{self, Checked};
use press::terminal::{Shown, visible};

pub(super) fn run(options: &Check) -> Result<()> {
    let edition = options.content.load(&options.base.base, Audience::Public)?;
    let Edition { newsroom, held, .. } = edition;
    let articles = newsroom.articles.len() + held.count();
    println!(
        "No errors: {}, {}.",
        counted(articles, "article", "articles"),
        counted(newsroom.countries.len(), "country", "countries")
    );
    if let Some(summary) = held.summary() {
        println!("{summary}");
    }
    if options.links {
        check_links(&newsroom, options)?;
    }
    Ok(())
}

/// Checks the links of the published site, and lists the broken ones.
fn check_links(newsroom: &Newsroom, options: &Check) -> Result<()> {
    let site = published(&options.out)?;
    let Checked {
        files,
        links,
        broken,
    } = links::check(site, &newsroom.origin, &options.base.base)?;
    if broken.is_empty() {
        println!("No broken links: {links} links in {files} files.");
        return Ok(());
    }
    let site = site.shown();
    for broken in &broken {
        println!("{}", visible(&format!("{site}/{broken}")));
    }
    let mut faulty: Vec<_> = broken.iter().map(|broken| &broken.file).collect();
    faulty.dedup();
    bail!(
        "{} broken links in {} files, of {links} links in {files} files.",
        broken.len(),
        faulty.len()
    )
}

fn counted(number: usize, one: &str, several: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {several}"),
    }
}
