//! Files for offline reading.

mod newsroom;

use model::size::in_words;
use newsroom::{Newsroom, errors};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const SITE: &str = r#"
name = "Test Newswire"
tagline = "News for tests"
notice = "This is a test."
origin = "https://newswire.example"
tagging_entity = "newswire.example,2012"

[producer]
logo = "/logo.svg"
logo_alt = "Logo"
logo_width = 100
logo_height = 20

[[sections]]
slug = "missile"
name = "Missile"
description = "Missiles."

[[sections]]
slug = "chemical"
name = "Chemical"
description = "Chemical weapons."

[[navigation]]
label = "Latest"
path = "/"

[[footer]]
label = "Saved Pages"
path = "/saved/"
"#;

fn article(headline: &str, section: &str, countries: &str) -> String {
    format!(
        r#"+++
headline = "{headline}"
summary = "{headline}."
date = 2012-10-23
section = "{section}"
countries = [{countries}]
as_of = 2012-10-23

[[sources]]
title = "A source"
publisher = "A publisher"
+++

{headline}, at length.
"#
    )
}

const RUSSIA: &str = r#"+++
name = "Russia"
flag = "ru"
summary = "Russia, in short."
as_of = 2012-10-23

[[sources]]
title = "A source"
publisher = "A publisher"
+++

## Overview

Russia, at length.

## Nuclear

Yes.

## Biological

No.

## Chemical

No.

## Missile

Yes.
"#;

fn newsroom() -> Newsroom {
    let newsroom = Newsroom::without_content();
    newsroom.write("content/site.toml", SITE);
    newsroom.write("content/countries/russia.md", RUSSIA);
    for (slug, section, countries) in [
        ("one", "missile", "\"russia\""),
        ("two", "missile", ""),
        ("three", "chemical", "\"russia\""),
    ] {
        let text = article(slug, section, countries);
        newsroom.write(&format!("content/articles/{slug}.md"), &text);
    }
    newsroom.write("flags/ru.svg", "<svg/>");
    newsroom
}

fn published() -> Newsroom {
    let newsroom = newsroom();
    publish(&newsroom);
    newsroom
}

/// A PNG file of a given size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    let pixels = vec![0; (width * height) as usize];
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    file
}

fn publish(newsroom: &Newsroom) {
    let output = newsroom.publish();
    assert!(output.status.success(), "{}", errors(&output));
}

fn json(newsroom: &Newsroom, path: &str) -> Value {
    serde_json::from_str(&newsroom.read(path)).expect(path)
}

fn files(newsroom: &Newsroom, list: &str) -> BTreeSet<String> {
    let list = json(newsroom, list);
    let files = list["files"].as_array().expect("a list").iter();
    files
        .map(|file| file.as_str().expect("an address").to_owned())
        .collect()
}

#[test]
fn a_section_is_saved_with_its_articles_and_their_pictures() {
    let newsroom = published();
    let mut files = files(&newsroom, "site/gsn/section/missile/offline.json");
    let program: Vec<_> = files
        .extract_if(.., |file| file.starts_with("/search/engine-"))
        .collect();
    assert!(!program.is_empty());
    let expected = [
        "/flags/ru.svg",
        "/gsn/article/one/index.json",
        "/gsn/article/two/index.json",
        "/gsn/section/missile/index.json",
        "/logo.svg",
        "/search/index.json",
    ];
    assert_eq!(files, expected.map(str::to_owned).into());
}

#[test]
fn a_country_is_saved_with_its_news() {
    let newsroom = published();
    let files = files(&newsroom, "site/country-profiles/russia/offline.json");
    for document in [
        "/country-profiles/russia/index.json",
        "/country-profiles/russia/news/index.json",
        "/gsn/article/one/index.json",
        "/gsn/article/three/index.json",
    ] {
        assert!(files.contains(document), "{document}");
    }
    assert!(!files.contains("/gsn/article/two/index.json"));
}

/// The size that the button of a page names, in bytes, and the size of what it saves.
fn sizes(newsroom: &Newsroom, page: &str) -> (String, usize) {
    let html = newsroom.read(&format!("site{page}index.html"));
    let (_, label) = html.split_once("to read offline (").expect(page);
    let (label, _) = label.split_once(')').expect(page);
    let list = format!("site{page}offline.json");
    let paths = files(newsroom, &list).into_iter();
    let paths = paths.map(|url| newsroom.path(&format!("site{url}")));
    let bytes = paths.map(|path| fs::metadata(path).expect("it is published").len() as usize);
    let bytes = bytes.sum();
    assert_eq!(json(newsroom, &list)["bytes"], bytes, "{page}");
    (label.to_owned(), bytes)
}

#[test]
fn a_button_names_the_size_of_everything_that_it_saves() {
    let newsroom = newsroom();
    // Large enough to count: a picture in a text, the photograph of an article, a flag.
    newsroom.write_bytes("public/chart.png", &png(900, 700));
    newsroom.write_bytes("content/pictures/photo.png", &png(1500, 1000));
    let text = article("two", "missile", "").replace(
        "as_of",
        "image = \"photo.png\"\nimage_alt = \"A photo\"\nimage_credit = \"A\"\nas_of",
    );
    let text = format!("{text}\n![A chart](/chart.png)\n");
    newsroom.write("content/articles/two.md", &text);
    newsroom.write(
        "flags/ru.svg",
        &format!("<svg>{}</svg>", " ".repeat(20_000)),
    );
    // Each is as right in a run that keeps what it can.
    for headline in ["three", "changed"] {
        let text = article(headline, "chemical", "\"russia\"");
        newsroom.write("content/articles/three.md", &text);
        publish(&newsroom);
        for page in [
            "/gsn/section/missile/",
            "/gsn/section/chemical/",
            "/country-profiles/russia/",
            "/gsn/archive/",
        ] {
            let (label, bytes) = sizes(&newsroom, page);
            assert_eq!(label, in_words(bytes), "{page}");
        }
    }
    let (_, of_missile) = sizes(&newsroom, "/gsn/section/missile/");
    let (_, of_chemical) = sizes(&newsroom, "/gsn/section/chemical/");
    assert!(of_missile != of_chemical);
}

#[test]
fn the_archive_is_saved_with_search() {
    let newsroom = published();
    let listed = files(&newsroom, "site/gsn/archive/offline.json");
    let root = newsroom.path("site");
    let of_search = newsroom.site().into_keys();
    let of_search = of_search.map(|path| {
        let below = path.strip_prefix(&root).expect("the file in the site");
        format!("/{}", below.display())
    });
    // The page itself has a document, and the press a description of each segment.
    let of_search: BTreeSet<_> = of_search
        .filter(|path| path.starts_with("/search/") && !path.starts_with("/search/index."))
        .filter(|path| !path.ends_with("/segment.json"))
        .collect();
    assert!(of_search.len() >= 7, "{of_search:?}");
    assert_eq!(of_search.difference(&listed).collect::<Vec<_>>(), [""; 0]);
    // A section comes with the program only: the index would change with every article.
    let of_section = files(&newsroom, "site/gsn/section/missile/offline.json");
    let both = of_section.intersection(&of_search);
    let is_of_program = |path: &&String| path.starts_with("/search/engine-");
    assert!(both.clone().count() > 0 && both.clone().all(|path| is_of_program(&path)));
}

#[test]
fn the_archive_is_saved_with_every_page_that_has_a_document() {
    let newsroom = published();
    let listed = files(&newsroom, "site/gsn/archive/offline.json");
    let root = newsroom.path("site");
    let documents: BTreeSet<_> = newsroom
        .site()
        .into_keys()
        .filter(|path| path.ends_with("index.json"))
        .map(|path| {
            let below = path.strip_prefix(&root).expect("the file in the site");
            format!("/{}", below.display())
        })
        .collect();
    let listed: BTreeSet<_> = listed
        .into_iter()
        .filter(|file| file.ends_with("/index.json"))
        .collect();
    assert_eq!(listed, documents);
}

#[test]
fn documents_and_lists_name_their_build() {
    let newsroom = published();
    let worker = newsroom.read("site/sw.js");
    let build = worker
        .lines()
        .find_map(|line| line.strip_prefix("const BUILD = ")?.strip_suffix(';'))
        .expect("settings");
    let build: Value = serde_json::from_str(build).expect("JSON");
    for path in ["index.json", "gsn/archive/offline.json", "publication.json"] {
        assert_eq!(
            json(&newsroom, &format!("site/{path}"))["app"],
            build["app"]
        );
    }
    let page = newsroom.read("site/index.html");
    assert!(
        page.contains(&format!("\"app\":{}", build["app"])),
        "{page}"
    );
    for file in build["shell"].as_array().expect("a list") {
        let file = format!("site/{}", file.as_str().expect("a path"));
        assert!(newsroom.path(&file).is_file(), "{file} is not there");
    }
}

#[test]
fn a_new_app_changes_the_build_and_new_articles_the_publication() {
    let newsroom = published();
    let first = json(&newsroom, "site/publication.json");
    publish(&newsroom);
    assert_eq!(json(&newsroom, "site/publication.json"), first);

    newsroom.write("content/articles/two.md", &article("Anew", "missile", ""));
    publish(&newsroom);
    let second = json(&newsroom, "site/publication.json");
    assert_eq!(second["app"], first["app"]);
    assert_ne!(second["documents"], first["documents"]);

    newsroom.write("app/worker.js", "addEventListener('fetch', () => true);");
    publish(&newsroom);
    let third = json(&newsroom, "site/publication.json");
    assert_ne!(third["app"], second["app"]);
}

#[test]
fn the_manifest_describes_the_site_below_every_base() {
    let newsroom = newsroom();
    newsroom.write_bytes("public/icon-192.png", &png(192, 192));
    publish(&newsroom);
    let manifest = json(&newsroom, "site/manifest.webmanifest");
    assert_eq!(manifest["name"], "Test Newswire");
    assert_eq!(manifest["short_name"], "Newswire");
    for address in ["start_url", "scope", "id"] {
        assert_eq!(manifest[address], "./");
    }
    assert_eq!(manifest["icons"][0]["src"], "icon-192.png");
}

#[test]
fn unlisted_articles_are_not_saved_with_the_archive() {
    let newsroom = newsroom();
    let text = article("Unlisted", "missile", "\"russia\"");
    let text = text.replace("section =", "unlisted = true\nsection =");
    newsroom.write("content/articles/unlisted.md", &text);
    publish(&newsroom);
    for list in [
        "gsn/archive",
        "gsn/section/missile",
        "country-profiles/russia",
    ] {
        let files = files(&newsroom, &format!("site/{list}/offline.json"));
        assert!(
            files.iter().any(|url| url.contains("/article/one/")),
            "{list}"
        );
        assert!(!files.iter().any(|url| url.contains("unlisted")), "{list}");
    }
}
