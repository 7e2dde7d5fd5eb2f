//! Feeds as JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>.

use super::{Feed, Format, full_text, subjects};
use crate::catalog::Catalog;
use crate::content::{Article, LANGUAGE};
use crate::outputs::social_card::{SocialCard, SocialCards};
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
    title: &'a str,
    summary: &'a str,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    date_published: String,
    date_modified: String,
    authors: [Author<'a>; 1],
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

pub(super) fn write(
    catalog: &Catalog<'_>,
    cards: &SocialCards<'_>,
    feed: &Feed<'_>,
) -> Result<Vec<u8>> {
    let newsroom = catalog.newsroom();
    let articles = feed.articles.iter();
    Ok(serde_json::to_vec(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: newsroom.address(&feed.page),
        feed_url: newsroom.address(feed.path(Format::Json)),
        description: &feed.description,
        language: LANGUAGE,
        items: articles
            .map(|article| item(catalog, cards, article))
            .collect(),
    })?)
}

fn item<'a>(catalog: &Catalog<'a>, cards: &SocialCards<'_>, article: &'a Article) -> Item<'a> {
    let newsroom = catalog.newsroom();
    let route = Route::Article(article.slug.clone());
    let author = Author {
        name: catalog.author_of(article),
    };
    Item {
        id: newsroom.tag(&route),
        url: newsroom.address(&route),
        title: &article.headline,
        summary: &article.summary,
        content_html: full_text(catalog, article),
        image: article
            .withdrawn
            .is_none()
            .then(|| newsroom.address(cards.path(&SocialCard::article(catalog, article)))),
        date_published: article.date.instant(),
        date_modified: article.changed().instant(),
        authors: [author],
        tags: subjects(catalog, article).map(|(_, name)| name).collect(),
        language: article.language.as_ref().map(|lang| lang.tag.as_str()),
    }
}
