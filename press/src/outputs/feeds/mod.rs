//! Feeds: the latest articles as a whole, for programs that gather news.
//!
//! Each list of articles that readers may want to follow has a feed as Atom (RFC
//! 4287) and one as JSON Feed 1.1. Both say the same. An entry keeps its id for good,
//! and changes its time only when its text has been changed.

mod atom;
mod json_feed;

use super::{Output, Site};
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::content::Article;
use crate::feed::{self, Feed, Format};
use crate::outputs::social_card::SocialCards;
use anyhow::Result;
use model::routes::Route;
use rayon::prelude::*;

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
            let mut formats = Format::ALL.into_iter();
            formats
                .try_for_each(|format| site.write(&write(site.catalog, site.cards, feed, format)?))
        })
    }
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

/// An article's text as feeds have it: as HTML, with whole addresses.
fn full_text(catalog: &Catalog<'_>, article: &Article) -> String {
    let route = Route::Article(article.slug.clone());
    let text = crate::partials::article::text(article);
    catalog.newsroom().detached(&text, &route)
}

/// What an article is about: the names of its section and its countries.
fn subjects<'a>(
    catalog: &Catalog<'a>,
    article: &'a Article,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let section = catalog.section_of(article);
    let section = (section.slug.as_str(), section.name.as_str());
    let countries = catalog.countries_of(article);
    let countries = countries.map(|country| (country.slug.as_str(), country.name.as_str()));
    [section].into_iter().chain(countries)
}
