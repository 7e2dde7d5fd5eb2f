//! The folders that the press publishes into, and what it leaves alone.

use crate::newsroom::{Newsroom, errors};
use press::publish::disk::Disk;
use press::publish::site_folder::SiteFolder;
use press::site_paths::PRESS_MANIFEST;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use walkdir::WalkDir;

/// What is below a folder: each path with the file's contents or the link's target.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = WalkDir::new(folder).min_depth(1).into_iter();
    entries
        .map(|entry| {
            let entry = entry.expect("an entry");
            let contents = match entry.file_type() {
                kind if kind.is_file() => fs::read(entry.path()).expect("a file"),
                kind if kind.is_symlink() => {
                    let target = fs::read_link(entry.path()).expect("a link");
                    target.to_string_lossy().into_owned().into_bytes()
                }
                _ => Vec::new(),
            };
            let path = entry.path().strip_prefix(folder).expect("inside");
            (path.to_owned(), contents)
        })
        .collect()
}

impl Newsroom {
    /// Publishes into a folder.
    fn publish_into(&self, out: &str, arguments: &[&str]) -> Output {
        let always = ["publish", "--out", out, "--no-compressed"];
        self.press(&[&always, arguments].concat())
    }

    /// Publishes into a folder, which must be refused, and returns the error message.
    /// Nothing may change.
    fn refused(&self, out: &str, arguments: &[&str]) -> String {
        let before = tree(&self.path(""));
        let output = self.publish_into(out, arguments);
        let told = errors(&output);
        assert_eq!(output.status.code(), Some(1), "{out}: {told}");
        assert!(!told.contains("panicked"), "{out}: {told}");
        assert!(
            before == tree(&self.path("")),
            "{out}: something has changed"
        );
        told
    }
}

#[test]
fn a_foreign_folder_is_refused_and_left_unchanged() {
    let newsroom = Newsroom::new();
    newsroom.write("documents/letter.txt", "Dear reader");
    newsroom.write("hidden/.git/HEAD", "ref: refs/heads/main");
    newsroom.write("links/file", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../documents", newsroom.path("links/link")).expect("a link");
    for (out, words) in [
        (
            "documents",
            "documents has files that the press did not write",
        ),
        ("hidden", "hidden has files that the press did not write"),
        ("links", "links has files that the press did not write"),
        (
            "links/link",
            "documents has files that the press did not write",
        ),
        ("documents/letter.txt", "letter.txt is a file"),
        ("documents/letter.txt/site", "letter.txt is a file"),
        ("content", "content is read from there"),
        ("content/articles", "content is read from there"),
        ("content/site", "content is read from there"),
        ("public", "public is read from there"),
        ("public/site", "public is read from there"),
        ("app", "app is read from there"),
        ("flags", "flags is read from there"),
        (".", "contains the current folder"),
        ("..", "contains the current folder"),
        ("content/..", "contains the current folder"),
        ("/", "contains the current folder"),
    ] {
        let told = newsroom.refused(out, &[]);
        assert!(told.contains(words), "{out}: {told}");
        assert!(told.contains("--out"), "{out}: {told}");
    }
}

#[test]
fn missing_and_empty_folders_are_accepted() {
    let newsroom = Newsroom::new();
    fs::create_dir(newsroom.path("empty")).expect("made");
    for out in ["empty", "missing", "missing-too/and/deeper", "with.dot"] {
        let output = newsroom.publish_into(out, &[]);
        assert!(output.status.success(), "{out}: {}", errors(&output));
        assert!(newsroom.path(out).join("index.html").exists(), "{out}");
    }
    // Only the sites and their caches were added.
    let beside = fs::read_dir(newsroom.path("")).expect("a folder").flatten();
    let beside = beside.map(|it| it.file_name().to_string_lossy().into_owned());
    let mut hidden: Vec<_> = beside.filter(|name| name.starts_with('.')).collect();
    hidden.sort_unstable();
    let caches = [".empty.cache", ".missing.cache", ".with.dot.cache"];
    assert_eq!(hidden, caches);
}

#[test]
fn folders_with_similar_names_are_left_alone() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    for name in ["site.next", "site.last", ".site.next", "next", "site.press"] {
        newsroom.write(&format!("{name}/mine.txt"), "mine");
    }
    newsroom.published(&[]);
    for name in ["site.next", "site.last", ".site.next", "next", "site.press"] {
        assert_eq!(newsroom.read(&format!("{name}/mine.txt")), "mine", "{name}");
    }
    newsroom.write(".site.press/mine.txt", "mine");
    newsroom.write(".site.press/lock", "mine");
    let told = newsroom.refused("site", &[]);
    assert!(told.contains(".site.press is needed to publish"), "{told}");
}

#[test]
fn foreign_files_in_the_site_are_refused_or_kept() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    newsroom.write("site/CNAME", "newswire.example");
    newsroom.write("site/.git/objects/ab/cd", "object");
    newsroom.write("site/about/mine.txt", "mine");
    let told = newsroom.refused("site", &[]);
    assert!(told.contains(".git/, CNAME, about/mine.txt"), "{told}");
    let told = newsroom.refused("site", &["--keep", "CNAME", "--keep", ".git"]);
    assert!(told.contains(" did not write: about/mine.txt."), "{told}");

    newsroom.settings_first("keep = [\"about/mine.txt\", \".git/\"]");
    newsroom.article("two", "2013-10-23", "Another text of two.");
    newsroom.published(&["--keep", "CNAME"]);
    for (path, text) in [
        ("CNAME", "newswire.example"),
        (".git/objects/ab/cd", "object"),
        ("about/mine.txt", "mine"),
    ] {
        assert_eq!(newsroom.read(&format!("site/{path}")), text);
    }
    assert!(
        newsroom
            .read("site/gsn/article/two/index.html")
            .contains("Another")
    );
    // Kept files never become the press's own.
    let told = newsroom.refused("site", &[]);
    assert!(told.contains(" did not write: CNAME."), "{told}");
}

#[test]
fn a_folder_with_only_kept_files_is_accepted() {
    let newsroom = Newsroom::new();
    newsroom.write("site/.git/HEAD", "ref: refs/heads/main");
    newsroom.write("site/CNAME", "newswire.example");
    newsroom.refused("site", &["--keep", ".git"]);
    newsroom.published(&["--keep", ".git", "--keep", "CNAME"]);
    assert_eq!(newsroom.read("site/.git/HEAD"), "ref: refs/heads/main");
    newsroom.published(&["--keep", ".git", "--keep", "CNAME"]);
    assert_eq!(newsroom.read("site/CNAME"), "newswire.example");
}

#[test]
fn long_lists_of_foreign_files_are_cut() {
    let newsroom = Newsroom::new();
    for number in 0..50 {
        newsroom.write(&format!("documents/letter-{number:02}.txt"), "Dear reader");
    }
    let told = newsroom.refused("documents", &[]);
    assert!(
        told.contains("letter-04.txt and 45 more. Publish into another"),
        "{told}"
    );
}

#[test]
fn kept_files_are_not_replaced_by_pages() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    newsroom.write("site/gsn/article/three/index.html", "mine");
    newsroom.article("three", "2014-10-23", "The text of three.");
    let told = newsroom.refused("site", &["--keep", "gsn/article/three"]);
    assert!(
        told.contains("the new site has a file of that name"),
        "{told}"
    );
}

#[test]
fn only_paths_within_the_site_can_be_kept() {
    let newsroom = Newsroom::new();
    newsroom.settings_first("keep = [\"/CNAME\", \"../a\", \"a//b\", \"fine/\"]");
    let told = newsroom.refused("site", &[]);
    assert_eq!(
        told.matches("Write the path of a file or folder of the site")
            .count(),
        3,
        "{told}"
    );
}

#[test]
fn only_one_press_at_a_time_publishes_into_a_folder() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let inputs: [&Path; 0] = [];
    let other = SiteFolder::open(&newsroom.path("site"), &inputs, Disk::default()).expect("opened");
    let told = newsroom.refused("site", &[]);
    assert!(told.contains("another press is publishing into"), "{told}");
    drop(other);
    newsroom.published(&[]);
}

#[test]
fn concurrent_runs_leave_a_complete_site() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let mut presses: Vec<_> = (0..4)
        .map(|_| {
            Command::new(env!("CARGO_BIN_EXE_press"))
                .args(["publish", "--out", "site", "--today", "2014-12-31"])
                .args(["--content", "content", "--app", "app", "--flags", "flags"])
                .args(["--map", crate::newsroom::MAP])
                .current_dir(newsroom.path(""))
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the press runs")
        })
        .collect();
    let mut succeeded = 0;
    for press in presses.drain(..) {
        let output = press.wait_with_output().expect("an exit status");
        succeeded += usize::from(output.status.success());
        let told = errors(&output);
        assert!(
            output.status.success() || told.contains("another press is publishing into"),
            "{told}"
        );
    }
    assert!(succeeded > 0);
    let after = newsroom.site();
    newsroom.published(&[]);
    assert!(after == newsroom.site());
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_resolved_to_its_target() {
    use std::os::unix::fs::symlink;
    let newsroom = Newsroom::new();
    fs::create_dir_all(newsroom.path("disk/real")).expect("made");
    symlink("disk/real", newsroom.path("site")).expect("a link");
    newsroom.published(&[]);
    newsroom.published(&[]);
    assert!(
        newsroom
            .path("site")
            .symlink_metadata()
            .expect("it")
            .is_symlink()
    );
    assert!(newsroom.path("disk/real/index.html").exists());
    let names = |folder: &str| fs::read_dir(newsroom.path(folder)).expect("it").count();
    // The site and its cache.
    assert_eq!(names("disk"), 2);

    symlink("nowhere", newsroom.path("dangling")).expect("a link");
    let told = newsroom.refused("dangling", &[]);
    assert!(told.contains("is a broken symbolic link"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_private_folder_stays_private() {
    use std::os::unix::fs::PermissionsExt;
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    for mode in [0o750, 0o2770, 0o500] {
        let permissions = fs::Permissions::from_mode(mode);
        fs::set_permissions(newsroom.path("site"), permissions).expect("set");
        newsroom.published(&[]);
        let metadata = fs::metadata(newsroom.path("site")).expect("it");
        assert_eq!(metadata.permissions().mode() & 0o7777, mode);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_refused() {
    let newsroom = Newsroom::new();
    let told = newsroom.refused("/proc", &[]);
    assert!(told.contains("/proc is a mount point"), "{told}");
    assert!(told.contains("--out /proc/site"), "{told}");
}

#[test]
fn an_unwritable_changes_file_is_reported_before_publishing() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    newsroom.article("three", "2014-10-23", "The text of three.");
    for (file, words) in [
        ("content", "content is a folder"),
        ("missing/changes", "cannot write missing/changes"),
        ("site/changes", "is inside the site"),
        ("site/about/changes", "is inside the site"),
    ] {
        let told = newsroom.refused("site", &["--changes", file]);
        assert!(told.contains(words), "{file}: {told}");
    }
    if Path::new("/dev/full").exists() {
        let told = newsroom.refused("site", &["--changes", "/dev/full"]);
        assert!(told.contains("cannot write /dev/full"), "{told}");
    }
    let output = newsroom.publish_into("site", &["--changes", "/dev/stdout"]);
    assert!(output.status.success(), "{}", errors(&output));
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("+ gsn/article/three/index.html\n"), "{told}");
    assert_eq!(told.matches("+ gsn/article/three/index.html\n").count(), 1);
}

#[test]
fn removing_most_articles_or_profiles_needs_an_option() {
    let newsroom = Newsroom::new();
    newsroom.article("three", "2014-10-23", "The text of three.");
    newsroom.published(&[]);
    fs::remove_file(newsroom.path("content/articles/one.md")).expect("removed");
    newsroom.published(&[]);
    fs::remove_file(newsroom.path("content/articles/two.md")).expect("removed");
    newsroom.published(&[]);

    newsroom.article("four", "2014-10-23", "A text.");
    newsroom.article("five", "2014-10-23", "A text.");
    newsroom.published(&[]);
    for slug in ["three", "four"] {
        fs::remove_file(newsroom.path(&format!("content/articles/{slug}.md"))).expect("removed");
    }
    let told = newsroom.refused("site", &[]);
    assert!(
        told.contains("this would remove 2 of the 3 articles"),
        "{told}"
    );
    assert!(told.contains("--allow-removals"), "{told}");
    newsroom.published(&["--allow-removals"]);

    // Moved pages do not count as removed.
    fs::rename(
        newsroom.path("content/articles/five.md"),
        newsroom.path("content/articles/six.md"),
    )
    .expect("renamed");
    newsroom.refused("site", &[]);
    newsroom.settings("[[moved]]\nfrom = \"/gsn/article/five/\"\nto = \"/gsn/article/six/\"\n");
    newsroom.published(&[]);
}

#[test]
fn the_manifest_lists_the_published_files() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let manifest = newsroom.read(&format!("site/{PRESS_MANIFEST}"));
    let listed: Vec<_> = manifest.lines().skip(1).map(PathBuf::from).collect();
    let root = newsroom.path("site");
    let files = newsroom.site().into_keys();
    let files = files.map(|path| path.strip_prefix(&root).expect("inside").to_owned());
    let mut files: Vec<_> = files
        .filter(|path| path != Path::new(PRESS_MANIFEST))
        .collect();
    files.sort_by_key(|path| path.to_string_lossy().into_owned());
    assert_eq!(listed, files);

    // A later format is left alone.
    newsroom.write(
        &format!("site/{PRESS_MANIFEST}"),
        "Files, format 2\nindex.html\n",
    );
    let told = newsroom.refused("site", &[]);
    assert!(told.contains("was not written by this press"), "{told}");
}

/// An earlier run may have left anything in its working folder, and so may somebody else.
#[cfg(unix)]
#[test]
fn links_that_were_left_behind_are_removed_and_not_followed() {
    let newsroom = Newsroom::new();
    newsroom.write("documents/letter.txt", "Dear reader");
    newsroom.write(".site.press/.press-lock", "");
    newsroom.write(".site.press/next/index.html", "Unfinished.");
    for place in [".site.press/documents", ".site.press/next/documents"] {
        let documents = newsroom.path("documents");
        std::os::unix::fs::symlink(documents, newsroom.path(place)).expect("a link");
    }
    let output = newsroom.publish();
    assert!(output.status.success(), "{}", errors(&output));
    assert!(!newsroom.path(".site.press").exists());
    assert_eq!(newsroom.read("documents/letter.txt"), "Dear reader");
}
