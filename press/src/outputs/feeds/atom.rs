//! Atom feeds: RFC 4287, the Atom Syndication Format.

use super::{full_text, subjects};
use crate::catalog::Catalog;
use crate::content::{Article, LANGUAGE, Moment};
use crate::feed::{Feed, Format};
use crate::site_paths::FAVICON;
use anyhow::{Context, Result, anyhow};
use atom_syndication::{Category, Content, Entry, FixedDateTime, Link, Person, Text};
use model::routes::Route;

pub(super) fn write(catalog: &Catalog<'_>, feed: &Feed<'_>) -> Result<Vec<u8>> {
    let newsroom = catalog.newsroom();
    let articles = feed.articles.iter();
    let entries = articles.map(|article| entry(catalog, article));
    let written = atom_syndication::Feed {
        id: newsroom.tag(&feed.folder),
        title: Text::plain(feed.title.clone()),
        subtitle: Some(Text::plain(feed.description.clone())),
        updated: time(feed.updated().context("a feed has no article")?)?,
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

fn entry(catalog: &Catalog<'_>, article: &Article) -> Result<Entry> {
    let newsroom = catalog.newsroom();
    let route = Route::Article(article.slug.clone());
    let lang = article.language.as_ref().map(|lang| lang.tag.clone());
    let text = |value: &str| Text {
        lang: lang.clone(),
        ..Text::plain(value)
    };
    let categories = subjects(catalog, article).map(|(slug, name)| Category {
        term: slug.to_owned(),
        scheme: None,
        label: Some(name.to_owned()),
    });
    Ok(Entry {
        id: newsroom.tag(&route),
        title: text(&article.headline),
        summary: Some(text(&article.summary)),
        published: Some(time(&article.date)?),
        updated: time(article.changed())?,
        authors: vec![Person {
            name: catalog.author_of(article).to_owned(),
            ..Person::default()
        }],
        categories: categories.collect(),
        links: vec![link("alternate", newsroom.address(&route), "text/html")],
        content: Some(Content {
            // The text itself marks the parts that are in another language.
            value: Some(full_text(catalog, article).replace(is_no_xml, "")),
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
