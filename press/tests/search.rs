//! The published search index, and what is reused from the previous site.

mod newsroom;

use fulltext::{Fetch, How, Index, query};
use futures_util::FutureExt;
use newsroom::{Newsroom, errors};
use search::index::{Row, Site};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;
use std::io;

const SITE: &str = r#"
name = "Newswire"
tagline = "News"
notice = "Independent."
origin = "https://newswire.example"
tagging_entity = "newswire.example,2012"
producer = { logo = "/logo.svg", logo_alt = "Logo", logo_width = 10, logo_height = 10 }

[[sections]]
slug = "nuclear"
name = "Nuclear"
description = "Nuclear weapons."

[[navigation]]
label = "Latest"
path = "/"

[[footer]]
label = "Latest"
path = "/"

[[abbreviations]]
short = "HEU"
long = "highly enriched uranium"

[[synonyms]]
words = ["human cost", "humanitarian consequences"]

[[synonyms]]
words = ["ISIS", "Islamic State"]

[[synonyms]]
words = ["nerve gas", "nerve agent"]

[[synonyms]]
words = ["武器", "arms"]
"#;

impl Newsroom {
    fn new() -> Self {
        let newsroom = Self::without_content();
        newsroom.write("content/site.toml", SITE);
        newsroom.write("flags/by.svg", "<svg/>");
        newsroom
    }

    fn article(&self, slug: &str, date: &str, text: &str) {
        let text = format!(
            "+++\nheadline = \"On {slug}\"\nsummary = \"A summary.\"\ndate = {date}\n\
             section = \"nuclear\"\ncountries = []\nas_of = {date}\n\n\
             [[sources]]\ntitle = \"T\"\npublisher = \"P\"\n+++\n\n{text}\n"
        );
        self.write(&format!("content/articles/{slug}.md"), &text);
    }

    fn published(&self) -> Site {
        let output = self.publish();
        assert!(output.status.success(), "{}", errors(&output));
        let page: serde_json::Value = self.json("site/search/index.json");
        let site = page["content"]["search"]["site"].as_str().expect("a path");
        self.json(&format!("site{site}"))
    }

    fn json<T: DeserializeOwned>(&self, path: &str) -> T {
        serde_json::from_str(&self.read(path)).expect(path)
    }

    /// The paths of the pages that a query finds, best first.
    fn found(&self, typed: &str) -> Vec<String> {
        let page: serde_json::Value = self.json("site/search/index.json");
        let site = page["content"]["search"]["site"].as_str().expect("a path");
        let site: Site = self.json(&format!("site{site}"));
        let index = Index::new::<io::Error>(site.index).expect("the version is known");
        let how = How::of(typed, false);
        let clauses = query::parse(typed);
        let answer = index.search(self, &clauses, how).now_or_never();
        let answer = answer.expect("nothing waits").expect("the files are whole");
        let docs: Vec<_> = answer.hits.iter().map(|hit| hit.doc).collect();
        let rows = index.stored(self, &docs).now_or_never();
        let rows = rows.expect("nothing waits").expect("the files are whole");
        let rows = rows
            .into_iter()
            .map(|fields| Row::read(fields).expect("a row"));
        rows.map(|row| row.path).collect()
    }
}

impl Fetch for Newsroom {
    type Error = io::Error;

    async fn fetch(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(self.path(&format!("site/search/{name}")))
    }
}

/// A new article changes one segment of several, wherever it is among those of its day. A file
/// of each is marked in the previous site, which shows whether it was rebuilt.
#[test]
fn a_segment_is_reused_while_unchanged() {
    for (new, date) in [("newest", "2012-03-05"), ("a", "2010-01-26")] {
        let newsroom = Newsroom::new();
        for number in 0..257 {
            let date = format!("2010-01-{:02}", 1 + number / 10);
            newsroom.article(&format!("a{number}"), &date, "Text.");
        }
        let first = newsroom.published();
        assert_eq!(first.index.segments.len(), 2);
        let rows = |folder: &str| format!("site/search/{folder}/d0.txt");
        for segment in &first.index.segments {
            let rows = rows(&segment.folder);
            newsroom.write(&rows, "marked");
        }
        newsroom.article(new, date, "Text.");
        let second = newsroom.published();
        assert_eq!(second.index.segments[0], first.index.segments[0], "{new}");
        assert_ne!(second.index.segments[1], first.index.segments[1], "{new}");
        let contents = |number: usize| {
            let folder = &second.index.segments[number].folder;
            fs::read(newsroom.path(&rows(folder))).expect("rows")
        };
        assert_eq!(contents(0), b"marked", "{new}");
        assert_ne!(contents(1), b"marked", "{new}");
        let old = format!("site/search/{}", first.index.segments[1].folder);
        assert!(!newsroom.path(&old).exists(), "{new}");
    }
}

/// Whether a segment is the same is known without its records, but never wrongly.
#[test]
fn segments_are_those_of_a_first_run_whatever_has_changed() {
    let newsroom = Newsroom::new();
    for number in 0..257 {
        let date = format!("2010-01-{:02}", 1 + number / 10);
        newsroom.article(&format!("a{number}"), &date, "The text on a warhead.");
    }
    newsroom.published();
    let settings = |lines: &str| newsroom.write("content/site.toml", &format!("{SITE}{lines}"));
    let edits: &[(&str, &dyn Fn())] = &[
        ("nothing", &|| {}),
        ("an old article", &|| {
            newsroom.article("a3", "2010-01-01", "The text on sarin.");
        }),
        ("nothing again", &|| {}),
        ("the newest article", &|| {
            newsroom.article("a256", "2010-01-26", "The text on anthrax.");
        }),
        ("a synonym", &|| {
            settings("\n[[synonyms]]\nwords = [\"warhead\", \"payload\"]\n");
        }),
        ("an abbreviation", &|| {
            settings("\n[[abbreviations]]\nshort = \"WH\"\nlong = \"warhead\"\n");
        }),
        ("the name of a section", &|| {
            newsroom.write(
                "content/site.toml",
                &SITE.replace("\"Nuclear\"", "\"Atomic\""),
            );
        }),
        ("an older article", &|| {
            newsroom.article("older", "2009-01-01", "The text on VX.");
        }),
        ("an article less", &|| {
            fs::remove_file(newsroom.path("content/articles/a9.md")).expect("removed");
        }),
    ];
    for (what, edit) in edits {
        edit();
        let segments = newsroom.published().index.segments;
        fs::rename(newsroom.path("site"), newsroom.path("aside")).expect("moved");
        fs::rename(newsroom.path(".site.cache"), newsroom.path("cache")).expect("moved");
        assert!(newsroom.published().index.segments == segments, "{what}");
        for folder in ["site", ".site.cache"] {
            fs::remove_dir_all(newsroom.path(folder)).expect("removed");
        }
        fs::rename(newsroom.path("aside"), newsroom.path("site")).expect("moved");
        fs::rename(newsroom.path("cache"), newsroom.path(".site.cache")).expect("moved");
    }
}

/// A segment without its description, which is written last, is rebuilt.
#[test]
fn an_incomplete_segment_is_rebuilt() {
    let newsroom = Newsroom::new();
    newsroom.article("one", "2010-01-05", "Sarin.");
    let site = newsroom.published();
    let folder = format!("site/search/{}", site.index.segments[0].folder);
    fs::remove_file(newsroom.path(&format!("{folder}/segment.json"))).expect("removed");
    newsroom.write(&format!("{folder}/w0.bin"), "half");
    newsroom.published();
    assert_eq!(newsroom.found("sarin"), ["/gsn/article/one/"]);
}

#[test]
fn the_same_content_makes_the_same_index() {
    let sites = [(), ()].map(|()| {
        let newsroom = Newsroom::new();
        for number in 1..9 {
            newsroom.article(&format!("a{number}"), "2010-01-05", "Sarin and anthrax.");
        }
        newsroom.published();
        let site = newsroom.path("site");
        let files = newsroom.site().into_iter();
        files
            .map(|(path, contents)| {
                let path = path.strip_prefix(&site).expect("inside");
                (path.to_owned(), contents)
            })
            .collect::<BTreeMap<_, _>>()
    });
    assert!(sites[0] == sites[1]);
}

#[test]
fn other_words_for_the_same_are_found() {
    let newsroom = Newsroom::new();
    newsroom.article("one", "2010-01-05", "They had Highly Enriched Uranium.");
    newsroom.article("two", "2010-01-06", "The human cost of it.");
    newsroom.published();
    for (query, path) in [
        ("HEU", "/gsn/article/one/"),
        ("\"humanitarian consequences\"", "/gsn/article/two/"),
    ] {
        assert_eq!(newsroom.found(query), [path], "{query}");
    }
}

#[test]
fn other_words_are_not_found_inside_words() {
    let newsroom = Newsroom::new();
    for (number, text) in [
        "The crisis of a nerve agency, and the thisisland.",
        "ISIS’s men, “ISIS”.",
        "Two nerve agents.",
        "化学武器公约",
    ]
    .iter()
    .enumerate()
    {
        let day = format!("2010-01-0{}", number + 1);
        newsroom.article(&format!("n{number}"), &day, text);
    }
    newsroom.published();
    for (query, path) in [
        ("\"Islamic State\"", "/gsn/article/n1/"),
        ("\"nerve gas\"", "/gsn/article/n2/"),
        ("arms", "/gsn/article/n3/"),
    ] {
        assert_eq!(newsroom.found(query), [path], "{query}");
    }
}

/// Who types an abbreviation, or asks what a term is, wants to know what it means; who types a
/// term, the news about it.
#[test]
fn the_glossary_is_found_by_the_forms_of_its_terms() {
    let newsroom = Newsroom::new();
    newsroom.write(
        "content/glossary/sarin.md",
        "+++\nterm = \"sarin\"\nforms = [\"GB\", \"Sarin gas\"]\n+++\nA nerve agent.\n",
    );
    newsroom.article("one", "2010-01-05", "GB, or sarin gas, was used.");
    newsroom.published();
    let (article, glossary) = ("/gsn/article/one/", "/glossary/");
    assert_eq!(newsroom.found("GB"), [glossary, article]);
    assert_eq!(newsroom.found("what is GB?"), [glossary, article]);
    assert_eq!(newsroom.found("sarin"), [article, glossary]);
    assert_eq!(newsroom.found("\"sarin gas\""), [article, glossary]);
    for question in [
        "What is sarin?",
        "what’s sarin gas",
        "how does sarin work",
        "explain GB",
        "sarin definition",
    ] {
        assert_eq!(newsroom.found(question), [glossary, article], "{question}");
    }
    let page = newsroom.read("site/glossary/index.html");
    assert!(page.contains("sarin (GB)"), "{page}");
}

/// Words are split alike in texts and queries, in every script, and found in every form
/// that the language of the article gives them.
#[test]
fn words_are_found_as_they_are_written() {
    let newsroom = Newsroom::new();
    let text = "xanadium—yttrium, Pelicans…cormorants; Novichok-5 and H5N1 in 1,550 U.S. cases. \
         国際原子力機関は武器、公约。 คนไทยรักสันติ السِّلاح. Straße, notified";
    newsroom.article("one", "2010-01-05", text);
    newsroom.article("two", "2010-01-06", "Les essais nucléaires de la marine.");
    let french = newsroom.read("content/articles/two.md");
    let french = french.replace("headline =", "lang = \"fr\"\nheadline =");
    newsroom.write("content/articles/two.md", &french);
    newsroom.published();
    for query in [
        "xanadium",
        "yttrium",
        "pelican",
        "cormorants",
        "novichok",
        "novichok-5",
        "novichok5",
        "h5n1",
        "1550",
        "1,550",
        "u.s.",
        "US",
        "原子力",
        "国際原子力機関",
        "武器",
        "公约",
        "ไทย",
        "السلاح",
        "strasse",
        "notification -absent",
    ] {
        let is_there = newsroom
            .found(query)
            .contains(&"/gsn/article/one/".to_owned());
        assert_eq!(is_there, query != "notification -absent", "{query}");
    }
    for query in ["essai", "nucléaire", "marines"] {
        let is_there = newsroom
            .found(query)
            .contains(&"/gsn/article/two/".to_owned());
        assert!(is_there, "{query}");
    }
    for query in ["notif", "原子弾", "novichok-7", "1500"] {
        assert!(newsroom.found(query).is_empty(), "{query}");
    }
}

/// Readers see the sources below the text.
#[test]
fn the_words_of_sources_are_found() {
    let newsroom = Newsroom::new();
    newsroom.write(
        "content/articles/one.md",
        "+++\nheadline = \"On one\"\nsummary = \"A summary.\"\ndate = 2010-01-05\n\
         section = \"nuclear\"\ncountries = []\nas_of = 2010-01-05\n\n\
         [[sources]]\ntitle = \"Safeguards agreement (INFCIRC/214)\"\n\
         publisher = \"Atomic Energy Agency\"\n+++\n\nText.\n",
    );
    newsroom.article("two", "2010-01-05", "Text on an agreement.");
    newsroom.published();
    for query in [
        "INFCIRC/214",
        "\"safeguards agreement\"",
        "\"energy agency\"",
    ] {
        assert_eq!(newsroom.found(query), ["/gsn/article/one/"], "{query}");
    }
    let both = ["/gsn/article/two/", "/gsn/article/one/"];
    assert_eq!(newsroom.found("agreement"), both, "the text counts more");
}

/// News says what matters first, in its first paragraph.
#[test]
fn the_first_paragraph_counts_more() {
    let newsroom = Newsroom::new();
    newsroom.article("early", "2010-01-05", "A test with sarin.\n\nAnd a word.");
    newsroom.article("late", "2010-01-06", "And a word.\n\nA test with sarin.");
    newsroom.published();
    let found = ["/gsn/article/early/", "/gsn/article/late/"];
    assert_eq!(newsroom.found("sarin"), found);
    let phrase = "\"test with sarin\"";
    assert_eq!(newsroom.found(phrase), found);
}

#[test]
fn a_newsroom_without_articles_can_be_searched() {
    let newsroom = Newsroom::new();
    let site = newsroom.published();
    assert!(newsroom.found("sarin").is_empty());
    assert_eq!(site.sections.len(), 2);
}

/// A page with only a picture or symbols in its text is found by its headline.
#[test]
fn a_page_without_a_word_in_its_text_is_found_by_its_headline() {
    let newsroom = Newsroom::new();
    newsroom.write(
        "public/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
    for (number, text) in ["![A missile](/a.svg)", "—", "\\*\\*\\*", "🚀"]
        .iter()
        .enumerate()
    {
        newsroom.article(&format!("a{number}"), "2010-01-05", text);
    }
    newsroom.published();
    for number in 0..4 {
        let path = format!("/gsn/article/a{number}/");
        assert_eq!(newsroom.found(&format!("a{number}")), [path]);
    }
}

#[test]
fn countries_are_in_the_order_of_the_language() {
    let newsroom = Newsroom::new();
    for (slug, name) in [
        ("zimbabwe", "Zimbabwe"),
        ("aland", "Åland"),
        ("albania", "Albania"),
    ] {
        let text = format!(
            "+++\nname = \"{name}\"\nflag = \"by\"\nsummary = \"A.\"\nas_of = 2010-01-05\n\n\
             [[sources]]\ntitle = \"T\"\npublisher = \"P\"\n+++\n\n## Overview\n\n\
             ## Nuclear\n\n## Biological\n\n## Chemical\n\n## Missile\n\nA.\n"
        );
        newsroom.write(&format!("content/countries/{slug}.md"), &text);
    }
    let site = newsroom.published();
    let names: Vec<_> = site
        .countries
        .iter()
        .map(|name| name.name.as_str())
        .collect();
    assert_eq!(names, ["Åland", "Albania", "Zimbabwe"]);
    let page = newsroom.read("site/country-profiles/index.html");
    let places = ["Åland</a>", "Albania</a>", "Zimbabwe</a>"].map(|name| page.find(name));
    assert!(places.is_sorted() && places[0].is_some(), "{page}");
    assert!(
        page.contains("data-key=\"0002\"><a href=\"/country-profiles/zimbabwe/\""),
        "{page}"
    );
}
