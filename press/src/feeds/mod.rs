//! Feeds: the latest articles as a whole, for programs that gather news.
//!
//! Each list of articles that readers may want to follow has a feed as Atom (RFC
//! 4287) and one as JSON Feed 1.1. Both say the same. An entry keeps its id for good,
//! and changes its time only when its text has been changed.

mod atom;
mod json_feed;

use crate::address::beside;
use crate::app_build::File;
use crate::card::Cards;
use crate::content::{ArticleFile, CountryFile, Section};
use crate::index::Index;
use anyhow::Result;
use model::Date;
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

/// The latest articles of a list. There is none without an article.
pub struct Feed<'a> {
    /// Its title.
    pub title: String,
    /// The page that shows the same articles.
    page: Route,
    /// The path of the folder that its files are in, with a slash at both ends.
    folder: String,
    description: String,
    articles: Vec<&'a ArticleFile>,
}

impl<'a> Feed<'a> {
    fn new(
        index: &Index<'a>,
        names: &[&str],
        page: Route,
        description: &str,
        articles: impl IntoIterator<Item = &'a ArticleFile>,
    ) -> Option<Self> {
        let articles: Vec<_> = articles.into_iter().take(LATEST).collect();
        let site = &index.newsroom().site.name;
        (!articles.is_empty()).then(|| Self {
            title: match names {
                [] => site.clone(),
                names => format!("{site}: {}", names.join(", ")),
            },
            folder: page.to_string(),
            page,
            description: description.to_owned(),
            articles,
        })
    }

    fn front(index: &Index<'a>) -> Option<Self> {
        let tagline = &index.newsroom().site.tagline;
        let articles = index.articles().iter().copied();
        Self::new(index, &[], Route::Front, tagline, articles)
    }

    fn section(index: &Index<'a>, section: &Section) -> Option<Self> {
        let page = Route::Section(section.slug.clone());
        let articles = index.of_section(&section.slug);
        Self::new(
            index,
            &[&section.name],
            page,
            &section.description,
            articles,
        )
    }

    fn country(index: &Index<'a>, country: &CountryFile) -> Option<Self> {
        let page = Route::Country(country.slug.clone());
        let articles = index.of_country(&country.slug);
        Self::new(index, &[&country.name], page, &country.summary, articles)
    }

    /// What of a section is about a country. No page shows that alone; the feed stands
    /// below the country's news.
    fn country_section(
        index: &Index<'a>,
        country: &CountryFile,
        section: &Section,
    ) -> Option<Self> {
        let page = Route::CountryNews(country.slug.clone());
        let articles = index.of_country(&country.slug).into_iter();
        let articles = articles.filter(|article| article.section == section.slug);
        let names = [country.name.as_str(), &section.name];
        let feed = Self::new(index, &names, page, &section.description, articles)?;
        Some(Self {
            folder: of_country_and_section(&country.slug, &section.slug),
            ..feed
        })
    }

    /// The path of its file of a format.
    pub fn path(&self, format: Format) -> String {
        format!("{}{}", self.folder, format.file())
    }

    /// When an article in it has changed last.
    fn updated(&self) -> Option<&'a Date> {
        let changes = self.articles.iter().map(|article| article.changed());
        changes.max_by(|one, other| one.iso.cmp(&other.iso))
    }

    fn file(&self, index: &Index<'_>, cards: &Cards<'_>, format: Format) -> Result<File> {
        let contents = match format {
            Format::Atom => atom::write(index, self)?,
            Format::Json => json_feed::write(index, cards, self)?,
        };
        let path = self.path(format).trim_start_matches('/').to_owned();
        Ok(File { path, contents })
    }
}

/// The feeds that a page names in its head, its own first.
pub fn of_page<'a>(index: &Index<'a>, page: &Route) -> Vec<Feed<'a>> {
    match page {
        Route::Front => Feed::front(index).into_iter().collect(),
        Route::Section(slug) => {
            let section = index.section(slug);
            let feed = section.and_then(|section| Feed::section(index, section));
            feed.into_iter().collect()
        }
        Route::Country(slug) | Route::CountryNews(slug) => {
            let country = index.profile(slug).into_iter();
            country
                .flat_map(|country| of_country(index, country))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn of_country<'i, 'a>(
    index: &'i Index<'a>,
    country: &'i CountryFile,
) -> impl Iterator<Item = Feed<'a>> + 'i {
    let sections = index.newsroom().sections.iter();
    let parts = sections.filter_map(|section| Feed::country_section(index, country, section));
    Feed::country(index, country).into_iter().chain(parts)
}

/// The folder of the feed of what of a section is about a country.
fn of_country_and_section(country: &str, section: &str) -> String {
    let news = Route::CountryNews(country.to_owned());
    beside(&news, format_args!("{section}/"))
}

/// The paths that feeds of a format have, for hosts whose rules have placeholders for
/// the names of a country and a section.
pub fn patterns(country: &str, section: &str, format: Format) -> [String; 4] {
    [
        Route::Front.to_string(),
        Route::Section(section.to_owned()).to_string(),
        Route::Country(country.to_owned()).to_string(),
        of_country_and_section(country, section),
    ]
    .map(|folder| folder + format.file())
}

/// The paths of the files of all feeds.
pub fn paths(index: &Index<'_>) -> impl Iterator<Item = String> {
    feeds(index).flat_map(|feed| Format::ALL.map(|format| feed.path(format)))
}

/// The files of all feeds.
pub fn all(index: &Index<'_>, cards: &Cards<'_>) -> impl Iterator<Item = Result<File>> {
    feeds(index).flat_map(move |feed| Format::ALL.map(|format| feed.file(index, cards, format)))
}

fn feeds<'i, 'a>(index: &'i Index<'a>) -> impl Iterator<Item = Feed<'a>> + 'i {
    let newsroom = index.newsroom();
    let sections = newsroom.sections.iter();
    let countries = newsroom.countries.iter();
    iter::once_with(|| Feed::front(index))
        .flatten()
        .chain(sections.filter_map(|section| Feed::section(index, section)))
        .chain(countries.flat_map(|country| of_country(index, country)))
}

/// An article's text as feeds have it: as HTML, with whole addresses.
fn full_text(index: &Index<'_>, article: &ArticleFile) -> String {
    let route = Route::Article(article.slug.clone());
    let text = crate::furniture::article::text(article);
    index.newsroom().detached(&text, &route)
}

/// Who wrote an article: whom its file names, or the newswire.
fn author<'a>(index: &Index<'a>, article: &'a ArticleFile) -> &'a str {
    let site = &index.newsroom().site.name;
    article.byline.as_ref().unwrap_or(site)
}

/// What an article is about: the names of its section and its countries.
fn subjects<'a>(
    index: &Index<'a>,
    article: &'a ArticleFile,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let section = index.section(&article.section);
    let section = section.map(|section| (section.slug.as_str(), section.name.as_str()));
    let countries = article.countries.iter();
    let countries = countries.filter_map(|slug| index.profile(slug));
    let countries = countries.map(|country| (country.slug.as_str(), country.name.as_str()));
    section.into_iter().chain(countries)
}
