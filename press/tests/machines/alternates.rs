//! Articles as plain text, and as ninjs, which is validated against IPTC's own schema:
//! see `ninjs/README.md`.

use super::{all_pages, content, flags, load};
use boon::{Compiler, SchemaIndex, Schemas};
use press::catalog::Catalog;
use press::content::Newsroom;
use press::outputs::alternates::{self, Form};
use press::outputs::social_card::SocialCards;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file next to a page, by path.
fn files(newsroom: &Newsroom) -> BTreeMap<String, Vec<u8>> {
    let flags = flags(newsroom);
    let cards = SocialCards::new(&flags, &[], Path::new("")).expect("the fonts");
    let catalog = Catalog::new(newsroom);
    let pages = all_pages(&catalog);
    let files = pages
        .iter()
        .filter(|page| page.path.starts_with("/gsn/article/"))
        .flat_map(|page| alternates::files(&catalog, &cards, page).expect("the files"));
    files
        .map(|file| (format!("/{}", file.path), file.contents))
        .collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, slug: &str) -> String {
    String::from_utf8(files[&Form::PlainText.path(slug)].clone()).expect("UTF-8")
}

fn ninjs(files: &BTreeMap<String, Vec<u8>>, slug: &str) -> Value {
    serde_json::from_slice(&files[&Form::Ninjs.path(slug)]).expect("JSON")
}

/// IPTC's schema, without its reference to GeoJSON, which no article uses.
struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn load() -> Self {
        let schema = include_str!("ninjs/ninjs-schema_3.1.json");
        let mut schema: Value = serde_json::from_str(schema).expect("JSON");
        let places = &mut schema["$defs"]["ninjsType"]["properties"]["places"];
        let geometry = places["items"]["properties"]
            .as_object_mut()
            .expect("properties");
        geometry.remove("geoJSON").expect("the property");

        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        let name = "ninjs.json";
        compiler.add_resource(name, schema).expect("a resource");
        let index = compiler.compile(name, &mut schemas).expect("a schema");
        Self { schemas, index }
    }

    /// Why an item is not valid.
    fn fault(&self, item: &Value) -> Option<String> {
        let result = self.schemas.validate(item, self.index);
        result.err().map(|fault| fault.to_string())
    }
}

#[test]
fn every_article_is_valid_ninjs() {
    let schema = Schema::load();
    for content in [
        "../content",
        "tests/content/valid/features",
        "tests/content/valid/languages",
        "tests/content/valid/hostile",
    ] {
        let newsroom = load(content, "/");
        let files = files(&newsroom);
        for article in &newsroom.articles {
            let item = ninjs(&files, &article.slug);
            assert_eq!(schema.fault(&item), None, "{}", article.slug);
            assert_eq!(item["headlines"][0]["value"], article.headline.as_str());
        }
    }
}

#[test]
fn the_schema_rejects_invalid_ninjs() {
    let schema = Schema::load();
    let mut item = ninjs(
        &files(&load("tests/content/valid/features", "/")),
        "amendments",
    );
    item["firstCreated"] = "2012-10-23".into();
    assert!(schema.fault(&item).is_some());
    item["firstCreated"] = "2012-10-23T12:00:00Z".into();
    assert_eq!(schema.fault(&item), None);
    item["byline"] = "x".into();
    assert!(schema.fault(&item).is_some());
}

#[test]
fn ninjs_describes_the_article() {
    let item = ninjs(
        &files(&load("tests/content/valid/features", "/")),
        "amendments",
    );
    assert_eq!(
        item["uri"],
        "tag:newswire.example,2012:/gsn/article/amendments/"
    );
    assert_eq!(item["standard"]["version"], "3.1");
    assert_eq!(item["type"], "text");
    assert_eq!(item["language"], "en");
    assert_eq!(item["firstCreated"], "2012-10-23T12:00:00Z");
    assert_eq!(item["versionCreated"], "2019-08-02T12:00:00Z");
    assert_eq!(item["version"], "5");
    assert_eq!(item["by"], "A. Writer & B. Writer");
    assert_eq!(item["subjects"][0]["name"], "Nuclear");
    let [text, html] = [0, 1].map(|body| item["bodies"][body]["value"].as_str().expect("a text"));
    assert!(text.contains("The first paragraph of the text."), "{text}");
    assert!(html.contains("<em>paragraph</em>"), "{html}");
    let seed = ninjs(
        &files(&content()),
        "russia-eyes-ties-counter-us-antimissile-systems",
    );
    assert_eq!(seed["places"][0]["name"], "Russia");
    assert_eq!(seed["places"][0]["literal"], "RU");
}

#[test]
fn plain_text_has_the_whole_page_without_markup() {
    let text = text(
        &files(&load("tests/content/valid/features", "/")),
        "amendments",
    );
    let mut rest = text.as_str();
    for wanted in [
        "A headline\n",
        "October 23, 2012 · Nuclear\n",
        "By A. Writer & B. Writer\n",
        "Update, August 2, 2019: It began again.\n",
        "Correction, October 24, 2012: It also misspelt <a name>, and two words.\n",
        "Correction, October 23, 2012: An earlier version gave a wrong year.\n",
        "A heading\n",
        "The first paragraph of the text.",
        "The second.\n",
        "A note.",
        "Sources\n",
        "- A source, A publisher\n",
        "- A later source, A publisher, August 2, 2019\n",
        "Information as of October 24, 2012.\n",
        "https://newswire.example/gsn/article/amendments/\n",
    ] {
        let (_, after) = rest
            .split_once(wanted)
            .unwrap_or_else(|| panic!("no {wanted:?} in {rest}"));
        rest = after;
    }
    assert_eq!(rest, "");
}

#[test]
fn a_paragraph_of_plain_text_is_a_line() {
    let newsroom = content();
    let files = files(&newsroom);
    for article in &newsroom.articles {
        let text = text(&files, &article.slug);
        let first = article
            .opening()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(
            text.lines().any(|line| line == first),
            "{first:?} is not a line of {text}"
        );
        assert!(!text.contains("</"), "{text}");
    }
}

#[test]
fn notes_and_lists_in_plain_text_have_numbers_and_no_links() {
    let text = text(&files(&load("tests/content/valid/features", "/")), "notes");
    for wanted in [
        "One^1 claim, another^2, and the first^1 again.\n",
        "\n1. The first note, with a link.\n\n   And a second paragraph.\n2. The other note.^4\n",
    ] {
        assert!(text.contains(wanted), "no {wanted:?} in {text:?}");
    }
}

#[test]
fn details_and_recordings_have_words_in_plain_text() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a written file");
    };
    let features = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/valid/features");
    let read = |path: &str| fs::read_to_string(features.join(path)).expect("the file can be read");
    let article = read("articles/mentions-in-french.md");
    let (front_matter, _) = article.rsplit_once("+++").expect("front matter");
    let text = "<details><summary>More</summary>\n\nA text.\n\n</details>\n\n\
                <video src=\"/a.mp4\" controls aria-label=\"A &amp; b\">\
                <track kind=\"captions\" src=\"/a.vtt\">Not shown</video>\n\n\
                <figure>\n<audio src=\"/a.mp3\" controls></audio>\n\
                <details><summary>Transcript</summary>Words.</details>\n</figure>\n\n***\n\n\
                <table><tbody><tr><td>A</td><td colspan=\"603\" rowspan=\"53173\">B</td></tr>\
                </tbody></table>\n\nThe end.\n";
    write("content/site.toml", &read("site.toml"));
    write(
        "content/articles/a.md",
        &format!("{front_matter}+++\n{text}"),
    );
    write("public/a.mp4", "\0\0\0\x08ftyp");
    write("public/a.mp3", "ID3");
    write("public/a.vtt", "WEBVTT");
    write(
        "public/logo.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
    let folder = folder.path().join("content");

    let newsroom = load(folder.to_str().expect("UTF-8"), "/");
    let files = files(&newsroom);

    let expected = "More\n\nA text.\n\n[Video: A & b]\n\n[Audio]\nTranscript\nWords.\n\n* * *\n\n";
    let found = self::text(&files, "a");
    assert!(found.contains(expected), "{found}");
    assert!(found.contains("\nThe end.\n"), "{found}");
    let ninjs = ninjs(&files, "a").to_string();
    assert!(
        ninjs.contains("src=\\\"https://newswire.example/a.mp4"),
        "{ninjs}"
    );
}
