//! The versions of articles: what is recorded of each publication, and what readers see of
//! it.

use crate::{Newsroom, SITE, errors};
use model::routes::Base;
use press::content::{Audience, Edition, Today};
use press::publish::disk::{Disk, Failure};
use press::publish::versions::NewVersions;
use std::fs;
use std::path::PathBuf;
use walkdir::WalkDir;

/// The page with the versions of article “one”.
const HISTORY: &str = "site/gsn/article/one/history/index.html";

/// An hour of a day in December 2014.
fn hour(hour: u32) -> String {
    format!("2014-12-01T{hour:02}:00")
}

impl Newsroom {
    /// A newsroom that keeps versions.
    fn with_history() -> Self {
        let newsroom = Self::new();
        newsroom.write(
            "content/site.toml",
            &SITE.replace("tagline", "history = true\ntagline"),
        );
        newsroom
    }

    /// Publishes at an hour, and returns the output.
    fn at(&self, hour: u32, arguments: &[&str]) -> String {
        let all = [&["--no-compressed"], arguments].concat();
        self.published_as_of(&self::hour(hour), &all)
    }

    /// Replaces words of article “one”.
    fn rewrite(&self, from: &str, to: &str) {
        let file = "content/articles/one.md";
        let text = self.read(file);
        assert!(text.contains(from), "{text}");
        self.write(file, &text.replace(from, to));
    }

    /// The files in the content's folder of versions, and others that belong to it.
    fn recorded(&self) -> Vec<String> {
        let content = self.path("content");
        let files = WalkDir::new(&content).sort_by_file_name().into_iter();
        let files = files.map(|entry| entry.expect("readable"));
        let paths = files.map(|entry| entry.path().strip_prefix(&content).map(PathBuf::from));
        let paths = paths.map(|path| path.expect("inside").to_string_lossy().into_owned());
        paths
            .filter(|path| {
                path.ends_with(".md") && path.contains("history") || path.starts_with('.')
            })
            .collect()
    }

    /// What the press says of the content.
    fn told(&self) -> String {
        let output = self.press(&["check", "--as-of", &hour(23)]);
        errors(&output)
    }
}

#[test]
fn each_published_text_is_recorded_once() {
    let newsroom = Newsroom::with_history();
    let told = newsroom.at(1, &[]);
    assert!(
        told.contains("Recorded 2 new versions of articles in content/history.\n"),
        "{told}"
    );
    assert_eq!(
        newsroom.recorded(),
        ["history/one/1.md", "history/two/1.md"]
    );
    assert_eq!(
        newsroom.read("content/history/one/1.md"),
        "+++\npublished = 2014-12-01T01:00:00Z\nheadline = \"On one\"\nsummary = \"A summary.\"\n\
         sources = [\n    \"T, P\",\n]\n+++\n\nThe text of one, which is long enough.\n"
    );
    let site = newsroom.site();
    let told = newsroom.at(2, &[]);
    assert!(!told.contains("Recorded"), "{told}");
    assert!(told.contains(" 0 files added, 0 changed"), "{told}");
    assert_eq!(newsroom.recorded().len(), 2);
    assert!(newsroom.site() == site);
    assert!(!newsroom.path(HISTORY).exists());
    assert!(
        !newsroom
            .read("site/gsn/article/one/index.html")
            .contains("Version history")
    );

    newsroom.rewrite("long enough", "quite \\\"long\\\" enough");
    let told = newsroom.at(3, &[]);
    assert!(
        told.contains("Recorded 1 new version of articles"),
        "{told}"
    );
    assert_eq!(
        newsroom.recorded(),
        ["history/one/1.md", "history/one/2.md", "history/two/1.md"]
    );
    // What was recorded now is read in the next run: the site stays the same.
    let site = newsroom.site();
    let told = newsroom.at(4, &[]);
    assert!(told.contains(" 0 files added, 0 changed"), "{told}");
    assert!(newsroom.site() == site);
    fs::remove_dir_all(newsroom.path("site")).expect("removed");
    fs::remove_dir_all(newsroom.path(".site.cache")).expect("removed");
    newsroom.at(4, &[]);
    assert!(newsroom.site() == site);
}

#[test]
fn readers_see_what_changed_between_any_two_versions() {
    let newsroom = Newsroom::with_history();
    newsroom.at(1, &[]);
    newsroom.rewrite("long enough", "very long");
    newsroom.at(2, &[]);
    newsroom.rewrite("On one", "On <One>");
    newsroom.rewrite("very long", "very, very long");
    newsroom.at(3, &[]);
    let article = newsroom.read("site/gsn/article/one/index.html");
    assert!(
        article.contains("<a href=\"/gsn/article/one/history/\">Version history</a>"),
        "{article}"
    );
    let page = newsroom.read(HISTORY);
    for wanted in [
        ">Versions of “On &lt;One&gt;”</h1>",
        "<h2 id=\"version-3\">Version 3</h2>",
        "<time datetime=\"2014-12-01T03:00:00Z\">December 1, 2014, 3:00 a.m. UTC</time>",
        "<h3>Headline</h3>",
        "On <del><span class=\"spoken\">[deleted: </span>one<span class=\"spoken\">] </span></del> \
         <ins><span class=\"spoken\">[inserted: </span>&lt;One&gt;<span class=\"spoken\">] </span></ins>",
        "<p>The text of one, which is very<ins><span class=\"spoken\">[inserted: </span>, very\
         <span class=\"spoken\">] </span></ins> long.</p>",
        "<a href=\"/gsn/article/one/history/1/3/\">version 1</a>, \
         <a href=\"/gsn/article/one/history/2/3/\">version 2</a>",
        "<meta name=\"robots\" content=\"noindex\">",
        "<a href=\"/gsn/article/one/\">Article</a>",
    ] {
        assert!(page.contains(wanted), "no {wanted} in {page}");
    }
    assert!(!page.contains("<h3>Summary</h3>"), "{page}");
    let both = newsroom.read("site/gsn/article/one/history/1/3/index.html");
    for wanted in [
        ">Versions 1 and 3 of “On &lt;One&gt;”</h1>",
        "<h2>Summary</h2><p>A summary.</p>",
        "<h2>Text</h2><p>The text of one, which is <del><span class=\"spoken\">[deleted: </span>\
         long enough<span class=\"spoken\">] </span></del> <ins>",
        "very, very long",
    ] {
        assert!(both.contains(wanted), "no {wanted} in {both}");
    }
    for (from, to) in [(1, 2), (1, 3), (2, 3)] {
        let page = format!("site/gsn/article/one/history/{from}/{to}/index.html");
        assert!(newsroom.path(&page).exists(), "{page}");
    }
    // What no longer holds is not to be found, nor to be saved.
    assert!(!newsroom.read("site/sitemap.xml").contains("/history/"));
    assert!(
        !newsroom
            .read("site/gsn/archive/offline.json")
            .contains("/history/")
    );
    let output = newsroom.press(&["check", "--links", "--out", "site", "--as-of", &hour(4)]);
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn a_story_that_changes_often_has_a_limited_number_of_pages() {
    let newsroom = Newsroom::with_history();
    newsroom.at(1, &[]);
    let version = newsroom.read("content/history/one/1.md");
    for number in 2..=30 {
        newsroom.write(
            &format!("content/history/one/{number}.md"),
            &version.replace("of one", &format!("of one ({number})")),
        );
    }
    newsroom.at(2, &[]);
    let pages = newsroom.site().into_keys();
    let pages = pages.filter(|path| {
        let path = path.to_string_lossy();
        path.contains("/one/history/") && path.ends_with("index.html")
    });
    // The overview, all pairs of the latest twenty, and the steps between the others.
    assert_eq!(pages.count(), 1 + 190 + 11);
}

#[test]
fn only_other_words_make_a_version() {
    let newsroom = Newsroom::with_history();
    newsroom.article_with(
        "one",
        "date = 2012-10-23\nas_of = 2012-10-23",
        "",
        "See [the *text*](/about/).\nIt has two lines.",
    );
    newsroom.at(1, &[]);
    // Data, markup, line breaks, and line breaks of another system.
    newsroom.article_with(
        "one",
        "date = 2012-10-24\nas_of = 2012-10-25\nlead = true\ntags = [\"A\"]",
        "",
        "See\r\nthe [text](/gsn/article/two/). It has\r\ntwo lines.",
    );
    let told = newsroom.at(2, &[]);
    assert!(!told.contains("Recorded"), "{told}");
    newsroom.article_with(
        "one",
        "date = 2012-10-24\nas_of = 2012-10-25\ndateline = \"THE \\\"HAGUE\\\"\"",
        "\n[[corrections]]\ndate = 2012-10-25\ntext = \"\"\"\nIt was “one”.\n\nAnd \\\\+++ two.\"\"\"\n\n\
         [[updates]]\ndate = 2012-10-26T10:00\ntext = \"More.\"\n",
        "See the text. It has two lines.",
    );
    let told = newsroom.at(3, &[]);
    assert!(told.contains("Recorded 1 new version"), "{told}");
    let page = newsroom.read(HISTORY);
    for wanted in [
        "<h3>Corrections and Updates</h3>",
        "Correction, October 25, 2012: It was “one”.",
        "Update, October 26, 2012, 10:00 a.m. UTC: More.",
        "[inserted: </span>THE &quot;HAGUE&quot; — <span",
    ] {
        assert!(page.contains(wanted), "no {wanted} in {page}");
    }
    assert!(!newsroom.at(4, &[]).contains("Recorded"));
    assert_eq!(newsroom.told(), "");
}

#[test]
fn nothing_is_recorded_but_by_a_publication_for_now() {
    let newsroom = Newsroom::with_history();
    let publish = |arguments: &[&str]| {
        let output = newsroom.press(&[&["publish"], arguments].concat());
        assert!(output.status.success(), "{}", errors(&output));
    };
    publish(&["--preview"]);
    publish(&["--print-next"]);
    publish(&["--today", "2014-12-31"]);
    publish(&["--as-of", "2999-01-01"]);
    publish(&["--no-record"]);
    newsroom.told();
    assert_eq!(newsroom.recorded(), Vec::<String>::new());
    assert!(!newsroom.path("content/history").exists());
    newsroom.write("content/site.toml", SITE);
    publish(&[]);
    assert!(!newsroom.path("content/history").exists());
}

#[test]
fn a_publication_that_fails_records_nothing() {
    let newsroom = Newsroom::with_history();
    fs::remove_file(newsroom.path("app/index.html")).expect("removed");
    let output = newsroom.press(&["publish", "--out", "site", "--as-of", &hour(1)]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(newsroom.recorded(), Vec::<String>::new());
    assert!(!newsroom.path("content/history").exists());
    assert!(!newsroom.path("content/.history.press").exists());
}

#[test]
fn versions_that_cannot_be_written_are_not_published() {
    let newsroom = Newsroom::with_history();
    newsroom.at(1, &[]);
    newsroom.rewrite("long", "short");
    newsroom.write("content/history/one/2.md/mine.txt", "Mine.");
    let site = newsroom.site();
    let output = newsroom.press(&["publish", "--out", "site", "--as-of", &hour(2)]);
    let told = errors(&output);
    assert!(
        told.contains("content/history/one/2.md/mine.txt:1:1: Unexpected file"),
        "{told}"
    );
    assert!(newsroom.site() == site);
    fs::remove_dir_all(newsroom.path("content/history/one/2.md")).expect("removed");

    // Left by a run that was killed.
    newsroom.write("content/.history.press/one/2.md", "+++\n");
    newsroom.at(3, &[]);
    assert!(newsroom.read("content/history/one/2.md").contains("short"));
    assert!(!newsroom.path("content/.history.press").exists());
}

#[test]
fn on_a_full_disk_every_version_is_whole_or_missing() {
    let newsroom = Newsroom::with_history();
    let content = newsroom.path("content");
    let stage = |disk: &Disk| {
        let time = hour(1).parse().expect("a time");
        let (base, today) = (Base::new("/"), Today::At(time));
        let edition = press::load_for(Audience::Public, &content, &base, today);
        let Edition {
            newsroom: mut read,
            at,
            ..
        } = edition.expect("no faults");
        NewVersions::stage(&content, &mut read, &at, disk)
    };
    let disk = Disk::default();
    assert_eq!(stage(&disk).expect("staged").record().expect("recorded"), 2);
    let files = newsroom.recorded();
    let whole: Vec<_> = files
        .iter()
        .map(|it| newsroom.read(&format!("content/{it}")))
        .collect();
    let mut outcomes = Vec::new();
    for change in 1..=disk.changes() {
        fs::remove_dir_all(content.join("history")).expect("removed");
        fs::create_dir(content.join("history")).expect("made");
        let staged = stage(&Disk::failing(Failure::Full(change)));
        let recorded = staged.map(NewVersions::record);
        outcomes.push(matches!(recorded, Ok(Ok(_))));
        for (file, whole) in files.iter().zip(&whole) {
            let path = content.join(file);
            let is_whole = fs::read_to_string(&path).is_ok_and(|text| text == *whole);
            assert!(is_whole || !path.exists(), "{file} at change {change}");
        }
        assert!(!content.join(".history.press").exists());
        // The next run records what is missing.
        let next = stage(&Disk::default()).expect("staged");
        next.record().expect("recorded");
        assert_eq!(newsroom.recorded(), files);
    }
    assert!(outcomes.contains(&false), "{outcomes:?}");
}

#[test]
fn what_is_held_or_withdrawn_is_not_in_the_history() {
    let newsroom = Newsroom::with_history();
    newsroom.article_with(
        "one",
        "date = 2012-10-23\nas_of = 2012-10-23\npublish_at = 2014-12-01T03:00",
        "\n[[posts]]\ntime = 2014-12-01T05:00\nheadline = \"A qzheldvakpost\"\ntext = \"Later.\"\n",
        "A qzheldvaktext.",
    );
    newsroom.at(2, &[]);
    assert_eq!(newsroom.recorded(), ["history/two/1.md"]);
    newsroom.at(3, &[]);
    let version = newsroom.read("content/history/one/1.md");
    assert!(version.contains("qzheldvaktext"), "{version}");
    assert!(!version.contains("qzheldvakpost"), "{version}");
    assert!(
        version.contains("published = 2014-12-01T03:00:00Z"),
        "{version}"
    );
    newsroom.at(5, &[]);
    assert!(newsroom.read(HISTORY).contains("A qzheldvakpost"));

    // A draft again.
    let public = newsroom.read("content/articles/one.md");
    newsroom.rewrite("publish_at = 2014-12-01T03:00", "draft = true");
    newsroom.at(6, &[]);
    assert!(newsroom.files_with("qzheldvak").is_empty());
    assert_eq!(newsroom.recorded().len(), 3);

    newsroom.write("content/articles/one.md", &public);
    newsroom.rewrite(
        "as_of",
        "withdrawn = { date = 2014-12-01, reason = \"It was wrong.\" }\nas_of",
    );
    newsroom.at(7, &[]);
    assert!(newsroom.files_with("qzheldvak").is_empty());
    assert!(!newsroom.path(HISTORY).exists());
    assert_eq!(newsroom.recorded().len(), 3);
}

#[test]
fn versions_of_articles_that_do_not_exist_are_faults() {
    let newsroom = Newsroom::with_history();
    newsroom.at(1, &[]);
    let folder = newsroom.path("content/articles");
    fs::rename(folder.join("one.md"), folder.join("three.md")).expect("renamed");
    let told = newsroom.told();
    assert!(
        told.contains(
            "content/history/one:1:1: The versions in content/history/one belong to no article.\n    \
             Remove it, or rename it as the article was."
        ),
        "{told}"
    );
    let site = newsroom.read("content/site.toml");
    newsroom.write(
        "content/site.toml",
        &(site + "\n[[moved]]\nfrom = \"/gsn/article/one/\"\nto = \"/gsn/article/three/\"\n"),
    );
    let told = newsroom.told();
    assert!(
        told.contains("Rename it to “three”, as the article was."),
        "{told}"
    );
    let history = newsroom.path("content/history");
    fs::rename(history.join("one"), history.join("three")).expect("renamed");
    assert_eq!(newsroom.told(), "");
    let told = newsroom.at(2, &[]);
    assert!(!told.contains("Recorded"), "{told}");
    let moved = newsroom.read(HISTORY);
    assert!(moved.contains("0; url=/gsn/article/three/\""), "{moved}");
}

#[test]
fn damaged_versions_are_faults_with_their_places() {
    let newsroom = Newsroom::with_history();
    newsroom.at(1, &[]);
    let version = newsroom.read("content/history/one/1.md");
    let second = "content/history/one/2.md";
    for (damaged, told) in [
        (String::new(), "2.md:1:1: The file has no front matter."),
        (
            version.replace("headline = ", "headline "),
            "2.md:3:10: This is not valid TOML",
        ),
        (
            version.replace("summary", "section"),
            "2.md:4:1: Unknown field “section”.",
        ),
        (
            version.replace("The text of one, which is long enough.", ""),
            "The version has no text.",
        ),
        (
            version.replace("2014", "2015"),
            "2.md:2:13: 2015-12-01 01:00 UTC is in the future.",
        ),
        (
            version.replace("2014-12-01", "2014-11-30"),
            "2.md:1:1: Version 2 was published before version 1, at 2014-12-01 01:00 UTC.",
        ),
    ] {
        newsroom.write(second, &damaged);
        let found = newsroom.told();
        assert!(found.contains(told), "no {told} in {found}");
        assert!(found.contains("content/history/one/2.md"), "{found}");
    }
    fs::remove_file(newsroom.path(second)).expect("removed");
    for strange in [
        "one/02.md",
        "one/0.md",
        "one/a.md",
        "one/1.txt",
        "1.md",
        "one/a/1.md",
    ] {
        let path = format!("content/history/{strange}");
        newsroom.write(&path, &version);
        let found = newsroom.told();
        assert!(
            found.contains(&format!("{path}:1:1: Unexpected file")),
            "{found}"
        );
        fs::remove_file(newsroom.path(&path)).expect("removed");
    }
    let _ = fs::remove_dir(newsroom.path("content/history/one/a"));
    assert_eq!(newsroom.told(), "");
}

#[test]
fn an_article_in_another_language_has_its_versions_in_it() {
    let newsroom = Newsroom::with_history();
    let fields = "date = 2012-10-23\nas_of = 2012-10-23\nlang = \"ar\"";
    newsroom.article_with("one", fields, "", "دخلت الاتفاقية حيز التنفيذ يوم الاثنين.");
    newsroom.at(1, &[]);
    newsroom.article_with("one", fields, "", "دخلت الاتفاقية حيز التنفيذ يوم الثلاثاء.");
    newsroom.at(2, &[]);
    let page = newsroom.read(HISTORY);
    for wanted in [
        ">Versions of an Article</h1>",
        "<div class=\"in-language\" lang=\"ar\" dir=\"rtl\"><p>دخلت الاتفاقية حيز التنفيذ يوم <del>\
         <span class=\"spoken\" lang=\"en\">[deleted: </span>",
    ] {
        assert!(page.contains(wanted), "no {wanted} in {page}");
    }
}
