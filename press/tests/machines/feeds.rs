//! Feeds, parsed by feed-rs.

use super::{TODAY, content, load};
use feed_rs::model::{Entry, Feed, FeedType};
use feed_rs::parser;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use model::routes::Base;
use press::catalog::Catalog;
use press::content::{Article, AuthorRef, CountryRef, Newsroom, SectionRef, TopicRef};
use press::feed::{Format, LATEST};
use press::outputs::feeds;
use press::outputs::social_card::SocialCards;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Every feed of a newsroom, by path.
fn written(newsroom: &Newsroom) -> BTreeMap<String, Vec<u8>> {
    let catalog = Catalog::new(newsroom);
    let cards = SocialCards::new(&[], &[], Path::new("")).expect("the fonts");
    let files = feeds::all(&catalog, &cards).map(|file| file.expect("a feed"));
    files.map(|file| (file.path, file.contents)).collect()
}

fn read(newsroom: &Newsroom) -> BTreeMap<String, Feed> {
    let feeds = written(newsroom).into_iter().map(|(path, contents)| {
        let feed = parser::parse(contents.as_slice());
        let feed = feed.unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, feed)
    });
    feeds.collect()
}

/// The content with all features, plus additional settings in `site.toml`.
fn features_with(settings: &str) -> Newsroom {
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/valid");
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in WalkDir::new(&original).into_iter().flatten() {
        let below = entry
            .path()
            .strip_prefix(&original)
            .expect("a path below the folder");
        let copy = folder.path().join(below);
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(copy).expect("made"),
            false => drop(fs::copy(entry.path(), copy).expect("copied")),
        }
    }
    let content = folder.path().join("features");
    let site = content.join("site.toml");
    let text = fs::read_to_string(&site).expect("settings");
    fs::write(&site, format!("{text}\n{settings}")).expect("written");
    let base = Base::new("/");
    press::load(&content, &base, TODAY).unwrap_or_else(|faults| panic!("{faults}"))
}

fn html(entry: &Entry) -> &str {
    let content = entry.content.as_ref().expect("an entry has its text");
    content.body.as_deref().expect("a body in the feed")
}

fn entry<'a>(feeds: &'a BTreeMap<String, Feed>, path: &str, slug: &str) -> &'a Entry {
    let mut entries = feeds[path].entries.iter();
    let entry = entries.find(|entry| entry.id.ends_with(&format!("/{slug}/")));
    entry.unwrap_or_else(|| panic!("{slug} is not in {path}"))
}

/// Noon of a date, as the feed parser formats it.
fn noon(day: &str) -> String {
    format!("{day}T12:00:00+00:00")
}

#[test]
fn every_feed_parses_and_has_full_texts() {
    let newsroom = content();
    let feeds = read(&newsroom);
    for (path, feed) in &feeds {
        let format = match feed.feed_type {
            FeedType::Atom => Format::Atom,
            FeedType::JSON => Format::Json,
            _ => panic!("{path} is something else"),
        };
        assert!(path.ends_with(format.file()), "{path}");
        assert!((1..=LATEST).contains(&feed.entries.len()), "{path}");
        for entry in &feed.entries {
            let slug = entry
                .id
                .strip_prefix("tag:newswire.example,2012:/gsn/article/");
            let slug = slug.expect("a name by RFC 4151").trim_end_matches('/');
            let article = newsroom.articles.iter().find(|one| one.slug == slug);
            let article = article.expect("an article");
            let address = format!("https://newswire.example/gsn/article/{slug}/");
            assert!(
                entry.links.iter().any(|link| link.href == address),
                "{path}"
            );
            assert_eq!(
                entry.title.as_ref().map(|title| &title.content),
                Some(&article.headline)
            );
            assert_eq!(
                entry.published.map(|time| time.to_rfc3339()),
                Some(article.date.instant().replace('Z', "+00:00"))
            );
            let html = html(entry);
            for wanted in ["<p>", "Sources", article.sources[0].title.as_str()] {
                let wanted = wanted.replace('&', "&amp;");
                assert!(
                    html.contains(&wanted),
                    "{path}, {slug}: no {wanted} in {html}"
                );
            }
            for address in html.split(" href=\"").chain(html.split(" src=\"")).skip(1) {
                assert!(
                    !address.starts_with(['/', '#']),
                    "{path}, {slug}: {address}"
                );
            }
        }
        let days = feed.entries.iter().map(|entry| entry.published);
        assert!(days.is_sorted_by(|one, other| one >= other), "{path}");
    }
    for path in feeds.keys().filter_map(|path| path.strip_suffix(".atom")) {
        let [atom, json] = ["atom", "json"].map(|ending| {
            let entries = feeds[&format!("{path}.{ending}")].entries.iter();
            entries
                .map(|entry| (&entry.id, entry.updated))
                .collect::<Vec<_>>()
        });
        assert_eq!(atom, json, "{path}");
    }
}

#[test]
fn there_is_a_feed_for_every_list_with_an_article() {
    let newsroom = content();
    let mut expected = BTreeSet::from(["feed.atom".to_owned()]);
    for Article {
        sections,
        countries,
        topics,
        authors,
        tags,
        ..
    } in &newsroom.articles
    {
        for topic in topics.iter().map(TopicRef::slug) {
            expected.insert(format!("topics/{topic}/feed.atom"));
        }
        for author in authors.iter().map(AuthorRef::slug) {
            expected.insert(format!("authors/{author}/feed.atom"));
        }
        for tag in tags {
            expected.insert(format!("tags/{}/feed.atom", tag.slug));
        }
        for section in sections.iter().map(SectionRef::slug) {
            expected.insert(format!("gsn/section/{section}/feed.atom"));
        }
        for country in countries.iter().map(CountryRef::slug) {
            expected.insert(format!("country-profiles/{country}/feed.atom"));
            for section in sections.iter().map(SectionRef::slug) {
                expected.insert(format!(
                    "country-profiles/{country}/news/{section}/feed.atom"
                ));
            }
        }
    }
    let feeds = written(&newsroom).into_keys();
    let feeds: BTreeSet<_> = feeds.filter(|path| path.ends_with(".atom")).collect();
    assert_eq!(feeds, expected);
}

#[test]
fn a_feed_has_only_the_latest_articles_of_its_list() {
    let newsroom = content();
    let catalog = Catalog::new(&newsroom);
    let feeds = read(&newsroom);
    let slugs = |path: &str| {
        let entries = feeds[path].entries.iter();
        let slugs = entries.map(|entry| entry.id.split('/').nth(3).expect("a slug").to_owned());
        slugs.collect::<Vec<_>>()
    };
    let of = |articles: Vec<&Article>| {
        let latest = articles.into_iter().take(LATEST);
        latest
            .map(|article| article.slug.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(slugs("feed.atom"), of(catalog.articles().to_vec()));
    assert_eq!(
        slugs("gsn/section/missile/feed.json"),
        of(catalog.of_section("missile"))
    );
    let russia = catalog.of_country("russia");
    let nuclear = russia
        .iter()
        .copied()
        .filter(|article| article.home().slug() == "nuclear");
    assert_eq!(
        slugs("country-profiles/russia/news/nuclear/feed.atom"),
        of(nuclear.collect())
    );
    assert_eq!(slugs("country-profiles/russia/feed.atom"), of(russia));
}

#[test]
fn a_feed_changes_only_with_its_articles() {
    let newsroom = content();
    let before = written(&newsroom);
    let mut later = newsroom;
    later.today = later.today.saturating_add(3.years());
    assert_eq!(written(&later), before);
}

#[test]
fn an_entry_changes_its_time_when_its_text_has_been_changed() {
    let mut newsroom = load("tests/content/valid/features", "/");
    let time = |newsroom: &Newsroom| {
        let feeds = read(newsroom);
        let entry = entry(&feeds, "feed.atom", "amendments");
        let updated = entry.updated.map(|time| time.to_rfc3339());
        assert_eq!(
            feeds["feed.atom"].updated,
            feeds["feed.atom"]
                .entries
                .iter()
                .filter_map(|entry| entry.updated)
                .max()
        );
        (entry.published.map(|time| time.to_rfc3339()), updated)
    };
    let day = |day| Some(noon(day));
    assert_eq!(time(&newsroom), (day("2012-10-23"), day("2019-08-02")));
    let mut articles = newsroom.articles.iter_mut();
    let article = articles
        .find(|article| article.slug == "amendments")
        .expect("the article");
    article.updates.clear();
    assert_eq!(time(&newsroom), (day("2012-10-23"), day("2012-10-24")));
}

#[test]
fn corrections_and_updates_are_part_of_the_text() {
    let feeds = read(&load("tests/content/valid/features", "/"));
    for path in ["feed.atom", "feed.json"] {
        let html = html(entry(&feeds, path, "amendments"));
        assert!(
            html.contains("It also misspelt &lt;a name&gt;, and <a href="),
            "{html}"
        );
        assert!(html.contains("It began again."), "{html}");
    }
}

#[test]
fn ids_survive_a_move_and_urls_follow_it() {
    let ids = |feeds: &BTreeMap<String, Feed>| {
        let feeds = feeds.values().flat_map(|feed| &feed.entries);
        feeds.map(|entry| entry.id.clone()).collect::<Vec<_>>()
    };
    let before = read(&load("tests/content/valid/features", "/"));
    let mut moved = load("tests/content/valid/features", "/newswire/");
    moved.origin = "https://elsewhere.example".to_owned();
    let after = read(&moved);
    assert_eq!(ids(&before), ids(&after));
    assert_eq!(before["feed.atom"].id, after["feed.atom"].id);
    let entry = entry(&after, "feed.atom", "mentions");
    assert_eq!(
        entry.links[0].href,
        "https://elsewhere.example/newswire/gsn/article/mentions/"
    );
    let link = "href=\"https://elsewhere.example/newswire/country-profiles/mexico/\"";
    assert!(html(entry).contains(link), "{}", html(entry));
}

#[test]
fn times_are_on_the_same_date_in_the_americas_and_in_asia() {
    let newsroom = content();
    let feeds = read(&newsroom);
    let day = Catalog::new(&newsroom).articles()[0].date.day();
    let published = feeds["feed.atom"].entries[0].published.expect("a time");
    for hours in [-11, 11] {
        let second = published.timestamp() + hours * 3_600;
        let there = Timestamp::from_second(second).expect("a time");
        let there = there.to_zoned_datetime(TimeZone::UTC).date();
        assert_eq!(there, day, "{hours}");
    }
}

#[test]
fn a_renamed_article_keeps_its_id() {
    // Renamed twice, and before that on a site built with other software.
    let moved = "[[moved]]\nfrom = \"/gsn/article/first/\"\nto = \"/gsn/article/second/\"\n\
                 [[moved]]\nfrom = \"/gsn/article/second/\"\nto = \"/gsn/article/mentions/\"\n\
                 [[moved]]\nfrom = \"/node/17.html\"\nto = \"/gsn/article/first/\"\n\
                 [[moved]]\nfrom = \"/country-profiles/estados/\"\nto = \"/country-profiles/japan/\"\n";
    let newsroom = features_with(moved);
    let ends: Vec<_> = newsroom
        .redirects
        .iter()
        .map(|moved| &moved.to[..])
        .collect();
    let mentions = "/gsn/article/mentions/";
    assert_eq!(
        ends,
        [mentions, mentions, mentions, "/country-profiles/japan/"]
    );
    let feeds = read(&newsroom);
    for (path, feed) in &feeds {
        for entry in &feed.entries {
            let mut links = entry.links.iter().rev();
            let page = links.find(|link| link.rel.as_deref() != Some("enclosure"));
            let address = &page.expect("a link").href;
            let id = entry.id.strip_prefix("tag:newswire.example,2012:");
            // A correction is a part of its article.
            let id = id.and_then(|id| id.split('#').next());
            if address.ends_with(mentions) {
                assert_eq!(id, Some("/gsn/article/first/"), "{path}");
            } else {
                assert!(address.ends_with(id.expect("a tag")), "{path}: {address}");
            }
        }
    }
    let id = |path: &str| feeds[path].id.as_str();
    assert_eq!(
        id("country-profiles/japan/feed.atom"),
        "tag:newswire.example,2012:/country-profiles/estados/"
    );
    assert_eq!(
        id("country-profiles/japan/news/nuclear/feed.atom"),
        "tag:newswire.example,2012:/country-profiles/estados/news/nuclear/"
    );
}

#[test]
fn the_first_listed_former_url_of_a_page_is_its_original() {
    let moved = "[[moved]]\nfrom = \"/gsn/article/first/\"\nto = \"/gsn/article/mentions/\"\n\
                 [[moved]]\nfrom = \"/gsn/article/a/\"\nto = \"/gsn/article/mentions/\"\n";
    let feeds = read(&features_with(moved));
    let mut ids = feeds["feed.atom"].entries.iter().map(|entry| &entry.id);
    assert!(ids.any(|id| id == "tag:newswire.example,2012:/gsn/article/first/"));
}

#[test]
fn note_links_point_to_the_article_page() {
    let feeds = read(&load("tests/content/valid/features", "/"));
    let html = html(entry(&feeds, "feed.atom", "amendments"));
    let link = "href=\"https://newswire.example/gsn/article/amendments/#note-1\"";
    assert!(html.contains(link), "{html}");
}

#[test]
fn characters_not_allowed_in_xml_are_left_out() {
    let mut newsroom = load("tests/content/valid/hostile", "/");
    let text = "<p>One\u{1}two\u{fffe}</p>".to_owned();
    newsroom.articles[0].body = model::Html::from_sanitized(text);
    let slug = newsroom.articles[0].slug.clone();
    let feeds = read(&newsroom);
    assert!(html(entry(&feeds, "feed.atom", &slug)).contains("<p>Onetwo</p>"));
}

#[test]
fn other_languages_are_marked() {
    let newsroom = load("tests/content/valid/languages", "/");
    let files = written(&newsroom);
    let atom = String::from_utf8_lossy(&files["feed.atom"]);
    assert!(atom.contains("<title xml:lang=\"ar\">"), "{atom}");
    let json: serde_json::Value = serde_json::from_slice(&files["feed.json"]).expect("JSON");
    let items = json["items"].as_array().expect("items");
    let languages: Vec<_> = items
        .iter()
        .filter_map(|item| item["language"].as_str())
        .collect();
    assert_eq!(languages.len(), 3, "{languages:?}");
}
