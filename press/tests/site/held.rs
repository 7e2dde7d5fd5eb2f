//! What is held until its time is in no file of the site.

use crate::{Newsroom, errors};
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::PathBuf;

/// The beginning of every word that only held articles have. No stemmer shortens them.
const CANARY: &str = "qzheldvak";

/// Before the embargo ends, and after.
const BEFORE: &str = "2014-11-30T05:59+01:00";
const AFTER: &str = "2014-11-30T06:00+01:00";

/// The places in an article with words of their own.
const PLACES: [&str; 18] = [
    "headline",
    "summary",
    "author",
    "role",
    "byline",
    "kicker",
    "dateline",
    "tag",
    "contributor",
    "cluster",
    "source",
    "publisher",
    "url",
    "correction",
    "update",
    "text",
    "picture",
    "alternative",
];

/// The word in a place of an article.
fn canary(slug: &str, place: &str) -> String {
    format!("{CANARY}{}{place}q", slug.trim_start_matches(CANARY))
}

impl Newsroom {
    /// A newsroom with one article that is public, one of the same topic that is held, a
    /// draft, and one that has expired.
    fn with_held() -> Self {
        let newsroom = Self::new();
        newsroom.move_to_vienna();
        newsroom.held(&format!("{CANARY}-later"), "publish_at = 2014-11-30T06:00");
        newsroom.held(&format!("{CANARY}-draft"), "draft = true");
        newsroom.held(&format!("{CANARY}-expired"), "expires = 2014-11-29");
        newsroom
    }

    /// Writes an article that is held, with words of its own everywhere, and a topic,
    /// pictures, a page and an old address that only it has.
    fn held(&self, slug: &str, fields: &str) {
        let word = |place: &str| canary(slug, place);
        self.write(
            &format!("public/{}.svg", word("picture")),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>",
        );
        self.write(
            &format!("public/{}/index.html", word("page")),
            &format!("<!doctype html><title>{}</title>", word("page")),
        );
        self.write(&format!("public/{}/part.txt", word("page")), &word("part"));
        self.write(
            &format!("content/topics/{}.md", word("topic")),
            &format!(
                "+++\ntitle = \"{}\"\nsummary = \"A topic.\"\n+++\nA text.\n",
                word("topic")
            ),
        );
        self.write(
            &format!("content/authors/{}.md", word("author")),
            &format!(
                "+++\nname = \"{}\"\nrole = \"{}\"\n+++\nA text.\n",
                word("author"),
                word("role")
            ),
        );
        let text = format!(
            "+++\nheadline = \"On {}\"\nsummary = \"It is {}.\"\n\
             authors = [\"{}\"]\nbyline = \"{}\"\nkicker = \"{}\"\ndateline = \"{}\"\ntags = [\"{}\"]\n\
             date = 2014-11-28\nsection = \"nuclear\"\ncountries = []\ntopics = [\"{}\"]\n\
             as_of = 2014-11-28\ncluster = \"{}\"\nlead = true\n{fields}\n\n\
             [[sources]]\ntitle = \"{}\"\npublisher = \"{}\"\nurl = \"https://{}.example/\"\n\n\
             [[corrections]]\ndate = 2014-11-28\ntext = \"{}\"\n\n\
             [[updates]]\ndate = 2014-11-28\ntext = \"{}\"\n\n\
             [[contributors]]\nname = \"{}\"\nrole = \"Photography\"\n+++\n\n\
             A text with {}, and [a page](/{}/index.html).\n\n![{}](/{}.svg)\n",
            word("headline"),
            word("summary"),
            word("author"),
            word("byline"),
            word("kicker"),
            word("dateline"),
            word("tag"),
            word("topic"),
            word("cluster"),
            word("source"),
            word("publisher"),
            word("url"),
            word("correction"),
            word("update"),
            word("contributor"),
            word("text"),
            word("page"),
            word("alternative"),
            word("picture"),
        );
        self.write(&format!("content/articles/{slug}.md"), &text);
        let site = self.read("content/site.toml");
        let moved = format!(
            "\n[[moved]]\nfrom = \"/gsn/article/{}/\"\nto = \"/gsn/article/{slug}/\"\n",
            word("moved")
        );
        self.write("content/site.toml", &(site + &moved));
    }

    /// Removes everything that `held` wrote.
    fn without_held(&self) {
        for folder in [
            "content/articles",
            "content/authors",
            "content/topics",
            "public",
        ] {
            for entry in fs::read_dir(self.path(folder)).expect("a folder").flatten() {
                if !entry.file_name().to_string_lossy().starts_with(CANARY) {
                    continue;
                }
                let removed = match entry.path().is_dir() {
                    true => fs::remove_dir_all(entry.path()),
                    false => fs::remove_file(entry.path()),
                };
                removed.expect("removed");
            }
        }
        let site = self.read("content/site.toml");
        let (site, _) = site.split_once("\n[[moved]]").expect("moved pages");
        self.write("content/site.toml", site);
    }

    /// Publishes for a time, and returns the output.
    pub(crate) fn published_as_of(&self, time: &str, arguments: &[&str]) -> String {
        let always = ["publish", "--out", "site", "--as-of", time];
        let output = self.press(&[&always, arguments].concat());
        let told = errors(&output);
        assert!(output.status.success() && !told.contains(CANARY), "{told}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// What can be read in each file of the site: its name and its bytes, unpacked.
    fn readable(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = self.site().into_iter();
        let readable = files.map(|(path, bytes)| {
            let unpacked = unpacked(&path, &bytes);
            let name = path.strip_prefix(self.path("site")).expect("inside");
            let name = name.to_string_lossy().into_owned();
            (
                path,
                [name.as_bytes(), b"\n", &bytes, b"\n", &unpacked].concat(),
            )
        });
        readable.collect()
    }

    /// The files of the site that contain a word.
    pub(crate) fn files_with(&self, word: &str) -> Vec<PathBuf> {
        let files = self.readable().into_iter();
        let files = files.filter(|(_, text)| {
            let text = String::from_utf8_lossy(text).to_lowercase();
            text.contains(word)
        });
        files.map(|(path, _)| path).collect()
    }
}

/// The contents of a compressed file, and the texts in a picture.
fn unpacked(path: &std::path::Path, bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        // Files of the search index are packed too, whatever their names.
        GzDecoder::new(bytes)
            .read_to_end(&mut unpacked)
            .expect("gzip");
    } else if path.extension().is_some_and(|it| it == "br") {
        brotli::Decompressor::new(bytes, 4096)
            .read_to_end(&mut unpacked)
            .expect("brotli");
    } else if path.extension().is_some_and(|it| it == "png") {
        let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info();
        let reader = reader.expect("a picture");
        let info = reader.info();
        let plain = info.uncompressed_latin1_text.iter();
        let plain = plain.map(|chunk| format!("{} {}", chunk.keyword, chunk.text));
        let packed = info.compressed_latin1_text.iter();
        let packed = packed.map(|chunk| chunk.get_text().expect("a text"));
        let international = info.utf8_text.iter();
        let international = international.map(|chunk| chunk.get_text().expect("a text"));
        let texts: Vec<_> = plain.chain(packed).chain(international).collect();
        unpacked = texts.join("\n").into_bytes();
    }
    unpacked
}

#[test]
fn what_is_held_is_in_no_file_until_its_time() {
    let newsroom = Newsroom::with_held();
    let told = newsroom.published_as_of(BEFORE, &[]);
    assert!(
        told.contains("3 held: next at 2014-11-30 06:00 CET."),
        "{told}"
    );
    assert_eq!(newsroom.files_with(CANARY), Vec::<PathBuf>::new());
    // The search sees into packed files.
    assert!(newsroom.files_with("newswire").len() > 10);
    let kinds = |word: &str| {
        let files = newsroom.files_with(word).into_iter();
        let kinds = files.filter_map(|path| Some(path.extension()?.to_string_lossy().into_owned()));
        kinds.collect::<std::collections::BTreeSet<_>>()
    };
    let found = kinds("enough");
    for kind in ["atom", "bin", "br", "gz", "html", "json", "txt"] {
        assert!(found.contains(kind), "{kind}: {found:?}");
    }

    let told = newsroom.published_as_of(AFTER, &[]);
    assert!(told.contains("2 held.\n"), "{told}");
    let slug = format!("{CANARY}-later");
    for place in PLACES.into_iter().chain(["topic", "page", "part", "moved"]) {
        // The cluster of a single story is not shown.
        let is_shown = place != "cluster";
        let word = canary(&slug, place);
        assert_eq!(!newsroom.files_with(&word).is_empty(), is_shown, "{word}");
    }
    for slug in ["draft", "expired"] {
        assert_eq!(
            newsroom.files_with(&format!("{CANARY}-{slug}")),
            Vec::<PathBuf>::new()
        );
    }
}

#[test]
fn a_site_with_held_articles_is_the_same_as_without_them() {
    let newsroom = Newsroom::with_held();
    newsroom.published_as_of(BEFORE, &[]);
    let with = newsroom.site();
    newsroom.without_held();
    let told = newsroom.published_as_of(BEFORE, &[]);
    assert!(
        told.contains(" 0 files added, 0 changed, 0 removed"),
        "{told}"
    );
    assert!(!told.contains("held"), "{told}");
    assert_eq!(with, newsroom.site());
}

#[test]
fn an_article_that_expires_leaves_nothing_behind() {
    let newsroom = Newsroom::new();
    newsroom.move_to_vienna();
    let slug = format!("{CANARY}-expired");
    newsroom.held(&slug, "expires = 2014-11-29");
    let told = newsroom.published_as_of("2014-11-28T23:59", &[]);
    assert!(
        told.contains("Next to expire at 2014-11-29 00:00 CET."),
        "{told}"
    );
    assert!(!newsroom.files_with(&canary(&slug, "text")).is_empty());

    let told = newsroom.published_as_of("2014-11-29T00:00", &[]);
    assert!(told.contains("1 held.\n"), "{told}");
    assert!(!told.contains(CANARY), "{told}");
    assert_eq!(newsroom.files_with(CANARY), Vec::<PathBuf>::new());
    let after = newsroom.site();
    fs::remove_dir_all(newsroom.path("site")).expect("removed");
    newsroom.published_as_of("2014-11-29T00:00", &[]);
    assert_eq!(after, newsroom.site());
}

#[test]
fn hosts_are_not_told_of_what_is_held() {
    let newsroom = Newsroom::with_held();
    newsroom.published_as_of(BEFORE, &[]);
    let output = newsroom.press(&[
        "hosts",
        "--out",
        "site",
        "--to",
        "site/hosting",
        "--as-of",
        BEFORE,
    ]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(newsroom.path("site/hosting/objects.tsv").exists());
    assert_eq!(newsroom.files_with(CANARY), Vec::<PathBuf>::new());
}

#[test]
fn on_a_whole_day_only_what_is_public_all_day_is_published() {
    let newsroom = Newsroom::with_held();
    let told = newsroom.press(&["publish", "--out", "site", "--today", "2014-11-30"]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("3 held: next at 2014-11-30 06:00"));
    let told = newsroom.press(&["publish", "--out", "site", "--today", "2014-12-01"]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("2 held.\n"));
}

#[test]
fn the_next_time_is_printed_for_programs() {
    let newsroom = Newsroom::with_held();
    let next = |time: &str| {
        let output = newsroom.press(&["publish", "--print-next", "--as-of", time]);
        assert!(output.status.success(), "{}", errors(&output));
        String::from_utf8(output.stdout).expect("text")
    };
    assert_eq!(next("2014-11-28T12:00"), "2014-11-29T00:00:00+01:00\n");
    assert_eq!(next(BEFORE), "2014-11-30T06:00:00+01:00\n");
    assert_eq!(next(AFTER), "");
    assert!(!newsroom.path("site").exists());
}

#[test]
fn a_preview_shows_what_is_held_with_a_mark() {
    let newsroom = Newsroom::with_held();
    let slug = format!("{CANARY}-later");
    newsroom.article(
        "three",
        "2014-11-01",
        &format!("See [the *next* article](/gsn/article/{slug}/) and [one](/gsn/article/one/)."),
    );
    newsroom.published_as_of(BEFORE, &["--preview"]);
    let held = newsroom.read(&format!("site/gsn/article/{slug}/index.html"));
    assert!(
        held.contains(&format!("[held] On {}", canary(&slug, "headline"))),
        "{held}"
    );
    let front = newsroom.read("site/index.html");
    assert!(front.contains("[held] On "), "{front}");
    let text = newsroom.read("site/gsn/article/three/index.html");
    assert!(
        text.contains("See the <em>next</em> article [held] and <a href=\"/gsn/article/one/\">"),
        "{text}"
    );
    for page in [&front, &held, &text, &newsroom.read("site/404.html")] {
        assert!(
            page.contains("<meta name=\"robots\" content=\"noindex\">"),
            "{page}"
        );
        assert!(page.contains("[Preview] Newswire</title>"), "{page}");
        assert!(page.contains("This is a preview"), "{page}");
    }
    assert!(
        newsroom
            .read("site/_headers")
            .contains("  X-Robots-Tag: noindex\n")
    );
    assert!(!newsroom.read("site/robots.txt").contains("Sitemap"));
    let output = newsroom.press(&["publish", "--preview", "--as-of", BEFORE]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(newsroom.path("preview/index.html").exists());

    newsroom.published_as_of(AFTER, &[]);
    assert!(!newsroom.read("site/index.html").contains("noindex"));
    assert!(!newsroom.read("site/_headers").contains("X-Robots-Tag"));
}

#[test]
fn a_preview_never_replaces_a_public_site() {
    let newsroom = Newsroom::with_held();
    newsroom.published_as_of(BEFORE, &[]);
    let before = newsroom.readable();
    let always = ["publish", "--preview", "--as-of", BEFORE, "--out"];
    let output = newsroom.press(&[&always[..], &["site"]].concat());
    assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
    assert!(
        errors(&output).contains("site is a public site, which a preview must not replace"),
        "{}",
        errors(&output)
    );
    assert_eq!(newsroom.readable(), before);

    for out in ["preview", "preview"] {
        let output = newsroom.press(&[&always[..], &[out]].concat());
        assert!(output.status.success(), "{}", errors(&output));
    }
}

#[test]
fn held_articles_are_checked_like_others() {
    let newsroom = Newsroom::with_held();
    let output = newsroom.press(&["check", "--as-of", BEFORE]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(
        told,
        "No errors: 5 articles, 0 countries.\n3 held: next at 2014-11-30 06:00 CET.\n"
    );
    let file = format!("content/articles/{CANARY}-draft.md");
    newsroom.write(
        &file,
        &newsroom.read(&file).replace("\"nuclear\"", "\"nukes\""),
    );
    let output = newsroom.press(&["check", "--as-of", BEFORE]);
    assert!(
        errors(&output).contains("The section “nukes” does not exist."),
        "{}",
        errors(&output)
    );
}
