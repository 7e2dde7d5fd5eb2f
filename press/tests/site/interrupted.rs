//! Runs that are interrupted at each change that they make to the disk.
//!
//! A separate process is actually killed: [`publish_until_killed`], which the tests start
//! once for each change.

use crate::folder::tree;
use crate::newsroom::{MAP, Newsroom};
use press::app_build::AppBuild;
use press::publish::cache::Cache;
use press::publish::disk::{Disk, Failure};
use press::publish::site_folder::SiteFolder;
use press::publish::{self, PublishOptions, Published};
use std::collections::BTreeMap;
use std::env;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// The files in a folder.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// The environment of the process that gets killed: the newsroom, the change at which to
/// die, and whether folders can be swapped in one step.
const CHILD: [&str; 3] = ["NEWSROOM", "KILLED_AT", "CAN_EXCHANGE"];

/// Locks the site of a newsroom's folder for a run.
fn open(folder: &Path, disk: Disk) -> anyhow::Result<SiteFolder> {
    SiteFolder::open(&folder.join("site"), &[folder.join("content")], disk)
}

/// Publishes the newsroom in a folder like the press does, on the given disk.
fn publish(folder: &Path, disk: Disk) -> anyhow::Result<Published> {
    let site = open(folder, disk)?;
    let base = model::routes::Base::new("/");
    let newsroom = press::load(
        &folder.join("content"),
        &base,
        "2014-12-31".parse::<jiff::civil::Date>()?,
    )?;
    let app = AppBuild::read(&folder.join("app"), &base)?;
    let parts = PublishOptions {
        flags: folder.join("flags"),
        map: MAP.into(),
        previous: site.folder().to_owned(),
        compress: false,
        cache: Some(Cache::of(site.folder())),
    };
    publish::publish(&newsroom, &app, &parts, site, None)
}

/// A folder in memory if the system has one. The press waits until the disk has written
/// everything, including what other programs are writing, and these tests publish a
/// hundred times.
fn folder_in_memory() -> TempDir {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    folder.expect("a temporary folder")
}

/// The two versions of an article's text, which are published in turn.
const TEXTS: [&str; 2] = ["The text of two.", "Another text."];

/// A newsroom whose site must always be one of two complete versions.
struct Interrupted {
    newsroom: Newsroom,
    /// The site for each version.
    sites: [Tree; 2],
    /// The index of the current version.
    shown: usize,
    /// Whether each run starts with a twin of the site, which the run before has left.
    has_twin: bool,
}

impl Interrupted {
    fn new(has_twin: bool) -> Self {
        let newsroom = Newsroom::inside(folder_in_memory()).with_content();
        let folder = newsroom.path("");
        let sites = TEXTS.map(|text| {
            newsroom.article("two", "2013-10-23", text);
            publish(&folder, Disk::default()).expect("published");
            tree(&newsroom.path("site"))
        });
        assert!(sites[0] != sites[1]);
        Self {
            newsroom,
            sites,
            shown: 1,
            has_twin,
        }
    }

    /// The number of changes to the disk when one version replaces the other.
    fn changes(&mut self, disk: Disk) -> usize {
        self.change();
        publish(&self.folder(), disk.clone()).expect("published");
        assert!(self.look("counted"));
        disk.changes()
    }

    fn folder(&self) -> PathBuf {
        self.newsroom.path("")
    }

    /// Writes the version of the text that is not published.
    fn change(&self) {
        let write = |version: usize| {
            self.newsroom.article("two", "2013-10-23", TEXTS[version]);
        };
        let twin = self.newsroom.path(".site.cache/twin");
        if self.has_twin && !twin.exists() {
            write(self.shown);
            publish(&self.folder(), Disk::default()).expect("published");
        }
        if !self.has_twin {
            let _ = std::fs::remove_dir_all(&twin);
        }
        assert_eq!(twin.exists(), self.has_twin);
        write(1 - self.shown);
    }

    /// Checks which version is published, and returns whether it has changed. A mixture
    /// of both is a failure.
    fn look(&mut self, when: &str) -> bool {
        let site = tree(&self.newsroom.path("site"));
        let shown = self.sites.iter().position(|whole| *whole == site);
        let shown = shown.unwrap_or_else(|| panic!("{when}: the site is not whole"));
        std::mem::replace(&mut self.shown, shown) != shown
    }

    /// Anything next to the site that was not there before.
    fn left_behind(&self) -> Vec<PathBuf> {
        let known = [".site.cache", "app", "content", "flags", "public", "site"];
        let entries = std::fs::read_dir(self.folder()).expect("a folder");
        let paths = entries
            .flatten()
            .map(|entry| PathBuf::from(entry.file_name()));
        paths
            .filter(|path| !known.iter().any(|known| Path::new(known) == path))
            .collect()
    }
}

#[test]
fn a_full_disk_leaves_the_last_good_site_and_nothing_else() {
    for has_twin in [true, false] {
        let mut interrupted = Interrupted::new(has_twin);
        let changes = interrupted.changes(Disk::default());
        for number in 1..=changes {
            let when = format!("full at change {number} of {changes}, twin: {has_twin}");
            interrupted.change();
            let published = publish(&interrupted.folder(), Disk::failing(Failure::Full(number)));
            let is_new = interrupted.look(&when);
            assert_eq!(is_new, published.is_ok(), "{when}: {published:?}");
            if let Err(error) = published {
                let error = format!("{error:#}");
                assert!(error.contains("cannot "), "{when}: {error}");
            }
            assert_eq!(interrupted.left_behind(), Vec::<PathBuf>::new(), "{when}");
            // Nothing can fail after the last file is written.
            if is_new {
                break;
            }
        }
    }
}

#[test]
fn a_killed_press_leaves_a_complete_site() {
    for has_twin in [true, false] {
        let mut interrupted = Interrupted::new(has_twin);
        let changes = interrupted.changes(Disk::default());
        for number in 1..=changes {
            let when = format!("killed at change {number} of {changes}, twin: {has_twin}");
            interrupted.change();
            kill(&interrupted, number, true, &when);
            interrupted.look(&when);
            drop(open(&interrupted.folder(), Disk::default()).expect(&when));
            assert!(
                !interrupted.look(&when),
                "{when}: putting right has changed the site"
            );
            assert_eq!(interrupted.left_behind(), Vec::<PathBuf>::new(), "{when}");
        }
    }
}

/// Only the steps after writing differ on such platforms.
#[test]
fn without_swapping_the_next_run_repairs_the_site() {
    let mut interrupted = Interrupted::new(true);
    let changes = interrupted.changes(Disk::default().without_exchange());
    let before = interrupted.shown;
    let mut was_missing = false;
    for number in 1..=changes {
        let when = format!("killed at change {number} of {changes}");
        interrupted.change();
        kill(&interrupted, number, false, &when);
        was_missing |= !interrupted.newsroom.path("site").exists();
        drop(open(&interrupted.folder(), Disk::default()).expect(&when));
        interrupted.look(&when);
        assert_eq!(interrupted.left_behind(), Vec::<PathBuf>::new(), "{when}");
        // The remaining changes are those after a swap.
        if interrupted.shown != before {
            break;
        }
    }
    assert!(was_missing, "it was not killed between the two renames");
}

/// On a file system without hard links, unchanged files are copied.
#[test]
fn without_links_the_site_is_the_same() {
    let newsroom = Newsroom::inside(folder_in_memory()).with_content();
    let folder = newsroom.path("");
    let page = newsroom.path("site/gsn/article/two/index.html");
    newsroom.article("two", "2013-10-23", TEXTS[0]);
    publish(&folder, Disk::default()).expect("published");
    let yesterday = SystemTime::now() - Duration::from_secs(86_400);
    let file = File::options().write(true).open(&page).expect("a page");
    file.set_modified(yesterday).expect("a time stamp");
    let before = tree(&newsroom.path("site"));

    let published = publish(&folder, Disk::default().without_links()).expect("published");
    assert_eq!(published.changes.lines().count(), 0);
    assert!(tree(&newsroom.path("site")) == before);
    let modified = page.metadata().and_then(|it| it.modified());
    assert_eq!(modified.expect("a time stamp"), yesterday);
}

/// Publishes in another process, which is killed at one of its changes to the disk.
fn kill(interrupted: &Interrupted, number: usize, can_exchange: bool, when: &str) {
    let child = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", "interrupted::publish_until_killed", "--ignored"])
        .env(CHILD[0], interrupted.folder())
        .env(CHILD[1], number.to_string())
        .env(CHILD[2], can_exchange.to_string())
        .output()
        .expect("a child process");
    assert!(!child.status.success(), "{when}: it was not killed");
}

/// The process that gets killed: see [`killed_at_every_change`].
#[test]
#[ignore = "a part of other tests"]
fn publish_until_killed() {
    let [folder, number, can_exchange] = CHILD.map(|name| env::var(name).expect(name));
    let disk = Disk::failing(Failure::Killed(number.parse().expect("a number")));
    let disk = match can_exchange.as_str() {
        "true" => disk,
        _ => disk.without_exchange(),
    };
    publish(Path::new(&folder), disk).expect("published");
}

#[test]
fn an_old_site_that_cannot_be_removed_is_reported_and_removed_later() {
    let mut interrupted = Interrupted::new(true);
    let folder = interrupted.folder();
    interrupted.change();
    let published = publish(&folder, Disk::failing(Failure::Stuck)).expect("published");
    assert!(interrupted.look("stuck"));
    let [warning] = &published.warnings[..] else {
        panic!("{:?}", published.warnings);
    };
    assert!(
        warning.contains("the old one could not be removed"),
        "{warning}"
    );
    assert!(!interrupted.left_behind().is_empty());

    // The next site is published even if that fails again.
    interrupted.change();
    publish(&folder, Disk::failing(Failure::Stuck)).expect("published");
    assert!(interrupted.look("stuck again"));
    publish(&folder, Disk::default()).expect("published");
    assert_eq!(interrupted.left_behind(), Vec::<PathBuf>::new());
}
