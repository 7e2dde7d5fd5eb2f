//! Feeds as JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>.

use super::{Feed, Format, author, full_text, subjects};
use crate::card::{Card, Cards};
use crate::content::{ArticleFile, LANGUAGE};
use crate::index::Index;
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
    image: String,
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

pub(super) fn write(index: &Index<'_>, cards: &Cards<'_>, feed: &Feed<'_>) -> Result<Vec<u8>> {
    let newsroom = index.newsroom();
    let articles = feed.articles.iter();
    Ok(serde_json::to_vec(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: newsroom.address(&feed.page),
        feed_url: newsroom.address(feed.path(Format::Json)),
        description: &feed.description,
        language: LANGUAGE,
        items: articles
            .map(|article| item(index, cards, article))
            .collect(),
    })?)
}

fn item<'a>(index: &Index<'a>, cards: &Cards<'_>, article: &'a ArticleFile) -> Item<'a> {
    let newsroom = index.newsroom();
    let route = Route::Article(article.slug.clone());
    let author = Author {
        name: author(index, article),
    };
    Item {
        id: newsroom.tag(&route),
        url: newsroom.address(&route),
        title: &article.headline,
        summary: &article.summary,
        content_html: full_text(index, article),
        image: newsroom.address(cards.path(&Card::article(index, article))),
        date_published: newsroom.noon(&article.date),
        date_modified: newsroom.noon(article.changed()),
        authors: [author],
        tags: subjects(index, article).map(|(_, name)| name).collect(),
        language: article.language.as_ref().map(|lang| lang.tag.as_str()),
    }
}
