//! The published search index, and what is reused from the previous site.

mod newsroom;

use newsroom::{Newsroom, errors};
use search::index::{Rows, Site, Titles};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Sections, and so few pages per part of the index that there are several parts.
const SITE: &str = r#"
name = "Newswire"
tagline = "News"
notice = "Independent."
origin = "https://newswire.example"
tagging_entity = "newswire.example,2012"
search_part_pages = 2
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

    /// The paths of a part's pages, in the order of its rows.
    fn pages(&self, folder: &str) -> Vec<String> {
        let titles: Titles = self.json(&format!("site/search/{folder}/titles-0.json"));
        titles.titles.into_iter().map(|title| title.path).collect()
    }

    /// All published files of search.
    fn files(&self) -> BTreeSet<String> {
        let files = self.site().into_keys();
        files.map(|path| path.display().to_string()).collect()
    }
}

#[test]
fn parts_consist_of_whole_years_and_list_every_page() {
    let newsroom = Newsroom::new();
    newsroom.article("one", "2010-01-05", "Text.");
    newsroom.article("two", "2011-02-05", "Text.");
    newsroom.article("three", "2012-03-05", "Text.");
    newsroom.article("four", "2012-04-05", "Text.");
    let site = newsroom.published();
    let pages: Vec<_> = site
        .segments
        .iter()
        .map(|segment| newsroom.pages(&segment.folder))
        .collect();
    assert_eq!(
        pages,
        [
            ["/gsn/article/two/", "/gsn/article/one/"],
            ["/gsn/article/four/", "/gsn/article/three/"],
        ]
    );
    let rows: Rows = newsroom.json(&format!(
        "site/search/{}/rows.json",
        site.segments[1].folder
    ));
    assert_eq!(rows.days, [20_120_405, 20_120_305]);
    assert_eq!(rows.sections, [1, 1]);
    assert_eq!(rows.section_slugs, ["nuclear"]);
    let hashes: BTreeSet<_> = rows.hashes.iter().collect();
    assert_eq!(hashes.len(), 2);
    // No files of Pagefind's that readers would never load.
    let of_pages = |path: &String| path.contains("fragment") || path.contains("-ui");
    assert!(!newsroom.files().iter().any(of_pages));
}

/// A marked segment in the previous site shows whether it was rebuilt.
#[test]
fn a_segment_is_reused_while_unchanged() {
    let newsroom = Newsroom::new();
    newsroom.article("one", "2010-01-05", "Text.");
    newsroom.article("two", "2010-02-05", "Text.");
    newsroom.article("three", "2012-03-05", "Text.");
    let first = newsroom.published();
    let titles = |folder: &str| format!("site/search/{folder}/titles-0.json");
    for segment in &first.segments {
        let titles = titles(&segment.folder);
        newsroom.write(&titles, &(newsroom.read(&titles) + " "));
    }
    newsroom.article("three", "2012-03-05", "Another text.");
    let second = newsroom.published();
    assert_eq!(second.segments[0], first.segments[0]);
    assert_ne!(second.segments[1], first.segments[1]);
    let is_kept = |folder: &str| newsroom.read(&titles(folder)).ends_with(' ');
    assert!(is_kept(&second.segments[0].folder));
    assert!(!is_kept(&second.segments[1].folder));
    assert!(
        !newsroom
            .path(&format!("site/search/{}", first.segments[1].folder))
            .exists()
    );
}

/// A part with a missing file is rebuilt.
#[test]
fn an_incomplete_part_is_rebuilt() {
    let newsroom = Newsroom::new();
    newsroom.article("one", "2010-01-05", "Text.");
    let site = newsroom.published();
    let folder = format!("site/search/{}", site.segments[0].folder);
    fs::remove_file(newsroom.path(&format!("{folder}/words.txt"))).expect("removed");
    newsroom.write(&format!("{folder}/rows.json"), "half");
    newsroom.published();
    let rows: Rows = newsroom.json(&format!("{folder}/rows.json"));
    assert_eq!(rows.days, [20_100_105]);
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
fn an_abbreviation_is_indexed_with_its_long_form() {
    let newsroom = Newsroom::new();
    newsroom.article("one", "2010-01-05", "They had Highly Enriched Uranium.");
    let site = newsroom.published();
    let words = newsroom.read(&format!("site/search/{}", site.words));
    assert!(words.lines().any(|word| word == "heu"), "{words}");
}

#[test]
fn a_newsroom_without_articles_can_be_searched() {
    let newsroom = Newsroom::new();
    let site = newsroom.published();
    assert!(site.segments.is_empty());
    assert_eq!(site.sections.len(), 2);
}

/// A page with only a picture or symbols in its text is found by its headline. A page
/// without any words cannot be found but is published like all others.
#[test]
fn a_page_without_a_word_in_its_text_is_found_by_its_headline() {
    let newsroom = Newsroom::new();
    newsroom.write(
        "public/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
    let texts = [
        "![A missile](/a.svg)",
        "—",
        "\\*\\*\\*",
        "§",
        "&nbsp;",
        "🚀",
        "`{}`",
    ];
    for (number, text) in texts.iter().enumerate() {
        newsroom.article(&format!("a{number}"), "2010-01-05", text);
    }
    newsroom.article("words", "2010-01-05", "Text.");
    newsroom.article("nothing", "2012-01-05", "§");
    let nothing = newsroom.read("content/articles/nothing.md");
    let nothing = nothing
        .replace("On nothing", "§")
        .replace("A summary.", "—");
    newsroom.write("content/articles/nothing.md", &nothing);
    for _ in ["at first", "with a site to take parts from"] {
        let site = newsroom.published();
        let pages: Vec<_> = site
            .segments
            .iter()
            .flat_map(|part| {
                let pages = newsroom.pages(&part.folder);
                let rows: Rows = newsroom.json(&format!("site/search/{}/rows.json", part.folder));
                assert_eq!(rows.hashes.len(), pages.len());
                assert_eq!(part.pages as usize, pages.len());
                pages
            })
            .collect();
        assert_eq!(pages.len(), texts.len() + 1, "{pages:?}");
        assert!(
            !pages.contains(&"/gsn/article/nothing/".to_owned()),
            "{pages:?}"
        );
    }
    assert!(
        newsroom
            .path("site/gsn/article/nothing/index.html")
            .exists()
    );
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
