//! `press check`

use super::{Check, published};
use anyhow::{Result, bail};
use press::content::Newsroom;
use press::links::{self, Checked};
use press::terminal::{Shown, visible};

pub(super) fn run(options: &Check) -> Result<()> {
    let newsroom = options.content.load(&options.base.base)?;
    println!(
        "No errors: {} articles, {} countries.",
        newsroom.articles.len(),
        newsroom.countries.len()
    );
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
