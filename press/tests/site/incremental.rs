//! A run that makes only what has changed gives the same site as a run that makes all of it,
//! and makes no more than it must.

use crate::newsroom::{DRAWING, Newsroom, errors};
use crate::{SCRIPT, SITE};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::PathBuf;
use walkdir::WalkDir;

/// The day of the runs, on which no article changes its displayed age.
const TODAY: &str = "2014-12-31";

impl Newsroom {
    /// A newsroom with something of every kind that pages are made from.
    fn with_everything() -> Self {
        let newsroom = Self::new();
        newsroom.country("belarus", "Belarus");
        newsroom.treaty("npt", "NPT");
        newsroom.write(
            "content/glossary/warhead.md",
            "+++\nterm = \"warhead\"\n+++\n\nA part of a missile.\n",
        );
        newsroom.write(
            "content/topics/talks.md",
            "+++\ntitle = \"Talks\"\nsummary = \"A summary.\"\n+++\n\nA text.\n",
        );
        newsroom.drawing(10);
        for number in 0..16 {
            let text = format!("The text of number {number}, which names Belarus.");
            newsroom.article(&format!("of-{number}"), "2014-01-01", &text);
        }
        newsroom.about("of-3", "belarus");
        newsroom.article(
            "pictured",
            "2014-02-01",
            "![A map](/map.svg \"Of it\")\n\nA text.",
        );
        newsroom
    }

    /// Writes the drawing, in this size.
    fn drawing(&self, size: usize) {
        let sized = format!("<svg width=\"{size}\" height=\"{size}\"");
        self.write("public/map.svg", &DRAWING.replace("<svg", &sized));
    }

    /// Publishes into a folder, and returns the output.
    fn publish_at(&self, out: &str, today: &str) -> String {
        let arguments = ["publish", "--out", out, "--today", today];
        let output = self.press(&[&arguments[..], &["--allow-removals"]].concat());
        assert!(output.status.success(), "{}", errors(&output));
        String::from_utf8(output.stdout).expect("text")
    }

    /// Every file in a folder, by its path in it.
    fn files_in(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let root = self.path(folder);
        let entries = WalkDir::new(&root).into_iter().flatten();
        let files = entries.filter(|entry| entry.file_type().is_file());
        files
            .map(|file| {
                let path = file.path().strip_prefix(&root).expect("inside");
                (path.to_owned(), fs::read(file.path()).expect("read"))
            })
            .collect()
    }

    /// Asserts that the site is the one that a run without a previous site makes.
    fn assert_as_new(&self, today: &str, what: &str) {
        let _ = fs::remove_dir_all(self.path("new"));
        let _ = fs::remove_dir_all(self.path(".new.cache"));
        self.publish_at("new", today);
        let [site, new] = ["site", "new"].map(|folder| self.files_in(folder));
        let paths = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&site), paths(&new), "{what}");
        for (path, contents) in &site {
            assert!(*contents == new[path], "{what}: {} differs", path.display());
        }
    }

    /// Replaces words in a file.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }
}

/// How many pages a run says that it has rendered.
pub(crate) fn rendered(told: &str) -> usize {
    let (_, rest) = told.split_once("rendered ").expect("it says so");
    let (count, _) = rest.split_once(' ').expect("a number");
    count.parse().expect("a number")
}

#[test]
fn after_every_edit_the_site_is_the_one_that_a_first_run_makes() {
    let newsroom = Newsroom::with_everything();
    let article = |slug: &str| format!("content/articles/{slug}.md");
    newsroom.publish_at("site", TODAY);
    let edits: &[(&str, &dyn Fn())] = &[
        ("nothing", &|| {}),
        ("the text of an article", &|| {
            newsroom.edit(&article("of-7"), "The text", "Another text");
        }),
        ("a headline", &|| {
            newsroom.edit(&article("of-8"), "On of-8", "On Minsk & more");
        }),
        ("a new article", &|| {
            newsroom.article("added", "2014-03-01", "A text on a warhead.");
        }),
        ("a removed article", &|| {
            fs::remove_file(newsroom.path(&article("of-9"))).expect("removed");
        }),
        ("a renamed article", &|| {
            let [from, to] = ["of-10", "renamed"].map(|slug| newsroom.path(&article(slug)));
            fs::rename(from, to).expect("renamed");
            newsroom.edit(
                "content/site.toml",
                "[[navigation]]",
                "[[moved]]\nfrom = \"/gsn/article/of-10/\"\nto = \"/gsn/article/renamed/\"\n\n\
                 [[navigation]]",
            );
        }),
        ("an article in a folder", &|| {
            fs::create_dir(newsroom.path("content/articles/2014")).expect("made");
            let [from, to] = ["of-11", "2014/of-11"].map(|slug| newsroom.path(&article(slug)));
            fs::rename(from, to).expect("renamed");
        }),
        ("a correction", &|| {
            newsroom.article_with(
                "of-12",
                "date = 2014-01-01\nas_of = 2014-01-03",
                "[[corrections]]\ndate = 2014-01-02\ntext = \"It was two.\"\n",
                "It was two.",
            );
        }),
        ("a withdrawal", &|| {
            newsroom.article_with(
                "of-13",
                "date = 2014-01-01\nas_of = 2014-01-01\n\
                 withdrawn = { date = 2014-01-05, reason = \"It was wrong.\" }",
                "",
                "A text.",
            );
        }),
        ("an embargo", &|| {
            newsroom.edit(
                &article("of-14"),
                "date = ",
                "publish_at = 2015-06-01\ndate = ",
            );
        }),
        ("a topic of an article", &|| {
            newsroom.edit(
                &article("of-15"),
                "countries",
                "topics = [\"talks\"]\ncountries",
            );
        }),
        ("a country", &|| {
            newsroom.country("belarus", "Belarus and More");
        }),
        ("a treaty", &|| newsroom.treaty("npt", "Treaty")),
        ("a term", &|| {
            newsroom.edit("content/glossary/warhead.md", "A part", "The part");
        }),
        ("the title of a section", &|| {
            newsroom.edit("content/site.toml", "\"Nuclear\"", "\"Nuclear Arms\"");
        }),
        ("the name of the newswire", &|| {
            newsroom.edit("content/site.toml", "\"Newswire\"", "\"Wire\"");
        }),
        ("a time zone", &|| newsroom.move_to_vienna()),
        ("a picture", &|| {
            newsroom.drawing(20);
        }),
        ("a flag", &|| {
            newsroom.write(
                "flags/by.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h9v9z\"/></svg>",
            );
        }),
        ("an icon", &|| newsroom.write("public/favicon.svg", DRAWING)),
        ("the style of the app", &|| {
            newsroom.write("app/print-1.css", "a{b:c}")
        }),
        ("the template of the app", &|| {
            newsroom.edit("app/index.html", "<body>", "<body class=x>");
        }),
        ("the program of the app", &|| {
            newsroom.write(&format!("app/{SCRIPT}"), "export default () => 1;");
        }),
        ("all settings as they were", &|| {
            newsroom.write("content/site.toml", SITE)
        }),
    ];
    for (what, edit) in edits {
        edit();
        newsroom.publish_at("site", TODAY);
        newsroom.assert_as_new(TODAY, what);
    }
    for day in ["2015-07-01", "2024-01-01", TODAY] {
        newsroom.publish_at("site", day);
        newsroom.assert_as_new(day, day);
    }
}

#[test]
fn only_pages_that_depend_on_a_change_are_rendered() {
    let newsroom = Newsroom::with_everything();
    let all = rendered(&newsroom.publish_at("site", TODAY));
    assert!(all > 25, "{all}");
    assert_eq!(rendered(&newsroom.publish_at("site", TODAY)), 0);
    // Without its cache, a run renders all, and changes nothing.
    let before = newsroom.files_in("site");
    fs::remove_dir_all(newsroom.path(".site.cache")).expect("removed");
    assert_eq!(rendered(&newsroom.publish_at("site", TODAY)), all);
    assert!(newsroom.files_in("site") == before);
    assert_eq!(rendered(&newsroom.publish_at("site", TODAY)), 0);

    // Its own page; the search page, which names its index; pages that tell how many bytes
    // it takes to save a list that the article is in.
    newsroom.edit("content/articles/of-5.md", "The text", "Another text");
    let one = rendered(&newsroom.publish_at("site", TODAY));
    assert!((1..=5).contains(&one), "{one} of {all}");

    newsroom.write("app/print-1.css", "a{b:d}");
    assert_eq!(rendered(&newsroom.publish_at("site", TODAY)), all);
}

#[test]
fn what_somebody_does_to_the_site_is_undone_by_the_next_run() {
    let newsroom = Newsroom::with_everything();
    newsroom.publish_at("site", TODAY);
    newsroom.publish_at("site", TODAY);
    let before = newsroom.files_in("site");
    let page = newsroom.path("site/gsn/article/of-1/index.html");
    let written = |page: &PathBuf| {
        let modified = fs::metadata(page).and_then(|it| it.modified());
        modified.expect("a time stamp")
    };
    let time = written(&page);
    let edits: &[(&str, &dyn Fn())] = &[
        ("changed", &|| fs::write(&page, "Mine.").expect("written")),
        ("changed to as many bytes", &|| {
            let mut bytes = fs::read(&page).expect("read");
            bytes.reverse();
            fs::write(&page, bytes).expect("written");
        }),
        ("replaced by a file as old", &|| {
            let mut bytes = fs::read(&page).expect("read");
            bytes.reverse();
            let other = page.with_extension("new");
            fs::write(&other, bytes).expect("written");
            let file = File::options().write(true).open(&other).expect("a file");
            file.set_modified(written(&page)).expect("a time stamp");
            fs::rename(other, &page).expect("renamed");
        }),
        ("removed", &|| fs::remove_file(&page).expect("removed")),
        ("emptied", &|| drop(File::create(&page).expect("emptied"))),
        ("replaced by a folder of its own", &|| {
            fs::remove_file(&page).expect("removed");
            fs::create_dir(&page).expect("made");
        }),
        #[cfg(unix)]
        ("replaced by a link", &|| {
            fs::remove_file(&page).expect("removed");
            let other = newsroom.path("site/about/index.html");
            std::os::unix::fs::symlink(other, &page).expect("a link");
        }),
    ];
    for (what, edit) in edits {
        edit();
        newsroom.publish_at("site", TODAY);
        assert!(newsroom.files_in("site") == before, "{what}");
        assert!(page.symlink_metadata().expect("it").is_file(), "{what}");
    }
    assert!(written(&page) >= time);
}

#[test]
fn a_damaged_cache_is_not_used() {
    let newsroom = Newsroom::with_everything();
    newsroom.publish_at("site", TODAY);
    let before = newsroom.files_in("site");
    for file in WalkDir::new(newsroom.path(".site.cache"))
        .into_iter()
        .flatten()
    {
        if !file.file_type().is_file() {
            continue;
        }
        let contents = fs::read(file.path()).expect("read");
        for damaged in [&[][..], b"{}", &contents[..contents.len() / 2]] {
            fs::write(file.path(), damaged).expect("written");
            newsroom.publish_at("site", TODAY);
            assert!(newsroom.files_in("site") == before);
        }
    }
    // A file in its place does not keep the site from being published.
    fs::remove_dir_all(newsroom.path(".site.cache")).expect("removed");
    newsroom.write(".site.cache", "mine");
    newsroom.publish_at("site", TODAY);
    assert!(newsroom.files_in("site") == before);
    assert_eq!(newsroom.read(".site.cache"), "mine");
}

/// The cache knows of articles that are held.
#[cfg(unix)]
#[test]
fn only_its_owner_reads_the_cache() {
    use std::os::unix::fs::PermissionsExt;
    let newsroom = Newsroom::new();
    newsroom.publish_at("site", TODAY);
    let cache = fs::metadata(newsroom.path(".site.cache")).expect("a folder");
    assert_eq!(cache.permissions().mode() & 0o7777, 0o700);
}

/// The old site is kept for the next run, but nothing that has been withdrawn.
#[cfg(unix)]
#[test]
fn the_twin_has_the_files_of_the_site_and_no_others() {
    use std::os::unix::fs::MetadataExt;
    let newsroom = Newsroom::with_everything();
    newsroom.settings_first("keep = [\"CNAME\", \".git\"]");
    newsroom.publish_at("site", TODAY);
    newsroom.write("site/CNAME", "newswire.example");
    newsroom.write("site/.git/HEAD", "ref: refs/heads/main");
    newsroom.edit("content/articles/of-7.md", "The text", "A secret");
    newsroom.publish_at("site", TODAY);
    let twin = || newsroom.files_in(".site.cache/twin");
    let has_secret = |contents: &Vec<u8>| String::from_utf8_lossy(contents).contains("A secret");
    assert!(!twin().values().any(has_secret), "it is the old site's");

    newsroom.publish_at("site", TODAY);
    assert!(twin().values().any(has_secret));
    let mut site = newsroom.files_in("site");
    for (path, contents) in [
        ("CNAME", "newswire.example"),
        (".git/HEAD", "ref: refs/heads/main"),
    ] {
        let kept = site.remove(&PathBuf::from(path)).expect(path);
        assert_eq!(kept, contents.as_bytes());
    }
    site.remove(&PathBuf::from(".press-manifest"));
    assert!(twin() == site);
    let inode = |path: &str| fs::metadata(newsroom.path(path)).expect(path).ino();
    let page = "gsn/article/of-1/index.html";
    assert_eq!(
        inode(&format!(".site.cache/twin/{page}")),
        inode(&format!("site/{page}"))
    );

    fs::remove_file(newsroom.path("content/articles/of-7.md")).expect("removed");
    newsroom.publish_at("site", TODAY);
    assert!(!twin().values().any(has_secret));
}

#[cfg(unix)]
#[test]
fn what_somebody_does_to_the_twin_is_not_published() {
    use std::os::unix::fs::symlink;
    let newsroom = Newsroom::with_everything();
    newsroom.write("public/data/a.bin", "data");
    newsroom.publish_at("site", TODAY);
    let before = newsroom.files_in("site");
    let twin = newsroom.path(".site.cache/twin");
    let page = twin.join("gsn/article/of-1/index.html");
    let folder = twin.join("gsn/article/of-1");
    let replace = |contents: &str| {
        fs::remove_file(&page).expect("removed");
        fs::write(&page, contents).expect("written");
    };
    newsroom.write("others/index.html", "Mine.");
    let edits: &[(&str, &dyn Fn())] = &[
        ("a file more", &|| {
            fs::write(twin.join("more.html"), "Mine.").expect("written");
        }),
        ("a folder more", &|| {
            newsroom.write(".site.cache/twin/more/of/it.html", "Mine.");
        }),
        ("a file replaced", &|| replace("Mine.")),
        ("a file emptied in place", &|| {
            drop(File::create(&page).expect("emptied"));
        }),
        ("a file removed", &|| {
            fs::remove_file(&page).expect("removed")
        }),
        ("a file as a link", &|| {
            fs::remove_file(&page).expect("removed");
            symlink(newsroom.path("others/index.html"), &page).expect("a link");
        }),
        ("a file as a folder", &|| {
            fs::remove_file(&page).expect("removed");
            fs::create_dir(&page).expect("made");
            fs::write(page.join("more.html"), "Mine.").expect("written");
        }),
        ("a folder as a file", &|| {
            fs::remove_dir_all(&folder).expect("removed");
            fs::write(&folder, "Mine.").expect("written");
        }),
        ("a folder as a link", &|| {
            fs::remove_dir_all(&folder).expect("removed");
            symlink(newsroom.path("others"), &folder).expect("a link");
        }),
        ("all of it as a link", &|| {
            fs::remove_dir_all(&twin).expect("removed");
            symlink(newsroom.path("others"), &twin).expect("a link");
        }),
        ("all of it as a file", &|| {
            let _ = fs::remove_file(&twin);
            let _ = fs::remove_dir_all(&twin);
            fs::write(&twin, "Mine.").expect("written");
        }),
    ];
    for (what, edit) in edits {
        // Each run leaves a twin, unless something of somebody else's is in its place.
        let _ = fs::remove_file(&twin);
        newsroom.publish_at("site", TODAY);
        assert!(folder.is_dir(), "{what}");
        edit();
        newsroom.publish_at("site", TODAY);
        assert!(newsroom.files_in("site") == before, "{what}");
        assert_eq!(newsroom.read("others/index.html"), "Mine.", "{what}");
    }
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let newsroom = Newsroom::with_everything();
    let forms: [&[&str]; 3] = [
        &["public/a"],
        &["public/a/b", "public/a/c/d"],
        &["public/a/b/c"],
    ];
    for files in [forms[0], forms[1], forms[2], forms[1], forms[0]] {
        let place = newsroom.path("public/a");
        let _ = fs::remove_file(&place);
        let _ = fs::remove_dir_all(&place);
        files.iter().for_each(|file| newsroom.write(file, "data"));
        newsroom.publish_at("site", TODAY);
        newsroom.publish_at("site", TODAY);
        newsroom.assert_as_new(TODAY, files[0]);
    }
}
