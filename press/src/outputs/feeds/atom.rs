//! Atom feeds: RFC 4287, the Atom Syndication Format.

use super::{Item, items, page_of, subjects};
use crate::catalog::Catalog;
use crate::content::{LANGUAGE, Moment};
use crate::feed::{Feed, Format};
use crate::rendition::{Format as Image, Renditions};
use crate::site_paths::FAVICON;
use anyhow::{Context, Result, anyhow};
use atom_syndication::{Category, Content, Entry, FixedDateTime, Link, Person, Text};
use model::routes::Route;

pub(super) fn write(catalog: &Catalog<'_>, feed: &Feed<'_>) -> Result<Vec<u8>> {
    let newsroom = catalog.newsroom();
    let items: Vec<_> = items(catalog, feed).collect();
    let updated = items.iter().map(|item| item.updated).max();
    let entries = items.into_iter().map(|item| entry(catalog, item));
    let written = atom_syndication::Feed {
        id: newsroom.tag(&feed.folder),
        title: Text::plain(feed.title.clone()),
        subtitle: Some(Text::plain(feed.description.clone())),
        updated: time(updated.context("a feed has no article")?)?,
        lang: Some(LANGUAGE.to_owned()),
        icon: newsroom
            .public_file(FAVICON)
            .map(|icon| newsroom.address(&icon.path)),
        links: vec![
            link(
                "self",
                newsroom.address(feed.path(Format::Atom)),
                Format::Atom.media_type(),
            ),
            link("alternate", newsroom.address(&feed.page), "text/html"),
        ],
        entries: entries.collect::<Result<_>>()?,
        ..atom_syndication::Feed::default()
    };
    written
        .write_to(Vec::new())
        .context("a feed cannot be written as Atom")
}

fn entry(catalog: &Catalog<'_>, item: Item<'_>) -> Result<Entry> {
    let newsroom = catalog.newsroom();
    let article = item.article;
    let text = |value: &str| Text {
        lang: item.language.map(str::to_owned),
        ..Text::plain(value)
    };
    let categories = subjects(catalog, article).map(|(slug, name)| Category {
        term: slug.to_owned(),
        scheme: None,
        label: Some(name.to_owned()),
    });
    let contributors = item.contributors.iter().map(|it| Person {
        name: it.name.clone(),
        ..Person::default()
    });
    let page = newsroom.address(Route::Article(article.slug.clone()));
    let image = article.image.as_ref().filter(|_| item.has_picture);
    let enclosure = image.map(|image| {
        let renditions = Renditions::of(image);
        let path = renditions.path(renditions.largest(), Image::Jpeg);
        Link {
            title: Some(image.alt.replace(is_no_xml, "")),
            ..link(
                "enclosure",
                newsroom.address(path),
                Image::Jpeg.media_type(),
            )
        }
    });
    Ok(Entry {
        id: item.id,
        title: text(&item.title),
        summary: Some(text(&item.summary)),
        published: Some(time(item.published)?),
        updated: time(item.updated)?,
        authors: item
            .writers
            .iter()
            .map(|writer| Person {
                name: writer.name().to_owned(),
                uri: page_of(catalog, *writer),
                ..Person::default()
            })
            .collect(),
        contributors: contributors.collect(),
        categories: categories.collect(),
        links: [link("alternate", page, "text/html")]
            .into_iter()
            .chain(enclosure)
            .collect(),
        content: Some(Content {
            // The text itself marks the parts that are in another language.
            value: Some(item.text.replace(is_no_xml, "")),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

fn link(relation: &str, href: String, media_type: &str) -> Link {
    Link {
        href,
        rel: relation.to_owned(),
        mime_type: Some(media_type.to_owned()),
        ..Link::default()
    }
}

fn time(moment: &Moment) -> Result<FixedDateTime> {
    let time = moment.instant();
    time.parse()
        .map_err(|error| anyhow!("invalid time {time}: {error}"))
}

/// Whether a character is not allowed in XML, even escaped (XML 1.0, `Char`).
fn is_no_xml(character: char) -> bool {
    let is_space = matches!(character, '\t' | '\n' | '\r');
    (character < ' ' && !is_space) || matches!(character, '\u{fffe}' | '\u{ffff}')
}
