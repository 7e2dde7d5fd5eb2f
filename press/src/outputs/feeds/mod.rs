//! Feeds: the latest articles as a whole, for programs that gather news.
//!
//! Each list of articles that readers may want to follow has a feed as Atom (RFC
//! 4287) and one as JSON Feed 1.1. Both say the same. An entry keeps its id for good,
//! and changes its time only when its text has been changed.

mod atom;
mod json_feed;

use super::{Output, Site};
use crate::address::beside;
use crate::app_build::File;
use crate::catalog::{Catalog, Correction, Reason, Writer};
use crate::content::{Article, Contributor, Moment};
use crate::feed::{self, Entry, Feed, Format};
use crate::outputs::social_card::SocialCards;
use crate::partials;
use crate::publish::record::Inputs;
use crate::publish::site_writer::Copies;
use crate::visible_text;
use anyhow::Result;
use maud::{PreEscaped, html};
use model::routes::Route;
use rayon::prelude::*;

/// An entry, as both formats have it.
struct Item<'a> {
    article: &'a Article,
    id: String,
    title: String,
    summary: String,
    language: Option<&'a str>,
    published: &'a Moment,
    updated: &'a Moment,
    /// At least one.
    writers: Vec<Writer<'a>>,
    contributors: &'a [Contributor],
    /// The text as HTML, with whole addresses.
    text: String,
    /// Whether the article's picture or card shows what the entry is about.
    has_picture: bool,
}

/// All feeds.
pub(super) struct Feeds;

impl Output for Feeds {
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        feed::all(catalog)
            .flat_map(|feed| Format::ALL.map(|format| feed.path(format)))
            .collect()
    }

    fn finish(&mut self, site: &Site<'_>) -> Result<()> {
        let feeds: Vec<_> = feed::all(site.catalog).collect();
        feeds.par_iter().try_for_each(|feed| {
            let inputs = inputs(site, feed);
            let mut formats = Format::ALL.into_iter();
            formats.try_for_each(|format| {
                let path = feed.path(format);
                let make = || Ok(write(site.catalog, site.cards, feed, format)?.contents);
                let path = path.trim_start_matches('/');
                site.writer
                    .write_from(path, inputs, Copies::Compressed, make)
            })
        })
    }
}

/// What the files of a feed are made from.
fn inputs(site: &Site<'_>, feed: &Feed<'_>) -> Inputs {
    let entries = feed.entries(site.catalog);
    let entries = entries.iter().map(|entry| match entry {
        Entry::Article(article) => (site.inputs.of_article(article), None),
        Entry::Correction(correction) => (
            site.inputs.of_article(correction.article),
            Some(correction.date()),
        ),
    });
    let entries: Vec<_> = entries.collect();
    Inputs::of_value(&(&feed.title, &feed.folder, &feed.description, entries))
}

/// The files of all feeds.
pub fn all(catalog: &Catalog<'_>, cards: &SocialCards<'_>) -> impl Iterator<Item = Result<File>> {
    feed::all(catalog)
        .flat_map(move |feed| Format::ALL.map(|format| write(catalog, cards, &feed, format)))
}

fn write(
    catalog: &Catalog<'_>,
    cards: &SocialCards<'_>,
    feed: &Feed<'_>,
    format: Format,
) -> Result<File> {
    let contents = match format {
        Format::Atom => atom::write(catalog, feed)?,
        Format::Json => json_feed::write(catalog, cards, feed)?,
    };
    let path = feed.path(format).trim_start_matches('/').to_owned();
    Ok(File { path, contents })
}

fn items<'a>(catalog: &Catalog<'a>, feed: &Feed<'a>) -> impl Iterator<Item = Item<'a>> {
    let entries = feed.entries(catalog).into_iter();
    entries.map(|entry| match entry {
        Entry::Article(article) => of_article(catalog, article),
        Entry::Correction(correction) => of_correction(catalog, &correction),
    })
}

/// An article's text as feeds have it: as HTML, with whole addresses.
fn full_text(catalog: &Catalog<'_>, article: &Article) -> String {
    let route = Route::Article(article.slug.clone());
    let newsroom = catalog.newsroom();
    let picture = partials::picture::detached(&newsroom.site.base(), article);
    let text = partials::article::text(article);
    let text = partials::body(html! { (picture) (PreEscaped(text.as_str())) });
    newsroom.detached(&text, &route)
}

fn of_article<'a>(catalog: &Catalog<'a>, article: &'a Article) -> Item<'a> {
    Item {
        article,
        id: catalog.newsroom().tag(Route::Article(article.slug.clone())),
        title: article.headline.clone(),
        summary: article.summary.clone(),
        language: article.language.as_ref().map(|it| it.tag.as_str()),
        published: &article.date,
        updated: article.changed(),
        writers: match catalog.writers_of(article) {
            writers if writers.is_empty() => vec![Writer::Other(&catalog.newsroom().site.name)],
            writers => writers,
        },
        contributors: &article.contributors,
        text: full_text(catalog, article),
        has_picture: article.withdrawn.is_none(),
    }
}

fn of_correction<'a>(catalog: &Catalog<'a>, correction: &Correction<'a>) -> Item<'a> {
    let newsroom = catalog.newsroom();
    let article = correction.article;
    let page = Route::Article(article.slug.clone());
    let (name, summary, title) = match correction.reason {
        Reason::Correction(number, amendment) => (
            format!("#correction-{number}"),
            visible_text::of(&amendment.text),
            format!("Correction: {}", article.headline),
        ),
        Reason::Withdrawal(it) => (
            "#withdrawal".to_owned(),
            it.reason.clone(),
            article.headline.clone(),
        ),
    };
    let html = partials::body(partials::corrections::text(correction));
    Item {
        article,
        id: newsroom.tag(beside(&page, name)),
        title,
        summary,
        language: None,
        published: correction.date(),
        updated: correction.date(),
        writers: vec![Writer::Other(&newsroom.site.name)],
        contributors: &[],
        text: newsroom.detached(&html, &page),
        has_picture: false,
    }
}

/// The address of a writer's page, if there is one.
fn page_of(catalog: &Catalog<'_>, writer: Writer<'_>) -> Option<String> {
    match writer {
        Writer::Author(author) => {
            let page = Route::Author(author.slug.clone());
            Some(catalog.newsroom().address(page))
        }
        Writer::Other(_) => None,
    }
}

/// What an article is about: the names of its sections, its countries and its tags.
fn subjects<'a>(
    catalog: &Catalog<'a>,
    article: &'a Article,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let sections = catalog.sections_of(article);
    let sections = sections.map(|section| (section.slug.as_str(), section.name.as_str()));
    let tags = article.tags.iter();
    let tags = tags.map(|tag| (tag.slug.as_str(), tag.name.as_str()));
    let countries = catalog.countries_of(article);
    let countries = countries.map(|country| (country.slug.as_str(), country.name.as_str()));
    sections.chain(countries).chain(tags)
}
