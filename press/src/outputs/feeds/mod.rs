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
use crate::catalog::{Catalog, Correction, List, Reason};
use crate::content::{Article, Moment};
use crate::outputs::search::text;
use crate::outputs::social_card::SocialCards;
use crate::pages::{self, corrections};
use crate::partials;
use anyhow::Result;
use model::routes::Route;
use std::iter;

/// How many articles a feed has at most.
pub const LATEST: usize = 20;

/// A format of feeds, in the order in which pages name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed 1.1, jsonfeed.org.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Atom, Self::Json];

    /// What readers know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }

    /// The file's name.
    pub fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.atom",
            Self::Json => "feed.json",
        }
    }

    /// The media type (RFC 4287, section 7; JSON Feed 1.1, "Suggestions for
    /// Publishers").
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// The latest articles of a list. A list without articles has no feed.
pub struct Feed<'a> {
    /// Its title.
    pub title: String,
    /// The page that shows the same articles.
    page: Route,
    /// The path of the folder that its files are in, with a slash at both ends.
    folder: String,
    description: String,
    entries: Vec<Entry<'a>>,
}

/// What an entry is about.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Article(&'a Article),
    Correction(Correction<'a>),
}

/// An entry, as both formats have it.
struct Item<'a> {
    article: &'a Article,
    id: String,
    title: String,
    summary: String,
    language: Option<&'a str>,
    published: &'a Moment,
    updated: &'a Moment,
    author: &'a str,
    /// The text as HTML, with whole addresses.
    text: String,
    /// Whether the article's card shows what the entry is about.
    has_card: bool,
}

impl<'a> Feed<'a> {
    /// The feed of a list.
    fn new(catalog: &Catalog<'a>, list: List<'a>) -> Option<Self> {
        let site = &catalog.newsroom().site;
        let corrections_description = corrections::DESCRIPTION.to_owned();
        let (names, page, description) = match list {
            List::All => (Vec::new(), Route::Front, &site.tagline),
            List::Section(section) => (
                vec![section.name.as_str()],
                Route::Section(section.slug.clone()),
                &section.description,
            ),
            List::Country(country) => (
                vec![country.name.as_str()],
                Route::Country(country.slug.clone()),
                &country.summary,
            ),
            List::Topic(topic) => (
                vec![topic.title.as_str()],
                Route::Topic(topic.slug.clone()),
                &topic.summary,
            ),
            List::Corrections => (
                vec![corrections::NAME],
                corrections::route(),
                &corrections_description,
            ),
            // No page shows that alone; the feed is below the country's news.
            List::CountrySection(country, section) => (
                vec![country.name.as_str(), &section.name],
                Route::CountryNews(country.slug.clone()),
                &section.description,
            ),
        };
        let entries: Vec<_> = match list {
            List::Corrections => {
                let corrections = catalog.corrections().into_iter().take(LATEST);
                corrections.map(Entry::Correction).collect()
            }
            _ => {
                let articles = catalog.latest_with_withdrawn(list, LATEST).into_iter();
                articles.map(Entry::Article).collect()
            }
        };
        (!entries.is_empty()).then(|| Self {
            title: match &names[..] {
                [] => site.name.clone(),
                names => format!("{}: {}", site.name, names.join(", ")),
            },
            folder: match list {
                List::CountrySection(country, section) => {
                    of_country_and_section(&country.slug, &section.slug)
                }
                _ => page.to_string(),
            },
            page,
            description: description.clone(),
            entries,
        })
    }

    /// The path of its file of a format.
    pub fn path(&self, format: Format) -> String {
        format!("{}{}", self.folder, format.file())
    }

    /// When an entry of it has changed last.
    fn updated(&self) -> Option<&'a Moment> {
        let changes = self.entries.iter().map(|entry| match entry {
            Entry::Article(article) => article.changed(),
            Entry::Correction(correction) => correction.date(),
        });
        changes.max()
    }

    fn items(&self, catalog: &Catalog<'a>) -> impl Iterator<Item = Item<'a>> {
        let entries = self.entries.iter();
        entries.map(|entry| match *entry {
            Entry::Article(article) => of_article(catalog, article),
            Entry::Correction(correction) => of_correction(catalog, &correction),
        })
    }

    fn file(&self, catalog: &Catalog<'_>, cards: &SocialCards<'_>, format: Format) -> Result<File> {
        let contents = match format {
            Format::Atom => atom::write(catalog, self)?,
            Format::Json => json_feed::write(catalog, cards, self)?,
        };
        let path = self.path(format).trim_start_matches('/').to_owned();
        Ok(File { path, contents })
    }
}

/// The feeds that a page names in its head, its own first.
pub fn of_page<'a>(catalog: &Catalog<'a>, page: &Route) -> Vec<Feed<'a>> {
    let lists = pages::kind(page).feeds(catalog, page).into_iter();
    lists.filter_map(|list| Feed::new(catalog, list)).collect()
}

/// The folder of the feed of what of a section is about a country.
fn of_country_and_section(country: &str, section: &str) -> String {
    let news = Route::CountryNews(country.to_owned());
    beside(&news, format_args!("{section}/"))
}

/// The paths that feeds of a format have, for hosts whose rules have placeholders for
/// the names of a country, a section and a topic.
pub fn patterns(
    catalog: &Catalog<'_>,
    [country, section, topic]: [&str; 3],
    format: Format,
) -> Vec<String> {
    let corrections = Feed::new(catalog, List::Corrections).map(|feed| feed.folder);
    let folders = [
        Route::Front.to_string(),
        Route::Section(section.to_owned()).to_string(),
        Route::Country(country.to_owned()).to_string(),
        of_country_and_section(country, section),
        Route::Topic(topic.to_owned()).to_string(),
    ];
    let folders = folders.into_iter().chain(corrections);
    folders.map(|folder| folder + format.file()).collect()
}

/// All feeds.
pub(super) struct Feeds;

impl Output for Feeds {
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        feeds(catalog)
            .flat_map(|feed| Format::ALL.map(|format| feed.path(format)))
            .collect()
    }

    fn finish(&mut self, site: &Site<'_>) -> Result<()> {
        for file in all(site.catalog, site.cards) {
            site.write(&file?)?;
        }
        Ok(())
    }
}

/// The files of all feeds.
pub fn all(catalog: &Catalog<'_>, cards: &SocialCards<'_>) -> impl Iterator<Item = Result<File>> {
    feeds(catalog).flat_map(move |feed| Format::ALL.map(|format| feed.file(catalog, cards, format)))
}

fn feeds<'i, 'a>(catalog: &'i Catalog<'a>) -> impl Iterator<Item = Feed<'a>> + 'i {
    let newsroom = catalog.newsroom();
    let sections = newsroom.sections.iter();
    let countries = newsroom.countries.iter();
    let of_countries = countries.flat_map(move |country| {
        let sections = newsroom.sections.iter();
        let of_sections = sections.map(move |section| List::CountrySection(country, section));
        iter::once(List::Country(country)).chain(of_sections)
    });
    iter::once(List::All)
        .chain(sections.map(List::Section))
        .chain(of_countries)
        .chain(newsroom.topics.iter().map(List::Topic))
        .chain([List::Corrections])
        .filter_map(|list| Feed::new(catalog, list))
}

/// An article's text as feeds have it: as HTML, with whole addresses.
fn full_text(catalog: &Catalog<'_>, article: &Article) -> String {
    let route = Route::Article(article.slug.clone());
    let text = partials::article::text(article);
    catalog.newsroom().detached(&text, &route)
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
        author: catalog.author_of(article),
        text: full_text(catalog, article),
        has_card: article.withdrawn.is_none(),
    }
}

fn of_correction<'a>(catalog: &Catalog<'a>, correction: &Correction<'a>) -> Item<'a> {
    let newsroom = catalog.newsroom();
    let article = correction.article;
    let page = Route::Article(article.slug.clone());
    let (name, summary, title) = match correction.reason {
        Reason::Correction(number, amendment) => (
            format!("#correction-{number}"),
            text::of(&amendment.text),
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
        author: &newsroom.site.name,
        text: newsroom.detached(&html, &page),
        has_card: false,
    }
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
