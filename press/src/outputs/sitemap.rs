//! Sitemaps: the addresses of all pages, for search engines (sitemaps.org, protocol
//! 0.9), those of the news of the last days, and `robots.txt` (RFC 9309), which says
//! where both are.

use super::{Output, PublishedPage, Site};
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::content::{Article, Moment};
use crate::pages;
use crate::site_paths::{NEWS_SITEMAP, ROBOTS, SITEMAP};
use anyhow::Result;
use icu_locale::{LanguageIdentifier, LocaleExpander};
use jiff::ToSpan;
use maud::{Markup, html};
use model::routes::Route;
use model::{ArticleGroup, Content, PageDocument};

/// How many addresses a sitemap has at most (sitemaps.org, "Using Sitemap index
/// files").
pub const MOST: usize = 50_000;

/// How old news is at most, in hours, to be in the sitemap of news (Google, "Create a
/// news sitemap": two days).
const HOURS_OF_NEWS: i64 = 48;

/// How many addresses a sitemap of news has at most (there, too).
const MOST_NEWS: usize = 1_000;

const XMLNS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XMLNS_NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// The pages that search engines are to know, gathered while they are written.
pub struct Sitemap<'i, 'a> {
    catalog: &'i Catalog<'a>,
    most: usize,
    pages: Vec<Page>,
}

struct Page {
    path: String,
    changed: Option<String>,
}

impl<'i, 'a> Sitemap<'i, 'a> {
    /// A sitemap in files of at most so many addresses each.
    pub fn new(catalog: &'i Catalog<'a>, most: usize) -> Self {
        Self {
            catalog,
            most,
            pages: Vec::new(),
        }
    }

    /// Adds a page, unless there is nothing to be found on it.
    pub fn add(&mut self, page: &PageDocument) {
        let is_findable = !matches!(page.content, Content::Missing | Content::Search { .. });
        if is_findable && !pages::is_unlisted(self.catalog, page) {
            self.pages.push(Page {
                path: page.path.clone(),
                changed: changed(self.catalog, page).map(|moment| moment.iso()),
            });
        }
    }

    /// The files: `sitemap.xml`, which is an index of the others where there are
    /// several.
    pub fn files(&self) -> impl Iterator<Item = File> {
        let parts: Vec<_> = self.pages.chunks(self.most).collect();
        let index = (parts.len() > 1).then(|| {
            let parts = parts.iter().zip(1..).map(|(pages, number)| Page {
                path: part(number),
                changed: pages.iter().filter_map(|page| page.changed.clone()).max(),
            });
            let parts = html! { @for part in parts { sitemap { (self.entry(&part)) } } };
            xml(SITEMAP.to_owned(), "sitemapindex", XMLNS, &parts)
        });
        let is_whole = index.is_none();
        let parts = parts.into_iter().zip(1..).map(move |(pages, number)| {
            let name = match is_whole {
                true => SITEMAP.to_owned(),
                false => part(number),
            };
            let pages = html! { @for page in pages { url { (self.entry(page)) } } };
            xml(name, "urlset", XMLNS, &pages)
        });
        index.into_iter().chain(parts)
    }

    fn entry(&self, page: &Page) -> Markup {
        html! {
            loc { (self.catalog.newsroom().address(&page.path)) }
            @if let Some(changed) = &page.changed { lastmod { (changed) } }
        }
    }
}

impl Output for Sitemap<'_, '_> {
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        let is_ours = catalog.newsroom().public_file(ROBOTS).is_none();
        let robots = is_ours.then_some(ROBOTS).into_iter();
        let files = [SITEMAP, NEWS_SITEMAP].into_iter().chain(robots);
        files.map(str::to_owned).collect()
    }

    fn note(&mut self, page: &PublishedPage) {
        self.add(&page.page);
    }

    fn finish(&mut self, site: &Site<'_>) -> Result<()> {
        let others = [news(self.catalog)].into_iter().chain(robots(self.catalog));
        self.files()
            .chain(others)
            .try_for_each(|file| site.write(&file))
    }
}

/// The articles of the last days.
fn recent<'i>(catalog: &'i Catalog<'_>) -> impl Iterator<Item = &'i Article> {
    let now = catalog.newsroom().now;
    let first = now.saturating_sub(HOURS_OF_NEWS.hours()).unwrap_or(now);
    let articles = catalog.standing();
    articles.take_while(move |article| article.date.at().timestamp() >= first)
}

/// The sitemap of the latest news. Without recent news it is published empty, so that
/// search engines that know it do not report it as missing.
pub fn news(catalog: &Catalog<'_>) -> File {
    let newsroom = catalog.newsroom();
    let items = html! {
        @for article in recent(catalog).take(MOST_NEWS) {
            url {
                loc { (newsroom.address(Route::Article(article.slug.clone()))) }
                news:news {
                    news:publication {
                        news:name { (newsroom.site.name) }
                        news:language { (language(article)) }
                    }
                    news:publication_date { (article.date.iso()) }
                    news:title { (article.headline) }
                }
            }
        }
    };
    let xmlns = format!("{XMLNS}\" xmlns:news=\"{XMLNS_NEWS}");
    xml(NEWS_SITEMAP.to_owned(), "urlset", &xmlns, &items)
}

/// The language of an article as ISO 639 has it; of Chinese, Google asks for the script
/// (Google, "Create a news sitemap").
fn language(article: &Article) -> String {
    let tag = article.language_tag();
    let mut locale: LanguageIdentifier = tag.parse().unwrap_or(LanguageIdentifier::UNKNOWN);
    LocaleExpander::new_extended().maximize(&mut locale);
    let is_simplified = locale
        .script
        .is_some_and(|script| script.as_str() == "Hans");
    match locale.language.as_str() {
        "zh" if is_simplified => "zh-cn".to_owned(),
        "zh" => "zh-tw".to_owned(),
        language => language.to_owned(),
    }
}

/// What robots may visit, which is everything, and where the sitemaps are, that of news
/// only while there is some; nothing where the newswire brings a `robots.txt` of its own.
pub fn robots(catalog: &Catalog<'_>) -> Option<File> {
    let newsroom = catalog.newsroom();
    let news = recent(catalog).next().map(|_| NEWS_SITEMAP);
    let sitemaps = [SITEMAP].into_iter().chain(news);
    // Search engines see that a preview is not to be listed only if they may visit it.
    let sitemaps = sitemaps.filter(|_| !newsroom.is_preview());
    let sitemaps = sitemaps.map(|file| format!("Sitemap: {}\n", newsroom.address(file)));
    newsroom.public_file(ROBOTS).is_none().then(|| File {
        path: ROBOTS.to_owned(),
        contents: format!(
            "User-agent: *\nAllow: /\n\n{}",
            sitemaps.collect::<String>()
        )
        .into_bytes(),
    })
}

/// The time at which a page last changed, if its content says so: the last change of an
/// article on it, or the day of a profile's information.
fn changed(catalog: &Catalog<'_>, page: &PageDocument) -> Option<Moment> {
    let route = Route::parse(&page.path)?;
    let groups: &[ArticleGroup] = match &page.content {
        Content::List { groups, .. } => groups,
        _ => &[],
    };
    let listed = groups.iter().flat_map(|group| &group.articles);
    let articles = listed.filter_map(|article| catalog.article(&article.slug));
    let own = pages::kind(&route).changed(catalog, &route);
    let times = articles.map(|article| article.changed().clone());
    times.chain(own).max()
}

fn part(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// Whether a file has the name of a part of the sitemap.
pub fn is_part(path: &str) -> bool {
    let number = path
        .strip_prefix("sitemap-")
        .and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| number.parse::<usize>().is_ok())
}

fn xml(path: String, root: &str, xmlns: &str, items: &Markup) -> File {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let contents = format!(
        "{declaration}\n<{root} xmlns=\"{xmlns}\">{}</{root}>\n",
        items.0
    );
    File {
        path,
        contents: contents.into_bytes(),
    }
}
