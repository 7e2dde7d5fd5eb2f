use super::*;
use crate::{Content, PageDocument, Pager};
use serde::Deserialize;
use wasm_bindgen_test::wasm_bindgen_test;

fn lacks<T: DeserializeOwned + fmt::Debug>(json: &str) -> String {
    match parse::<T>(json) {
        Err(Failure::Incomplete(field)) => field,
        other => panic!("{json} is read as {other:?}"),
    }
}

const SUMMARY: &str = r#"{
    "slug": "a", "headline": "Å “b”", "summary": "", "date": { "iso": "1", "text": "2" },
    "section": { "slug": "c", "name": "d" }, "countries": []
}"#;

#[wasm_bindgen_test]
fn all_kinds_of_variants_are_parsed() {
    assert_eq!(parse::<Content>(r#""text""#), Ok(Content::Text));
    assert_eq!(parse::<Content>(r#""missing""#), Ok(Content::Missing));
    let list = format!(
        r#"{{ "list": {{
            "groups": [{{ "period": {{ "iso": "2012-03", "text": "March 2012" }},
                          "articles": [{SUMMARY}, {SUMMARY}] }}],
            "pager": {{}} }} }}"#
    );
    match parse(&list) {
        Ok(Content::List { groups, .. }) => {
            let articles = &groups[0].articles;
            assert_eq!(articles.len(), 2);
            assert_eq!(articles[1].headline, "Å “b”");
            let section = articles[1].section.as_ref();
            assert_eq!(section.map(|section| &*section.name), Some("d"));
        }
        other => panic!("{other:?}"),
    }
    let country = r#"{ "country": { "flag": "ru", "summary": "s", "articles": [] } }"#;
    match parse(country) {
        Ok(Content::Country(country)) => assert_eq!(country.flag, "ru"),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
fn optional_fields_may_be_null() {
    for json in ["{}", r#"{ "newer": null, "older": null }"#] {
        assert_eq!(parse::<Pager>(json), Ok(Pager::default()));
    }
    let json = r#"{ "older": { "label": "l", "path": "p" } }"#;
    let pager: Pager = parse(json).expect("nothing else is needed");
    assert_eq!(pager.newer, None);
    assert_eq!(pager.older.map(|link| link.path).as_deref(), Some("p"));
}

#[derive(Debug, Deserialize)]
struct Size {
    width: u32,
    height: u32,
}

#[wasm_bindgen_test]
fn numbers_are_unsigned_integers() {
    let size = |width: &str| format!(r#"{{ "width": {width}, "height": 4294967295 }}"#);
    let read: Size = parse(&size("0")).expect("a whole number");
    assert_eq!((read.width, read.height), (0, u32::MAX));
    for width in ["1.5", "-1", "4294967296", r#""1""#, "null", "[]"] {
        assert_eq!(lacks::<Size>(&size(width)), "width", "{width}");
    }
}

#[wasm_bindgen_test]
fn the_innermost_field_is_named() {
    let article = |summary: &str| {
        format!(
            r#"{{ "list": {{ "groups": [{{ "period": {{ "iso": "1", "text": "2" }},
                                          "articles": [{summary}] }}],
                             "pager": {{}} }} }}"#
        )
    };
    for (summary, field) in [
        (SUMMARY.replace("headline", "title"), "headline"),
        (SUMMARY.replace("iso", "day"), "iso"),
        (SUMMARY.replace(r#""2""#, "2"), "text"),
        (
            SUMMARY.replace(r#"{ "slug": "c", "name": "d" }"#, "[]"),
            "slug",
        ),
        ("null".to_owned(), "slug"),
    ] {
        assert_eq!(lacks::<Content>(&article(&summary)), field);
    }
    assert_eq!(lacks::<Content>(r#"{ "list": {} }"#), "groups");
    assert_eq!(
        lacks::<Content>(r#"{ "list": { "groups": {} } }"#),
        "groups"
    );
}

#[wasm_bindgen_test]
fn an_unknown_kind_of_page_is_incomplete() {
    for content in [r#""video""#, r#"{ "video": {} }"#, "1", "null", "[]"] {
        assert_eq!(lacks::<Content>(content), "", "{content}");
        let page = format!(
            r#"{{ "path": "/", "title": "", "description": "", "above": "", "body": "", "content": {content} }}"#
        );
        assert_eq!(lacks::<PageDocument>(&page), "content");
    }
}

#[wasm_bindgen_test]
fn invalid_json_is_not_a_document() {
    for text in ["", "<!doctype html>", "{"] {
        assert_eq!(parse::<Content>(text), Err(Failure::NotADocument));
    }
}
