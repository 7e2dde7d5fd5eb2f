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

/// How many changed files to list on the terminal.
const MOST_SHOWN: usize = 20;

pub(super) fn run(options: Publish) -> Result<()> {
    // First, clean up after any interrupted run.
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
    /// The folders that a site is built from.
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

/// Reports what was published and, unless it was written to a file, what needs to be
/// uploaded.
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
    // If everything is new, a list adds nothing. Compressed copies follow their files.
    if !lists_changes || changes.kept == 0 {
        return;
    }
    let is_shown = |line: &String| site_writer::original(line).is_none();
    for line in changes.lines().filter(is_shown).take(MOST_SHOWN) {
        println!("{}", visible(&line));
    }
    let hidden = changes.lines().filter(is_shown).skip(MOST_SHOWN).count();
    if hidden > 0 {
        println!("… and {hidden} more; --changes FILE lists them all.");
    }
}

/// Warns about URLs that readers may have saved and that are now gone. That is not an
/// error: a text may have been withdrawn on purpose.
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
        "Addresses of the previous site that no longer exist: {}\n{shown}\
         If any of these pages has moved, redirect readers with lines in site.toml:\n\
         \n    [[moved]]\n    from = \"{first}\"\n    to = \"/…/\"\n",
        gone.len()
    );
}
