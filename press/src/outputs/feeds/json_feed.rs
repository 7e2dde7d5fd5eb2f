//! Feeds as JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>.

use super::{Item as Entry, items, page_of, subjects};
use crate::catalog::Catalog;
use crate::content::LANGUAGE;
use crate::feed::{Feed, Format};
use crate::outputs::preview::Preview;
use crate::outputs::social_card::SocialCards;
use anyhow::Result;
use model::routes::Route;
use serde::Serialize;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    description: &'a str,
    language: &'static str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: String,
    summary: String,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    date_published: String,
    date_modified: String,
    authors: Vec<Author<'a>>,
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

pub(super) fn write(
    catalog: &Catalog<'_>,
    cards: &SocialCards<'_>,
    feed: &Feed<'_>,
) -> Result<Vec<u8>> {
    let newsroom = catalog.newsroom();
    Ok(serde_json::to_vec(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: newsroom.address(&feed.page),
        feed_url: newsroom.address(feed.path(Format::Json)),
        description: &feed.description,
        language: LANGUAGE,
        items: items(catalog, feed)
            .map(|entry| item(catalog, cards, entry))
            .collect(),
    })?)
}

fn item<'a>(catalog: &Catalog<'a>, cards: &SocialCards<'_>, entry: Entry<'a>) -> Item<'a> {
    let newsroom = catalog.newsroom();
    let article = entry.article;
    let page = Route::Article(article.slug.clone());
    let picture = || newsroom.address(Preview::of(catalog, cards, &page).path);
    Item {
        id: entry.id,
        url: newsroom.address(&page),
        title: entry.title,
        summary: entry.summary,
        content_html: entry.text,
        image: entry.has_picture.then(picture),
        date_published: entry.published.instant(),
        date_modified: entry.updated.instant(),
        authors: entry
            .writers
            .iter()
            .map(|writer| Author {
                name: writer.name(),
                url: page_of(catalog, *writer),
            })
            .collect(),
        tags: subjects(catalog, article).map(|(_, name)| name).collect(),
        language: entry.language,
    }
}
