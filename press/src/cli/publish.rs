//! `press publish`

use super::Publish;
use anyhow::Result;
use model::routes::Route;
use press::app_build::AppBuild;
use press::content::{self, Audience, Edition, HISTORY, Held};
use press::outputs::redirects;
use press::pages::is_history;
use press::publish::cache::Cache;
use press::publish::changes::{Changes, ChangesFile};
use press::publish::disk::Disk;
use press::publish::site_folder::SiteFolder;
use press::publish::site_writer;
use press::publish::versions::NewVersions;
use press::publish::{self, Published};
use press::terminal::{Shown, visible};
use std::path::PathBuf;

/// How many changed files to list on the terminal.
const MOST_SHOWN: usize = 20;

pub(super) fn run(options: Publish) -> Result<()> {
    let audience = match options.preview {
        true => Audience::Editors,
        false => Audience::Public,
    };
    if options.print_next {
        return print_next(&options, audience);
    }
    // First, clean up after any interrupted run.
    let mut site = SiteFolder::open(&options.out, &options.inputs(), Disk::default())?;
    if let Some(previous) = site.previous() {
        previous.ensure_replaceable_by(audience)?;
    }
    let changes = options.changes.as_ref();
    let changes = changes.map(|file| ChangesFile::open(file, site.folder()));
    let changes = changes.transpose()?;
    let base = &options.base.base;
    let mut edition = options.content.load(base, audience)?;
    let versions = match options.records(&edition) {
        true => {
            let (content, newsroom) = (&options.content.folder, &mut edition.newsroom);
            let versions = NewVersions::stage(content, newsroom, &edition.at, site.disk());
            Some(versions?)
        }
        false => None,
    };
    let Edition { newsroom, held, .. } = &edition;
    site.keep(&[&newsroom.keep[..], &options.keep].concat())?;
    if let Some(previous) = site.previous()
        && !options.allow_removals
    {
        previous.ensure_most_stay(&edition)?;
    }
    let app = AppBuild::read(&options.app, base)?;
    let mut parts = options.drawn.parts(site.folder().to_owned());
    parts.cache = Some(Cache::of(site.folder()));
    let lists_changes = changes.is_none();
    let mut published = publish::publish(newsroom, &app, &parts, site, changes)?;
    let recorded = versions.map_or(Ok(0), NewVersions::record);
    published.warnings.extend(recorded.as_ref().err().map(|error| {
        format!(
            "The site has been published, but not all versions of articles were recorded: {error:#}. \
             The next run will try again."
        )
    }));
    tell(&published, held, lists_changes);
    if let Ok(count @ 1..) = recorded {
        let noun = if count == 1 { "version" } else { "versions" };
        let folder = options.content.folder.join(HISTORY);
        println!(
            "Recorded {count} new {noun} of articles in {}.",
            folder.shown()
        );
    }
    Ok(())
}

/// Prints the next time at which there is something to publish although the content has
/// not changed.
fn print_next(options: &Publish, audience: Audience) -> Result<()> {
    let edition = options.content.load(&options.base.base, audience)?;
    if let Some(next) = edition.held.next_change() {
        println!("{}", next.strftime("%Y-%m-%dT%H:%M:%S%:z"));
    }
    Ok(())
}

impl Publish {
    /// Whether what is published is recorded as versions. A preview is not, and neither is
    /// what is published for a day or for a time to come.
    fn records(&self, edition: &Edition) -> bool {
        let is_present = self.content.today.is_none() && edition.at.has_come();
        edition.newsroom.keeps_history && !self.preview && !self.no_record && is_present
    }

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
/// uploaded. The log of a run may be public, so it does not name what is held.
pub(super) fn tell(published: &Published, held: &Held, lists_changes: bool) {
    let Published {
        pages,
        rendered,
        changes,
        warnings,
    } = published;
    for warning in warnings {
        eprintln!("{warning}");
    }
    warn_of_gone(changes, held);
    println!("Published {pages} pages, rendered {rendered} of them: {changes}.");
    if let Some(summary) = held.summary() {
        println!("{summary}");
    }
    // If everything is new, a list adds nothing. Compressed copies follow their files.
    if !lists_changes || changes.kept == 0 {
        return;
    }
    let is_shown = |line: &String| {
        let path = line.split_once(' ').map_or("", |(_, path)| path);
        site_writer::original(path).is_none() && !held.has_file(path)
    };
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
fn warn_of_gone(changes: &Changes, held: &Held) {
    let mut gone = redirects::gone(changes);
    // Versions go with their article.
    let is_history = |address: &str| Route::parse(address).is_some_and(|it| is_history(&it));
    gone.retain(|address| !held.has_file(address) && !is_history(address));
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
