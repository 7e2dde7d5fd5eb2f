//! Feeds: the latest articles as a whole, for programs that gather news.
//!
//! Each list of articles that readers may want to follow has a feed as Atom (RFC
//! 4287) and one as JSON Feed 1.1. Both say the same. An entry keeps its id for good,
//! and changes its time only when its text has been changed.

mod atom;
mod json_feed;

use crate::address::beside;
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::content::{Article, Country, Section};
use crate::outputs::social_card::SocialCards;
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
    articles: Vec<&'a Article>,
}

impl<'a> Feed<'a> {
    fn new(
        catalog: &Catalog<'a>,
        names: &[&str],
        page: Route,
        description: &str,
        articles: impl IntoIterator<Item = &'a Article>,
    ) -> Option<Self> {
        let articles: Vec<_> = articles.into_iter().take(LATEST).collect();
        let site = &catalog.newsroom().site.name;
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

    fn front(catalog: &Catalog<'a>) -> Option<Self> {
        let tagline = &catalog.newsroom().site.tagline;
        let articles = catalog.articles().iter().copied();
        Self::new(catalog, &[], Route::Front, tagline, articles)
    }

    fn section(catalog: &Catalog<'a>, section: &Section) -> Option<Self> {
        let page = Route::Section(section.slug.clone());
        let articles = catalog.of_section(&section.slug);
        Self::new(
            catalog,
            &[&section.name],
            page,
            &section.description,
            articles,
        )
    }

    fn country(catalog: &Catalog<'a>, country: &Country) -> Option<Self> {
        let page = Route::Country(country.slug.clone());
        let articles = catalog.of_country(&country.slug);
        Self::new(catalog, &[&country.name], page, &country.summary, articles)
    }

    /// What of a section is about a country. No page shows that alone; the feed stands
    /// below the country's news.
    fn country_section(
        catalog: &Catalog<'a>,
        country: &Country,
        section: &Section,
    ) -> Option<Self> {
        let page = Route::CountryNews(country.slug.clone());
        let articles = catalog.of_country(&country.slug).into_iter();
        let articles = articles.filter(|article| article.section == section.slug);
        let names = [country.name.as_str(), &section.name];
        let feed = Self::new(catalog, &names, page, &section.description, articles)?;
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
    match page {
        Route::Front => Feed::front(catalog).into_iter().collect(),
        Route::Section(slug) => {
            let section = catalog.section(slug);
            let feed = section.and_then(|section| Feed::section(catalog, section));
            feed.into_iter().collect()
        }
        Route::Country(slug) | Route::CountryNews(slug) => {
            let country = catalog.profile(slug).into_iter();
            country
                .flat_map(|country| of_country(catalog, country))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn of_country<'i, 'a>(
    catalog: &'i Catalog<'a>,
    country: &'i Country,
) -> impl Iterator<Item = Feed<'a>> + 'i {
    let sections = catalog.newsroom().sections.iter();
    let parts = sections.filter_map(|section| Feed::country_section(catalog, country, section));
    Feed::country(catalog, country).into_iter().chain(parts)
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
pub fn paths(catalog: &Catalog<'_>) -> impl Iterator<Item = String> {
    feeds(catalog).flat_map(|feed| Format::ALL.map(|format| feed.path(format)))
}

/// The files of all feeds.
pub fn all(catalog: &Catalog<'_>, cards: &SocialCards<'_>) -> impl Iterator<Item = Result<File>> {
    feeds(catalog).flat_map(move |feed| Format::ALL.map(|format| feed.file(catalog, cards, format)))
}

fn feeds<'i, 'a>(catalog: &'i Catalog<'a>) -> impl Iterator<Item = Feed<'a>> + 'i {
    let newsroom = catalog.newsroom();
    let sections = newsroom.sections.iter();
    let countries = newsroom.countries.iter();
    iter::once_with(|| Feed::front(catalog))
        .flatten()
        .chain(sections.filter_map(|section| Feed::section(catalog, section)))
        .chain(countries.flat_map(|country| of_country(catalog, country)))
}

/// An article's text as feeds have it: as HTML, with whole addresses.
fn full_text(catalog: &Catalog<'_>, article: &Article) -> String {
    let route = Route::Article(article.slug.clone());
    let text = crate::partials::article::text(article);
    catalog.newsroom().detached(&text, &route)
}

/// Who wrote an article: whom its file names, or the newswire.
fn author<'a>(catalog: &Catalog<'a>, article: &'a Article) -> &'a str {
    let site = &catalog.newsroom().site.name;
    article.byline.as_ref().unwrap_or(site)
}

/// What an article is about: the names of its section and its countries.
fn subjects<'a>(
    catalog: &Catalog<'a>,
    article: &'a Article,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let section = catalog.section(&article.section);
    let section = section.map(|section| (section.slug.as_str(), section.name.as_str()));
    let countries = article.countries.iter();
    let countries = countries.filter_map(|slug| catalog.profile(slug));
    let countries = countries.map(|country| (country.slug.as_str(), country.name.as_str()));
    section.into_iter().chain(countries)
}
