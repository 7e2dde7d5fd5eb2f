//! The heads of pages: canonical URLs, previews, and links to feeds.

use super::{all_pages, content, flags, load};
use lol_html::{RewriteStrSettings, element, rewrite_str};
use model::routes::{Base, Route};
use press::app_build::{AppBuild, Inline, Style, Template};
use press::catalog::Catalog;
use press::content::Newsroom;
use press::outputs::feeds;
use press::outputs::html::head::{head, particulars};
use press::outputs::social_card::SocialCards;
use press::rendition::{Format, Renditions};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// An element of a head: its attributes by name.
type Element = BTreeMap<String, String>;

/// The elements `link` and `meta` of each page, by path.
fn heads(newsroom: &Newsroom) -> BTreeMap<String, Vec<Element>> {
    let sheets: Vec<_> = Style::names()
        .map(|name| (name.to_owned(), String::new()))
        .collect();
    let (style, _) = Style::divide(&sheets).expect("all sheets");
    let app = AppBuild {
        id: String::new(),
        offline_script: String::new(),
        worker: String::new(),
        template: Template::parse("<template id=press-head></template><div id=app></div>")
            .expect("a template"),
        script: "newswire.js".to_owned(),
        wasm: "newswire.wasm".to_owned(),
        style,
        stylesheet: "style.css".to_owned(),
        scheme_script: Inline::script("").expect("a script"),
        reload_script: None,
        search: Vec::new(),
        files: Vec::new(),
    };
    let flags = flags(newsroom);
    let cards = SocialCards::new(&flags, &[], Path::new("")).expect("the fonts");
    let catalog = Catalog::new(newsroom);
    let pages = all_pages(&catalog).into_iter().map(|page| {
        let particulars = particulars(&catalog, &cards, &page).expect("particulars");
        let head = head(newsroom, &page, &particulars, &app);
        (page.path, elements(&head))
    });
    pages.collect()
}

fn elements(html: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    let settings = RewriteStrSettings::new().append_element_content_handler(element!(
        "link, meta",
        |element| {
            let attributes = element.attributes().iter();
            let decoded = |text: String| html_escape::decode_html_entities(&text).into_owned();
            let attributes = attributes.map(|one| (one.name(), decoded(one.value())));
            elements.push(attributes.collect());
            Ok(())
        }
    ));
    rewrite_str(html, settings).expect("HTML");
    elements
}

/// The contents of the element with an attribute of the given value.
fn said<'a>(head: &'a [Element], (name, value): (&str, &str), says: &str) -> Option<&'a str> {
    let mut found = head
        .iter()
        .filter(|one| one.get(name).is_some_and(|one| one == value));
    let first = found.next()?;
    assert!(found.next().is_none(), "{value} is there twice");
    first.get(says).map(String::as_str)
}

fn property<'a>(head: &'a [Element], name: &str) -> Option<&'a str> {
    said(head, ("property", name), "content")
}

fn alternates(head: &[Element]) -> Vec<(&str, &str)> {
    let links = head
        .iter()
        .filter(|one| one.get("rel").is_some_and(|rel| rel == "alternate"));
    links
        .map(|one| (one["type"].as_str(), one["href"].as_str()))
        .collect()
}

#[test]
fn every_page_has_a_canonical_url_and_a_preview() {
    let newsroom = content();
    for (path, head) in heads(&newsroom) {
        let canonical = said(&head, ("rel", "canonical"), "href");
        // Pages that stand in for others have no URL of their own.
        if path.ends_with(".html") {
            assert_eq!(canonical, None);
            assert_eq!(property(&head, "og:title"), None);
            continue;
        }
        let address = newsroom.address(&path);
        assert_eq!(canonical, Some(address.as_str()));
        assert_eq!(property(&head, "og:url"), Some(address.as_str()));
        assert_eq!(
            property(&head, "og:site_name"),
            Some("Global Security Newswire")
        );
        assert_eq!(property(&head, "og:locale"), Some("en_US"));
        assert!(property(&head, "og:title").is_some(), "{path}");
        let image = newsroom.articles.iter().find_map(|article| {
            let is_of_page = Route::Article(article.slug.clone()).to_string() == path;
            article.image.as_ref().filter(|_| is_of_page)
        });
        let is_withdrawn = |slug: &str| {
            let mut articles = newsroom.articles.iter();
            articles.any(|article| article.slug == slug && article.withdrawn.is_some())
        };
        let says = match Route::parse(&path) {
            _ if image.is_some() => image.map(|image| image.alt.as_str()),
            // What it said is on no card.
            Some(Route::Article(slug)) if is_withdrawn(&slug) => {
                Some(newsroom.shell.tagline.as_str())
            }
            Some(Route::Article(_) | Route::Country(_)) => property(&head, "og:title"),
            _ => Some(newsroom.shell.tagline.as_str()),
        };
        assert_eq!(property(&head, "og:image:alt"), says, "{path}");
        assert_eq!(
            property(&head, "og:description"),
            said(&head, ("name", "description"), "content")
        );
        assert_eq!(
            said(&head, ("name", "twitter:card"), "content"),
            Some("summary_large_image")
        );
        let is_article = path.starts_with("/gsn/article/");
        let kind = if is_article { "article" } else { "website" };
        assert_eq!(property(&head, "og:type"), Some(kind), "{path}");
        assert_eq!(
            property(&head, "article:published_time").is_some(),
            is_article,
            "{path}"
        );
    }
}

#[test]
fn an_article_has_its_dates_and_its_section() {
    let heads = heads(&load("tests/content/valid/features", "/newswire/"));
    let head = &heads["/gsn/article/amendments/"];
    assert_eq!(property(head, "article:published_time"), Some("2012-10-23"));
    assert_eq!(property(head, "article:modified_time"), Some("2019-08-02"));
    assert_eq!(property(head, "article:section"), Some("Nuclear"));
    let address = "https://newswire.example/newswire/gsn/article/amendments/";
    assert_eq!(property(head, "og:url"), Some(address));
}

#[test]
fn the_locale_depends_on_the_article() {
    let heads = heads(&load("tests/content/valid/languages", "/"));
    for (slug, locale) in [
        ("arabic", "ar_EG"),
        ("persian", "fa_IR"),
        ("french", "fr_FR"),
        ("quotations", "en_US"),
    ] {
        assert_eq!(
            property(&heads[&format!("/gsn/article/{slug}/")], "og:locale"),
            Some(locale)
        );
    }
}

#[test]
fn pictures_in_the_head_exist() {
    let newsroom = load("tests/content/valid/features", "/");
    let flags = flags(&newsroom);
    let cards = SocialCards::new(&flags, &[], Path::new("")).expect("the fonts");
    let catalog = Catalog::new(&newsroom);
    let pages = all_pages(&catalog);
    let written = pages.iter().flat_map(|page| {
        press::outputs::alternates::files(&catalog, &cards, page).expect("the files")
    });
    let written = written.map(|file| newsroom.address(file.path));
    let images = newsroom.articles.iter().filter_map(|it| it.image.as_ref());
    let previews = images.map(|image| {
        let renditions = Renditions::of(image);
        newsroom.address(renditions.path(renditions.preview(), Format::Jpeg))
    });
    let written: BTreeSet<_> = written.chain(previews).collect();
    for (path, head) in heads(&newsroom) {
        if let Some(picture) = property(&head, "og:image") {
            assert!(written.contains(picture), "{path}: {picture}");
        }
    }
}

#[test]
fn pages_link_to_their_feeds_which_exist() {
    let newsroom = content();
    let cards = SocialCards::new(&[], &[], Path::new("")).expect("the fonts");
    let catalog = Catalog::new(&newsroom);
    let written = feeds::all(&catalog, &cards).map(|file| file.expect("a feed").path);
    let written: BTreeSet<_> = written.map(|path| format!("/{path}")).collect();
    let mut named = BTreeSet::new();
    for (path, head) in heads(&newsroom) {
        for (media_type, href) in alternates(&head) {
            if href.contains("/feed.") {
                assert!(written.contains(href), "{path}: {href}");
                let is_atom = media_type == "application/atom+xml";
                assert_eq!(href.ends_with(".atom"), is_atom, "{media_type}");
                named.insert(href.to_owned());
            }
        }
    }
    assert_eq!(named, written);
}

#[test]
fn a_page_links_to_its_own_feed_first() {
    let heads = heads(&content());
    let atom = "application/atom+xml";
    for (path, feed) in [
        ("/", "/feed.atom"),
        ("/gsn/section/nuclear/", "/gsn/section/nuclear/feed.atom"),
        (
            "/country-profiles/russia/",
            "/country-profiles/russia/feed.atom",
        ),
        (
            "/country-profiles/russia/news/",
            "/country-profiles/russia/feed.atom",
        ),
    ] {
        assert_eq!(alternates(&heads[path]).first(), Some(&(atom, feed)));
    }
    let russia = alternates(&heads["/country-profiles/russia/"]);
    assert!(russia.contains(&(atom, "/country-profiles/russia/news/nuclear/feed.atom")));
}

#[test]
fn an_article_links_to_its_alternate_formats() {
    let heads = heads(&load("tests/content/valid/features", "/newswire/"));
    let page = Base::new("newswire").href(Route::Article("amendments".to_owned()));
    let [text, ninjs] = ["index.txt", "ninjs.json"].map(|file| format!("{page}{file}"));
    assert_eq!(
        alternates(&heads["/gsn/article/amendments/"]),
        [
            ("text/plain", text.as_str()),
            ("application/json", ninjs.as_str())
        ]
    );
}

#[test]
fn a_headline_in_a_head_is_escaped() {
    let mut newsroom = load("tests/content/valid/hostile", "/");
    newsroom.articles[0].headline = "\"></title><script>&amp;".to_owned();
    let path = format!("/gsn/article/{}/", newsroom.articles[0].slug);
    let heads = heads(&newsroom);
    assert_eq!(
        property(&heads[&path], "og:title"),
        Some("\"></title><script>&amp;")
    );
}
