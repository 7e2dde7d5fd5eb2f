//! `press publish`

use super::Publish;
use anyhow::Result;
use press::app_build::AppBuild;
use press::content;
use press::outputs::redirects;
use press::publish::changes::{Changes, ChangesFile};
use press::publish::disk::Disk;
use press::publish::site_folder::SiteFolder;
use press::publish::site_writer;
use press::publish::{self, Published};
use press::terminal::visible;
use std::path::PathBuf;

/// How many changed files the terminal is told of.
const MOST_SHOWN: usize = 20;

pub(super) fn run(options: Publish) -> Result<()> {
    // First of all, what an interrupted run has left behind is put right.
    let mut site = SiteFolder::open(&options.out, &options.inputs(), Disk::default())?;
    let changes = options.changes.as_ref();
    let changes = changes.map(|file| ChangesFile::open(file, site.folder()));
    let changes = changes.transpose()?;
    let base = &options.base.base;
    let newsroom = options.content.load(base)?;
    site.keep(&[&newsroom.keep[..], &options.keep].concat())?;
    if let Some(previous) = site.previous()
        && !options.allow_removals
    {
        previous.ensure_most_stay(&newsroom)?;
    }
    let app = AppBuild::read(&options.app, base)?;
    let parts = options.drawn.parts(site.folder().to_owned());
    let lists_changes = changes.is_none();
    let published = publish::publish(&newsroom, &app, &parts, site, changes)?;
    tell(&published, lists_changes);
    Ok(())
}

impl Publish {
    /// The folders that a site is made from.
    fn inputs(&self) -> [PathBuf; 6] {
        [
            self.content.folder.clone(),
            content::public_folder(&self.content.folder),
            content::fonts_folder(&self.content.folder),
            self.app.clone(),
            self.drawn.flags.clone(),
            self.drawn.map.clone(),
        ]
    }
}

/// Tells what was published, and what of it has to be uploaded if that is in no file.
pub(super) fn tell(published: &Published, lists_changes: bool) {
    let Published {
        pages,
        changes,
        warnings,
    } = published;
    for warning in warnings {
        eprintln!("{warning}");
    }
    warn_of_gone(changes);
    println!("Published {pages} pages: {changes}.");
    // Where everything is new, no list says more than that; copies go with their files.
    if !lists_changes || changes.kept == 0 {
        return;
    }
    let is_shown = |line: &String| site_writer::original(line).is_none();
    for line in changes.lines().filter(is_shown).take(MOST_SHOWN) {
        println!("{}", visible(&line));
    }
    let hidden = changes.lines().filter(is_shown).skip(MOST_SHOWN).count();
    if hidden > 0 {
        println!("… and {hidden} more; --changes FILE writes them all.");
    }
}

/// Warns of addresses that readers may have kept and that lead nowhere now. That is no
/// fault: a text can have been withdrawn.
fn warn_of_gone(changes: &Changes) {
    let gone = redirects::gone(changes);
    let Some(first) = gone.first() else {
        return;
    };
    let shown = gone.iter().take(MOST_SHOWN);
    let shown: String = shown
        .map(|address| format!("    {}\n", visible(address)))
        .collect();
    eprintln!(
        "Addresses of the last site that lead nowhere now: {}\n{shown}\
         If a page of these has another address, readers are led there by lines in site.toml:\n\
         \n    [[moved]]\n    from = \"{first}\"\n    to = \"/…/\"\n",
        gone.len()
    );
}
