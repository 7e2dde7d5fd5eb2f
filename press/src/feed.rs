//! The feeds of the site: which lists readers can follow, and where.
//!
//! [`outputs::feeds`](crate::outputs::feeds) writes their files.

use crate::address::beside;
use crate::catalog::{Catalog, Correction, List};
use crate::content::Article;
use crate::pages;
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
    pub page: Route,
    /// The path of the folder that its files are in, with a slash at both ends.
    pub folder: String,
    /// What it is about.
    pub description: String,
    list: List<'a>,
}

/// What an entry is about.
#[derive(Clone, Copy)]
pub enum Entry<'a> {
    /// An article.
    Article(&'a Article),
    /// A correction of an article, or its withdrawal.
    Correction(Correction<'a>),
}

impl<'a> Feed<'a> {
    /// The feed of a list; `None` if the list has no articles.
    pub fn new(catalog: &Catalog<'a>, list: List<'a>) -> Option<Self> {
        let newsroom = catalog.newsroom();
        let site = &newsroom.site;
        let corrections_description = Correction::DESCRIPTION.to_owned();
        let tag_description = match list {
            List::Tag(tag) => pages::tag_description(tag),
            _ => String::new(),
        };
        let (names, page, description) = match list {
            List::All => (Vec::new(), Route::Front, &newsroom.shell.tagline),
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
            List::Author(author) => (
                vec![author.name.as_str()],
                Route::Author(author.slug.clone()),
                &author.role,
            ),
            List::Tag(tag) => (
                vec![tag.name.as_str()],
                Route::Tag(tag.slug.clone()),
                &tag_description,
            ),
            List::Corrections => (
                vec![Correction::PAGE],
                Correction::page(),
                &corrections_description,
            ),
            // No page shows that alone; the feed is below the country's news.
            List::CountrySection(country, section) => (
                vec![country.name.as_str(), &section.name],
                Route::CountryNews(country.slug.clone()),
                &section.description,
            ),
        };
        let has_any = !catalog.latest(list, 1).is_empty();
        has_any.then(|| Self {
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
            list,
        })
    }

    /// The path of its file of a format.
    pub fn path(&self, format: Format) -> String {
        format!("{}{}", self.folder, format.file())
    }

    /// What it has, latest first.
    pub fn entries(&self, catalog: &Catalog<'a>) -> Vec<Entry<'a>> {
        match self.list {
            List::Corrections => {
                let corrections = catalog.corrections().into_iter().take(LATEST);
                corrections.map(Entry::Correction).collect()
            }
            list => {
                let articles = catalog.latest_with_withdrawn(list, LATEST).into_iter();
                articles.map(Entry::Article).collect()
            }
        }
    }
}

/// All feeds.
pub fn all<'i, 'a>(catalog: &'i Catalog<'a>) -> impl Iterator<Item = Feed<'a>> + 'i {
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
        .chain(newsroom.authors.iter().map(List::Author))
        .chain(catalog.tags().map(List::Tag))
        .chain([List::Corrections])
        .filter_map(|list| Feed::new(catalog, list))
}

/// The folder of the feed of what of a section is about a country.
fn of_country_and_section(country: &str, section: &str) -> String {
    let news = Route::CountryNews(country.to_owned());
    beside(&news, format_args!("{section}/"))
}

/// The paths that feeds of a format have, for hosts whose rules have placeholders for
/// the names of a country, a section, a topic, an author and a tag.
pub fn patterns(
    catalog: &Catalog<'_>,
    [country, section, topic, author, tag]: [&str; 5],
    format: Format,
) -> Vec<String> {
    let corrections = Feed::new(catalog, List::Corrections).map(|feed| feed.folder);
    let folders = [
        Route::Front.to_string(),
        Route::Section(section.to_owned()).to_string(),
        Route::Country(country.to_owned()).to_string(),
        of_country_and_section(country, section),
        Route::Topic(topic.to_owned()).to_string(),
        Route::Author(author.to_owned()).to_string(),
        Route::Tag(tag.to_owned()).to_string(),
    ];
    let folders = folders.into_iter().chain(corrections);
    folders.map(|folder| folder + format.file()).collect()
}
