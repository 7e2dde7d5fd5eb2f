//! Articles for other newsrooms: ninjs 3.1, IPTC's News in JSON
//! (<https://iptc.org/standards/ninjs/>).

use super::plain_text;
use crate::catalog::Catalog;
use crate::content::{Article, Image, Newsroom};
use crate::dates;
use crate::partials;
use crate::rendition::{Format, Renditions};
use crate::visible_text;
use anyhow::Result;
use model::routes::Route;
use serde::Serialize;
use std::collections::BTreeSet;

const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    standard: Standard,
    uri: String,
    r#type: &'static str,
    representation_type: &'static str,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub_status: Option<&'static str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    ed_note: String,
    first_created: String,
    version_created: String,
    language: &'a str,
    by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    located: Option<&'a str>,
    copyright_holder: &'a str,
    headlines: Vec<Text<'a>>,
    descriptions: [Text<'a>; 1],
    bodies: [Body; 2],
    subjects: Vec<Concept<'a>>,
    places: Vec<Concept<'a>>,
    info_sources: Vec<Party<'a>>,
    renditions: [Rendition; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    associations: Option<[Picture<'a>; 1]>,
}

/// The picture of an article.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Picture<'a> {
    name: &'static str,
    uri: String,
    r#type: &'static str,
    representation_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    descriptions: Vec<Text<'a>>,
    renditions: Vec<Rendition>,
}

#[derive(Serialize)]
struct Standard {
    name: &'static str,
    version: &'static str,
    schema: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Text<'a> {
    role: &'static str,
    content_type: &'static str,
    value: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    role: &'static str,
    content_type: &'static str,
    word_count: usize,
    value: String,
}

/// A subject of an article.
#[derive(Serialize)]
struct Concept<'a> {
    name: &'a str,
    rel: &'static str,
    uri: String,
    literal: String,
}

#[derive(Serialize)]
struct Party<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rendition {
    name: &'static str,
    href: String,
    content_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
}

pub(super) fn write(catalog: &Catalog<'_>, article: &Article) -> Result<Vec<u8>> {
    let newsroom = catalog.newsroom();
    let site = &newsroom.site.name;
    let route = Route::Article(article.slug.clone());
    let is_withdrawn = article.withdrawn.is_some();
    let amendments = article.corrections.len() + article.updates.len() + usize::from(is_withdrawn);
    let changes = amendments + article.posts.len();
    let text = |role, value| Text {
        role,
        content_type: "text/plain",
        value,
    };
    let body = |content_type, value| Body {
        role: "main",
        content_type,
        word_count: article.word_count(),
        value,
    };
    let sections = catalog.sections_of(article).map(|section| Concept {
        name: &section.name,
        rel: "about",
        uri: newsroom.tag(Route::Section(section.slug.clone())),
        literal: section.slug.clone(),
    });
    let tags = article.tags.iter().map(|tag| Concept {
        name: &tag.name,
        rel: "about",
        uri: newsroom.tag(Route::Tag(tag.slug.clone())),
        literal: tag.slug.clone(),
    });
    let kicker = article.kicker.as_ref();
    let kicker = kicker.map(|kicker| text("kicker", kicker));
    let countries = catalog.countries_of(article);
    let places = countries.map(|country| Concept {
        name: &country.name,
        rel: "about",
        uri: newsroom.tag(Route::Country(country.slug.clone())),
        literal: country.flag.to_uppercase(),
    });
    let publishers = article
        .sources
        .iter()
        .map(|source| source.publisher.as_str());
    let publishers: BTreeSet<_> = publishers.collect();
    let html = newsroom.detached(&partials::article::text(article), &route);
    Ok(serde_json::to_vec(&Item {
        standard: Standard {
            name: "ninjs",
            version: "3.1",
            schema: SCHEMA,
        },
        uri: newsroom.tag(&route),
        r#type: "text",
        representation_type: "full",
        version: (changes + 1).to_string(),
        pub_status: is_withdrawn.then_some("canceled"),
        ed_note: notes(article),
        first_created: article.date.instant(),
        version_created: article.changed().instant(),
        language: article.language_tag(),
        by: by(catalog, article),
        located: article.dateline.as_deref(),
        copyright_holder: site,
        headlines: [text("main", &article.headline)]
            .into_iter()
            .chain(kicker)
            .collect(),
        descriptions: [text("summary", &article.summary)],
        bodies: [
            body("text/plain", plain_text::body(article)?),
            body("text/html", html),
        ],
        subjects: sections.chain(tags).collect(),
        places: places.collect(),
        info_sources: publishers.into_iter().map(|name| Party { name }).collect(),
        renditions: [Rendition {
            name: "web",
            href: newsroom.address(&route),
            content_type: "text/html",
            width: None,
            height: None,
        }],
        associations: article.image.as_ref().map(|it| [picture(newsroom, it)]),
    })?)
}

/// Who an article is by, and who else worked on it.
fn by(catalog: &Catalog<'_>, article: &Article) -> String {
    let contributors = article.contributors.iter();
    let contributors = contributors.map(|it| format!("{}: {}", it.role, it.name));
    let all = [catalog.credit_of(article)].into_iter().chain(contributors);
    all.collect::<Vec<_>>().join("; ")
}

/// A picture, with a rendition in each size that is useful to other newsrooms.
fn picture<'a>(newsroom: &Newsroom, image: &'a Image) -> Picture<'a> {
    let renditions = Renditions::of(image);
    let versions = [
        ("largest", renditions.largest()),
        ("web", renditions.middle()),
        ("thumbnail", renditions.in_list()),
    ];
    let text = |role, value: &'a String| Text {
        role,
        content_type: "text/plain",
        value,
    };
    let caption = image.caption.as_ref().map(|it| text("caption", it));
    Picture {
        name: "main",
        uri: newsroom.tag(format!("/{}/", renditions.folder())),
        r#type: "picture",
        representation_type: "full",
        by: image.credit.as_deref(),
        descriptions: caption
            .into_iter()
            .chain([text("alternative", &image.alt)])
            .collect(),
        renditions: versions
            .into_iter()
            .map(|(name, version)| Rendition {
                name,
                href: newsroom.address(renditions.path(version, Format::Jpeg)),
                content_type: Format::Jpeg.media_type(),
                width: Some(version.width),
                height: Some(version.height),
            })
            .collect(),
    }
}

/// What has changed, for the newsrooms that have the article: a line for each amendment.
fn notes(article: &Article) -> String {
    let withdrawn = article.withdrawn.as_ref();
    let withdrawn = withdrawn.map(|it| ("Withdrawn", &it.date, it.reason.clone()));
    let amendments = article.amendments().into_iter();
    let amendments = amendments.map(|(name, it)| (name, &it.date, visible_text::of(&it.text)));
    let lines = withdrawn.into_iter().chain(amendments);
    let lines =
        lines.map(|(name, date, text)| format!("{name}, {}: {text}", dates::moment(date).text));
    lines.collect::<Vec<_>>().join("\n")
}
