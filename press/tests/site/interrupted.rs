//! Runs that are interrupted at each change that they make to the disk.
//!
//! A process of its own is really killed; its part is [`publish_until_killed`], which the
//! tests start once for each change.

use crate::folder::tree;
use crate::newsroom::{MAP, Newsroom};
use press::app_build::AppBuild;
use press::publish::disk::{Disk, Failure};
use press::publish::site_folder::SiteFolder;
use press::publish::{self, PublishOptions, Published};
use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is in a folder.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// Tells the process that is killed where the newsroom is, at which change to die, and
/// whether folders can be exchanged in one step.
const CHILD: [&str; 3] = ["NEWSROOM", "KILLED_AT", "CAN_EXCHANGE"];

/// Takes the site of a newsroom's folder for a run.
fn open(folder: &Path, disk: Disk) -> anyhow::Result<SiteFolder> {
    SiteFolder::open(&folder.join("site"), &[folder.join("content")], disk)
}

/// Publishes the newsroom in a folder as the press does, on a disk.
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
        last: site.folder().to_owned(),
        compress: false,
    };
    publish::publish(&newsroom, &app, &parts, site, None)
}

/// The two texts of an article that the newsroom is published with in turn.
const TEXTS: [&str; 2] = ["The text of two.", "Another text."];

/// A newsroom whose site is whole in two forms, and nothing in between.
struct Interrupted {
    newsroom: Newsroom,
    /// The site with each of the texts.
    sites: [Tree; 2],
    /// Which of them is there.
    shown: usize,
    /// How many changes to the disk it takes to replace one by the other.
    changes: usize,
}

impl Interrupted {
    fn new(disk: Disk) -> Self {
        let newsroom = Newsroom::new();
        let folder = newsroom.path("");
        let sites = TEXTS.map(|text| {
            newsroom.article("two", "2013-10-23", text);
            publish(&folder, Disk::default()).expect("published");
            tree(&newsroom.path("site"))
        });
        assert!(sites[0] != sites[1]);
        newsroom.article("two", "2013-10-23", TEXTS[0]);
        publish(&folder, disk.clone()).expect("published");
        Self {
            newsroom,
            sites,
            shown: 0,
            changes: disk.changes(),
        }
    }

    fn folder(&self) -> PathBuf {
        self.newsroom.path("")
    }

    /// Writes the text with which the newsroom is not published.
    fn change(&self) {
        self.newsroom
            .article("two", "2013-10-23", TEXTS[1 - self.shown]);
    }

    /// Looks which site is there, and returns whether it is another one than before.
    /// PublishOptions of one are a failure.
    fn look(&mut self, when: &str) -> bool {
        let site = tree(&self.newsroom.path("site"));
        let shown = self.sites.iter().position(|whole| *whole == site);
        let shown = shown.unwrap_or_else(|| panic!("{when}: the site is not whole"));
        std::mem::replace(&mut self.shown, shown) != shown
    }

    /// What is beside the site and was not there before.
    fn left_behind(&self) -> Vec<PathBuf> {
        let known = ["app", "content", "flags", "public", "site"];
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
    let mut interrupted = Interrupted::new(Disk::default());
    for number in 1..=interrupted.changes {
        let when = format!("full at change {number} of {}", interrupted.changes);
        interrupted.change();
        let published = publish(&interrupted.folder(), Disk::failing(Failure::Full(number)));
        let is_new = interrupted.look(&when);
        assert_eq!(is_new, published.is_ok(), "{when}: {published:?}");
        if let Err(error) = published {
            let error = format!("{error:#}");
            assert!(error.contains("cannot "), "{when}: {error}");
        }
        assert_eq!(interrupted.left_behind(), Vec::<PathBuf>::new(), "{when}");
        // After the last file that is written, nothing can go wrong.
        if is_new {
            break;
        }
    }
}

#[test]
fn a_press_that_is_killed_leaves_a_whole_site() {
    let mut interrupted = Interrupted::new(Disk::default());
    for number in 1..=interrupted.changes {
        let when = format!("killed at change {number} of {}", interrupted.changes);
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

/// Only what comes after the writing is different there, so that is where it is killed.
#[test]
fn where_folders_cannot_be_exchanged_the_next_run_puts_the_site_right() {
    let mut interrupted = Interrupted::new(Disk::default().without_exchange());
    let mut was_missing = false;
    for number in interrupted.newsroom.site().len()..=interrupted.changes {
        let when = format!("killed at change {number} of {}", interrupted.changes);
        interrupted.change();
        kill(&interrupted, number, false, &when);
        was_missing |= !interrupted.newsroom.path("site").exists();
        drop(open(&interrupted.folder(), Disk::default()).expect(&when));
        interrupted.look(&when);
        assert_eq!(interrupted.left_behind(), Vec::<PathBuf>::new(), "{when}");
        // What follows removes the old site, as it does after an exchange.
        if interrupted.shown == 1 {
            break;
        }
    }
    assert!(was_missing, "it was not killed between the two renames");
}

/// Publishes in another process, which dies at one of its changes to the disk.
fn kill(interrupted: &Interrupted, number: usize, can_exchange: bool, when: &str) {
    let child = Command::new(env::current_exe().expect("this test"))
        .args(["--exact", "interrupted::publish_until_killed", "--ignored"])
        .env(CHILD[0], interrupted.folder())
        .env(CHILD[1], number.to_string())
        .env(CHILD[2], can_exchange.to_string())
        .output()
        .expect("it starts");
    assert!(!child.status.success(), "{when}: it was not killed");
}

/// The process that is killed: see [`killed_at_every_change`].
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
fn an_old_site_that_cannot_be_removed_is_said_and_removed_later() {
    let mut interrupted = Interrupted::new(Disk::default());
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

    // Even if that goes on, the next site is published.
    interrupted.change();
    publish(&folder, Disk::failing(Failure::Stuck)).expect("published");
    assert!(interrupted.look("stuck again"));
    publish(&folder, Disk::default()).expect("published");
    assert_eq!(interrupted.left_behind(), Vec::<PathBuf>::new());
}
