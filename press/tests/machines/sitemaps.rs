//! Sitemaps and `robots.txt`, parsed as XML by roxmltree.

use super::{all_pages, content, load};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use model::Language;
use press::app_build::File;
use press::catalog::Catalog;
use press::content::{Moment, Newsroom, PublicFile};
use press::outputs::sitemap::{self, Sitemap};
use press::pages;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

const XMLNS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XMLNS_NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// The sitemap of a newsroom, in files of at most `most` URLs.
fn files(newsroom: &Newsroom, most: usize) -> BTreeMap<String, String> {
    let catalog = Catalog::new(newsroom);
    let mut sitemap = Sitemap::new(&catalog, most);
    for page in all_pages(&catalog) {
        sitemap.add(&page);
    }
    let files = sitemap.files();
    files.map(|file| (file.path.clone(), text(file))).collect()
}

fn text(file: File) -> String {
    String::from_utf8(file.contents).expect("UTF-8")
}

fn child<'a>(node: Node<'a, 'a>, namespace: &str, name: &str) -> Option<&'a str> {
    let found = node
        .descendants()
        .find(|child| child.has_tag_name((namespace, name)));
    found.and_then(|child| child.text())
}

/// The URLs in a sitemap, with their dates of change.
fn addresses(xml: &str, root: &str, item: &str) -> Vec<(String, Option<String>)> {
    let document = Document::parse(xml).expect("XML");
    assert!(document.root_element().has_tag_name((XMLNS, root)), "{xml}");
    let items = document.root_element().children();
    items
        .map(|node| {
            assert!(node.has_tag_name((XMLNS, item)), "{xml}");
            let address = child(node, XMLNS, "loc").expect("an address");
            (
                address.to_owned(),
                child(node, XMLNS, "lastmod").map(str::to_owned),
            )
        })
        .collect()
}

#[test]
fn the_sitemap_has_every_page_once() {
    let newsroom = content();
    let files = files(&newsroom, sitemap::MOST);
    assert_eq!(files.len(), 1);
    let addresses = addresses(&files["sitemap.xml"], "urlset", "url");
    let mut found: Vec<_> = addresses.into_iter().map(|(address, _)| address).collect();
    let catalog = Catalog::new(&newsroom);
    let pages = all_pages(&catalog).into_iter();
    let pages = pages.filter(|page| !pages::is_unlisted(&catalog, page));
    let pages = pages.map(|page| page.path);
    let pages = pages.filter(|path| path != "/404.html");
    let mut expected: Vec<_> = pages.map(|path| newsroom.address(path)).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    assert!(found.contains(&"https://newswire.example/about/".to_owned()));
}

#[test]
fn a_large_sitemap_is_an_index_of_several() {
    let newsroom = content();
    let whole = files(&newsroom, sitemap::MOST);
    let whole = addresses(&whole["sitemap.xml"], "urlset", "url");
    let files = files(&newsroom, 50);
    let parts = addresses(&files["sitemap.xml"], "sitemapindex", "sitemap");
    assert_eq!(parts.len(), whole.len().div_ceil(50));
    assert_eq!(parts.len() + 1, files.len());
    let mut gathered = Vec::new();
    for (address, changed) in parts {
        let file = address
            .strip_prefix("https://newswire.example/")
            .expect("whole");
        let part = addresses(&files[file], "urlset", "url");
        assert!(part.len() <= 50, "{file}");
        assert_eq!(
            part.iter().filter_map(|(_, day)| day.clone()).max(),
            changed,
            "{file}"
        );
        gathered.extend(part);
    }
    assert_eq!(gathered, whole);
}

#[test]
fn the_day_of_a_change_comes_from_the_content() {
    let newsroom = load("tests/content/valid/features", "/");
    let files = files(&newsroom, sitemap::MOST);
    let days: BTreeMap<_, _> = addresses(&files["sitemap.xml"], "urlset", "url")
        .into_iter()
        .collect();
    let day = |path: &str| days[&newsroom.address(path)].as_deref();
    assert_eq!(day("/gsn/article/amendments/"), Some("2019-08-02"));
    assert_eq!(day("/gsn/section/nuclear/"), Some("2019-08-02"));
    assert_eq!(day("/"), Some("2019-08-02"));
    let mexico = newsroom
        .countries
        .iter()
        .find(|country| country.slug == "mexico");
    let mexico = mexico.map(|country| country.as_of.to_string());
    assert!(day("/country-profiles/mexico/") >= mexico.as_deref());
    // The list of all countries has no known date of change.
    assert_eq!(day("/country-profiles/"), None);
}

/// Reads a newsroom at the beginning of a day.
fn set_day(newsroom: &mut Newsroom, day: Date) {
    let midnight = day.to_zoned_datetime(TimeZone::UTC);
    newsroom.now = midnight.expect("a time").timestamp();
}

#[test]
fn news_are_the_articles_of_the_last_days() {
    let mut newsroom = content();
    let last = newsroom
        .articles
        .iter()
        .filter(|article| !article.is_unlisted)
        .map(|article| article.date.day())
        .max()
        .expect("articles");
    let news = |newsroom: &Newsroom| {
        let file = sitemap::news(&Catalog::new(newsroom));
        assert_eq!(file.path, "sitemap-news.xml");
        text(file)
    };
    let count = |xml: &str| addresses(xml, "urlset", "url").len();
    for (days, is_news) in [(0, true), (2, true), (3, false)] {
        let day = last.saturating_add(jiff::Span::new().days(days));
        set_day(&mut newsroom, day);
        assert_eq!(count(&news(&newsroom)) > 0, is_news, "{days} days later");
    }
    set_day(&mut newsroom, last);
    let xml = news(&newsroom);
    let document = Document::parse(&xml).expect("XML");
    let newest = Catalog::new(&newsroom).articles()[0];
    let first = document
        .root_element()
        .first_element_child()
        .expect("an address");
    let said = |name: &str| child(first, XMLNS_NEWS, name);
    assert_eq!(said("name"), Some("Global Security Newswire"));
    assert_eq!(said("language"), Some("en"));
    assert_eq!(said("publication_date"), Some(newest.date.iso().as_str()));
    assert_eq!(said("title"), Some(newest.headline.as_str()));
}

#[test]
fn the_language_of_news_follows_the_documentation() {
    let mut newsroom = content();
    let last = Catalog::new(&newsroom).articles()[0].date.day();
    set_day(&mut newsroom, last);
    newsroom
        .articles
        .retain(|article| article.date.day() == last);
    newsroom.articles.truncate(1);
    for (tag, expected) in [
        ("zh", "zh-cn"),
        ("zh-Hans", "zh-cn"),
        ("zh-SG", "zh-cn"),
        ("zh-Hant", "zh-tw"),
        ("zh-HK", "zh-tw"),
        ("zh-Hans-HK", "zh-cn"),
        ("sr-Latn", "sr"),
        ("pt-BR", "pt"),
        ("ckb", "ckb"),
    ] {
        newsroom.articles[0].language = Some(Language {
            tag: tag.to_owned(),
            direction: "ltr".to_owned(),
        });
        let xml = text(sitemap::news(&Catalog::new(&newsroom)));
        let document = Document::parse(&xml).expect("XML");
        let language = child(document.root(), XMLNS_NEWS, "language");
        assert_eq!(language, Some(expected), "{tag}");
    }
}

#[test]
fn a_headline_in_a_news_sitemap_is_escaped() {
    let mut newsroom = load("tests/content/valid/hostile", "/");
    set_day(&mut newsroom, date(2012, 10, 23));
    let day = Moment::on(date(2012, 10, 23), &newsroom.timezone);
    newsroom.articles[0].date = day.expect("a day");
    newsroom.articles[0].headline = "<b>&amp;".to_owned();
    newsroom.articles.truncate(1);
    let xml = text(sitemap::news(&Catalog::new(&newsroom)));
    let document = Document::parse(&xml).expect("XML");
    assert_eq!(
        child(document.root(), XMLNS_NEWS, "title"),
        Some("<b>&amp;")
    );
}

#[test]
fn robots_txt_lists_the_sitemaps() {
    let mut newsroom = load("tests/content/valid/features", "/newswire/");
    let last = Catalog::new(&newsroom).articles()[0].date.day();
    set_day(&mut newsroom, last);
    let robots = text(sitemap::robots(&Catalog::new(&newsroom)).expect("a file"));
    assert_eq!(
        robots,
        "User-agent: *\nAllow: /\n\n\
         Sitemap: https://newswire.example/newswire/sitemap.xml\n\
         Sitemap: https://newswire.example/newswire/sitemap-news.xml\n"
    );
    // Empty pages exist for those who know them, but are not listed.
    let mut later = newsroom.clone();
    set_day(&mut later, last.saturating_add(jiff::Span::new().days(3)));
    let later = Catalog::new(&later);
    assert_eq!(
        text(sitemap::robots(&later).expect("a file")),
        "User-agent: *\nAllow: /\n\n\
         Sitemap: https://newswire.example/newswire/sitemap.xml\n"
    );
    assert_eq!(sitemap::news(&later).path, "sitemap-news.xml");
    newsroom.files.push(PublicFile {
        path: "robots.txt".to_owned(),
        place: "public/robots.txt".into(),
    });
    assert!(sitemap::robots(&Catalog::new(&newsroom)).is_none());
}
