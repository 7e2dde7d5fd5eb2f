//! Navigation between pages: lists, the archive, and related articles.

mod newsroom;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use newsroom::{Newsroom, errors};
use serde_json::Value;
use std::path::PathBuf;

const SITE: &str = r#"
name = "Test Newswire"
tagline = "News for tests"
notice = "This is a test."
origin = "https://newswire.example"
tagging_entity = "newswire.example,2012"

[producer]
logo = "/logo.svg"
logo_alt = "Logo"
logo_width = 176
logo_height = 24

[[sections]]
slug = "nuclear"
name = "Nuclear"
description = "Nuclear weapons."

[[sections]]
slug = "chemical"
name = "Chemical"
description = "Chemical weapons."

[[navigation]]
label = "Latest"
path = "/"

[[footer]]
label = "Search"
path = "/search/"
"#;

const SECTION: &str = "gsn/section/nuclear";

/// A picture of 180 by 180 pixels.
const PICTURE: &[u8] = include_bytes!("../../public/touch-icon.png");

/// An article; tests set the fields that matter to them.
#[derive(Clone, Copy)]
struct Story<'a> {
    slug: &'a str,
    headline: &'a str,
    date: Date,
    section: &'a str,
    countries: &'a [&'a str],
    /// Tables of the front matter.
    more: &'a str,
}

const STORY: Story<'_> = Story {
    slug: "story",
    headline: "A Headline",
    date: date(2013, 1, 1),
    section: "nuclear",
    countries: &[],
    more: "",
};

impl Newsroom {
    /// A newsroom with two sections, two countries and no articles.
    fn empty() -> Self {
        let newsroom = Self::without_content();
        newsroom.write("content/site.toml", SITE);
        for (slug, name, flag) in [("iceland", "Iceland", "is"), ("malta", "Malta", "mt")] {
            let text = format!(
                "+++\nname = \"{name}\"\nflag = \"{flag}\"\nsummary = \"A profile.\"\n\
                 as_of = 2013-01-01\n\n[[sources]]\ntitle = \"A source\"\npublisher = \"UN\"\n\
                 +++\n## Overview\n\nText.\n\n## Nuclear\n\nText.\n\n## Biological\n\nText.\n\n\
                 ## Chemical\n\nText.\n\n## Missile\n\nText.\n"
            );
            newsroom.write(&format!("content/countries/{slug}.md"), &text);
            newsroom.write(&format!("flags/{flag}.svg"), "<svg/>");
        }
        newsroom
    }

    /// A published newsroom with these articles.
    fn of(stories: &[Story<'_>]) -> Self {
        let newsroom = Self::empty();
        for story in stories {
            newsroom.add(story);
        }
        newsroom.publish_all();
        newsroom
    }

    /// A published newsroom with a number of articles, one per day.
    fn of_days(days: i32) -> Self {
        let newsroom = Self::empty();
        for day in 1..=days {
            newsroom.add_day(day);
        }
        newsroom.publish_all();
        newsroom
    }

    fn add(&self, story: &Story<'_>) {
        let Story { slug, date, .. } = story;
        let text = format!(
            "+++\nheadline = {:?}\nsummary = \"Summary of {slug}.\"\ndate = {date}\n\
             section = \"{}\"\ncountries = {:?}\nas_of = {date}\n{}\n\
             [[sources]]\ntitle = \"A source\"\npublisher = \"UN\"\n\
             +++\nFirst paragraph of {slug}.\n\nSecond paragraph.\n",
            story.headline, story.section, story.countries, story.more
        );
        self.write(&format!("content/articles/{slug}.md"), &text);
    }

    /// Adds the article of a day; all share a section and a country.
    fn add_day(&self, day: i32) {
        self.add(&Story {
            slug: &format!("day-{day}"),
            date: STORY.date + (day - 1).days(),
            countries: &["iceland"],
            ..STORY
        });
    }

    fn publish_all(&self) {
        let output = self.publish();
        assert!(output.status.success(), "{}", errors(&output));
    }

    /// The HTML of a page, without the marks of hydration.
    fn html(&self, page: &str) -> String {
        let html = self.read(&format!("site/{page}/index.html"));
        html.replace("<!---->", "")
    }

    fn document(&self, page: &str) -> Value {
        let json = self.read(&format!("site/{page}/index.json"));
        serde_json::from_str(&json).expect("JSON")
    }

    /// The articles that a list shows, in its HTML and in its document.
    fn listed(&self, page: &str) -> Vec<String> {
        let html = self.html(page);
        let items = html.split("<h3 class=\"article-item-headline\">").skip(1);
        let in_html: Vec<_> = items.filter_map(|item| hrefs(item).next()).collect();
        let document = self.document(page);
        let content = document["content"].as_object().expect("an object");
        let groups = content.values().next().expect("a kind")["groups"].clone();
        let groups = groups.as_array().expect("groups");
        let articles = groups
            .iter()
            .flat_map(|group| group["articles"].as_array().expect("articles"));
        let in_document: Vec<_> = articles
            .map(|article| article["slug"].as_str().expect("a slug"))
            .collect();
        let linked: Vec<_> = in_html.iter().map(|href| slug(href)).collect();
        assert_eq!(linked, in_document, "{page}");
        linked.into_iter().map(str::to_owned).collect()
    }

    /// The previous and next page, from the head and from the text.
    fn neighbors(&self, page: &str) -> [Option<String>; 2] {
        let html = self.html(page);
        let (head, body) = html.split_once("</head>").expect("a head");
        ["prev", "next"].map(|relation| {
            let href = |part: &str, start: &str| {
                let (_, rest) = part.split_once(&format!("{start} rel=\"{relation}\""))?;
                hrefs(rest).next()
            };
            let (in_head, in_body) = (href(head, "<link"), href(body, "<a"));
            assert_eq!(in_head, in_body, "{relation} of {page}");
            in_body
        })
    }

    /// Whether a page exists.
    fn has(&self, page: &str) -> bool {
        self.path(&format!("site/{page}/index.html")).exists()
    }
}

/// The link targets in some HTML, in order.
fn hrefs(html: &str) -> impl Iterator<Item = String> {
    let links = html.split("href=\"").skip(1);
    links.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
}

/// The last segment of a URL.
fn slug(href: &str) -> &str {
    let segments = href.trim_end_matches('/').rsplit('/').next();
    segments.unwrap_or_default()
}

/// The slugs that some HTML links to.
fn slugs(html: &str) -> Vec<String> {
    hrefs(html).map(|href| slug(&href).to_owned()).collect()
}

/// The HTML between two strings; empty if the first does not occur.
fn part<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let rest = html.split_once(start).map_or("", |(_, rest)| rest);
    rest.split_once(end).map_or(rest, |(part, _)| part)
}

fn related(html: &str) -> &str {
    part(html, "<section class=\"related\"", "</section>")
}

fn beside(html: &str) -> &str {
    part(html, "<nav class=\"beside\"", "</nav>")
}

/// The articles of these days, newest first.
fn days(from: i32, to: i32) -> Vec<String> {
    let days = (from..=to).rev();
    days.map(|day| format!("day-{day}")).collect()
}

#[test]
fn lists_are_numbered_from_the_oldest_article() {
    let newsroom = Newsroom::of_days(23);
    for list in [SECTION, "country-profiles/iceland/news"] {
        assert_eq!(newsroom.listed(list), days(11, 23));
        assert_eq!(newsroom.listed(&format!("{list}/page/1")), days(1, 10));
        assert!(!newsroom.has(&format!("{list}/page/2")));
    }
}

#[test]
fn a_short_list_is_one_page() {
    let newsroom = Newsroom::of_days(9);
    assert_eq!(newsroom.listed(SECTION), days(1, 9));
    assert!(!newsroom.has(&format!("{SECTION}/page/1")));
    assert_eq!(newsroom.neighbors(SECTION), [None, None]);
}

#[test]
fn a_new_article_changes_only_the_newest_list_page() {
    let newsroom = Newsroom::of_days(23);
    let lists =
        |(path, _): &(PathBuf, Vec<u8>)| path.starts_with(newsroom.path("site/gsn/section"));
    let before: Vec<_> = newsroom.site().into_iter().filter(lists).collect();
    newsroom.add_day(24);
    newsroom.publish_all();
    let after: Vec<_> = newsroom.site().into_iter().filter(lists).collect();
    assert_eq!(before.len(), after.len());
    let changed = before
        .iter()
        .zip(&after)
        .filter(|(one, other)| one != other);
    let changed: Vec<_> = changed.map(|(_, (path, _))| path.clone()).collect();
    let newest = [
        "feed.atom",
        "feed.json",
        "index.html",
        "index.json",
        "offline.json",
    ];
    let newest = newest.map(|file| newsroom.path(&format!("site/{SECTION}/{file}")));
    assert_eq!(changed, newest);
}

#[test]
fn a_page_of_twice_the_length_is_split() {
    let newsroom = Newsroom::of_days(29);
    assert_eq!(newsroom.listed(SECTION), days(11, 29));
    newsroom.add_day(30);
    newsroom.publish_all();
    let [first, second] = [1, 2].map(|page| format!("{SECTION}/page/{page}"));
    assert_eq!(newsroom.listed(SECTION), days(21, 30));
    assert_eq!(newsroom.listed(&second), days(11, 20));
    assert_eq!(newsroom.listed(&first), days(1, 10));

    let path = |page: &str| Some(format!("/{page}/"));
    assert_eq!(newsroom.neighbors(SECTION), [None, path(&second)]);
    assert_eq!(newsroom.neighbors(&second), [path(SECTION), path(&first)]);
    assert_eq!(newsroom.neighbors(&first), [path(&second), None]);
}

#[test]
fn the_archive_has_the_months_with_articles() {
    let story = |slug, year, month, day| Story {
        slug,
        date: date(year, month, day),
        ..STORY
    };
    let newsroom = Newsroom::of(&[
        story("a", 2012, 12, 31),
        story("b", 2013, 3, 1),
        story("c", 2013, 3, 31),
        story("d", 2013, 1, 1),
    ]);
    let months = [
        ("gsn/archive/2012/12", &["a"][..]),
        ("gsn/archive/2013/01", &["d"]),
        ("gsn/archive/2013/03", &["c", "b"]),
    ];
    for (month, articles) in months {
        assert_eq!(newsroom.listed(month), articles);
    }
    assert!(!newsroom.has("gsn/archive/2013/02"));

    let [december, january, march] = months.map(|(month, _)| Some(format!("/{month}/")));
    assert_eq!(newsroom.neighbors(months[0].0), [january.clone(), None]);
    assert_eq!(newsroom.neighbors(months[1].0), [march, december]);
    assert_eq!(newsroom.neighbors(months[2].0), [None, january]);
}

#[test]
fn the_archive_lists_headlines_by_month() {
    let newsroom = Newsroom::empty();
    for day in 1..=11 {
        let story = Story {
            slug: &format!("march-{day}"),
            date: date(2013, 3, day),
            ..STORY
        };
        newsroom.add(&story);
    }
    for (slug, date) in [
        ("new-year", date(2013, 1, 1)),
        ("december", date(2012, 12, 5)),
    ] {
        newsroom.add(&Story {
            slug,
            date,
            ..STORY
        });
    }
    newsroom.publish_all();
    let html = newsroom.html("gsn/archive");
    let archive = part(
        &html,
        "<section class=\"archive-year\">",
        "<div class=\"offline",
    );
    let march = "/gsn/archive/2013/03/".to_owned();
    let story = |slug: String| format!("/gsn/article/{slug}/");
    // The newest ten of the month, newest first.
    let headlines = (2..=11).rev().map(|day| story(format!("march-{day}")));
    let expected: Vec<_> = [march.clone()]
        .into_iter()
        .chain(headlines)
        .chain([march, "/gsn/archive/2013/01/".to_owned()])
        .chain([
            story("new-year".to_owned()),
            "/gsn/archive/2012/12/".to_owned(),
        ])
        .chain([story("december".to_owned())])
        .collect();
    assert_eq!(hrefs(archive).collect::<Vec<_>>(), expected);
    assert!(
        archive.contains("All 11 articles of March 2013"),
        "{archive}"
    );
    for (period, words) in [("2013-03-11", "Mar 11"), ("2012-12-05", "Dec 5")] {
        let time = format!("<time datetime=\"{period}\">{words}</time>");
        assert!(archive.contains(&time), "no {time} in {archive}");
    }
}

/// Three articles of a topic, and one of another date that is not.
fn with_a_topic() -> Newsroom {
    let newsroom = Newsroom::empty();
    newsroom.write(
        "content/topics/treaty.md",
        "+++\ntitle = \"The Treaty\"\nsummary = \"How it came about.\"\n+++\nAn introduction.\n",
    );
    for (slug, day) in [("signed", 1), ("ratified", 3), ("in-force", 5)] {
        newsroom.add(&Story {
            slug,
            date: date(2013, 1, day),
            more: "topics = [\"treaty\"]\n",
            ..STORY
        });
    }
    newsroom.add(&Story {
        slug: "other",
        date: date(2013, 1, 4),
        ..STORY
    });
    newsroom.publish_all();
    newsroom
}

#[test]
fn a_topic_is_a_timeline_with_feeds() {
    let newsroom = with_a_topic();
    let html = newsroom.html("topics/treaty");
    assert!(html.contains("<p class=\"lead\">How it came about.</p><p>An introduction.</p>"));
    let timeline = part(&html, "<ol class=\"thread-timeline\"", "</ol>");
    assert_eq!(slugs(timeline), ["signed", "ratified", "in-force"]);
    let feed = newsroom.read("site/topics/treaty/feed.json");
    let feed: Value = serde_json::from_str(&feed).expect("JSON");
    assert_eq!(feed["title"], "Test Newswire: The Treaty");
    assert_eq!(feed["items"].as_array().map(Vec::len), Some(3));
    let head = part(&html, "<head>", "</head>");
    assert!(head.contains("href=\"/topics/treaty/feed.atom\""), "{head}");
    assert!(
        newsroom
            .read("site/sitemap.xml")
            .contains("/topics/treaty/")
    );
    let saved = newsroom.read("site/topics/treaty/offline.json");
    let has = |page: &str| saved.contains(&format!("/gsn/article/{page}/index.json"));
    assert!(has("signed") && !has("other"), "{saved}");
}

#[test]
fn an_article_of_a_topic_says_what_came_before_and_after() {
    let newsroom = with_a_topic();
    let thread = |slug: &str| {
        let html = newsroom.html(&format!("gsn/article/{slug}"));
        part(&html, "<section class=\"thread\"", "</section>").to_owned()
    };
    assert_eq!(slugs(&thread("signed")), ["treaty", "ratified"]);
    assert_eq!(slugs(&thread("in-force")), ["treaty", "ratified"]);
    assert_eq!(thread("other"), "");
    let ratified = thread("ratified");
    let mut rest = ratified.as_str();
    for wanted in [
        "The Treaty</a>",
        "Earlier, <time datetime=\"2013-01-01\">January 1, 2013</time>",
        "href=\"/gsn/article/signed/\"",
        "This article, <time datetime=\"2013-01-03\">",
        "Later, <time datetime=\"2013-01-05\">",
        "href=\"/gsn/article/in-force/\"",
    ] {
        let found = rest.split_once(wanted);
        rest = found.unwrap_or_else(|| panic!("no {wanted} in:\n{rest}")).1;
    }
}

#[test]
fn an_article_lists_no_neighbor_twice() {
    let newsroom = with_a_topic();
    let html = newsroom.html("gsn/article/ratified");
    // The section's next older article is the earlier one of the topic, and the oldest.
    assert_eq!(slugs(beside(&html)), ["other"]);
    assert_eq!(related(&html), "");
}

#[test]
fn the_archive_leads_to_the_topics_and_they_to_it() {
    let newsroom = with_a_topic();
    let archive = newsroom.html("gsn/archive");
    let topics = part(&archive, "<section class=\"archive-topics\"", "</section>");
    assert_eq!(hrefs(topics).collect::<Vec<_>>(), ["/topics/treaty/"]);
    assert!(archive.contains("<a href=\"#topics\">topic</a>"));
    let topic = newsroom.html("topics/treaty");
    let above = part(&topic, "<div class=\"breadcrumb\">", "</ol>");
    assert_eq!(slugs(above), ["", "archive"]);
    assert!(
        !Newsroom::of(&[STORY])
            .html("gsn/archive")
            .contains("Topics")
    );
}

#[test]
fn an_original_article_is_shown_as_it_was() {
    let newsroom = Newsroom::of(&[
        Story {
            slug: "original",
            countries: &["iceland"],
            more: "original = true\n",
            ..STORY
        },
        Story {
            slug: "ours",
            countries: &["iceland"],
            ..STORY
        },
    ]);
    let original = newsroom.html("gsn/article/original");
    let ours = newsroom.html("gsn/article/ours");
    let head = |html: &str| part(html, "<header class=\"article-head", "</header>").to_owned();
    assert!(head(&ours).contains(">Summary of ours.</p>"), "{ours}");
    assert!(!head(&original).contains("Summary"), "{original}");
    assert!(
        ours.contains("<h2 id=\"analysis\">Country Background</h2>"),
        "{ours}"
    );
    assert!(
        original.contains("<h2 id=\"analysis\">NTI Analysis</h2>"),
        "{original}"
    );
}

#[test]
fn a_country_without_news_says_so() {
    let newsroom = Newsroom::of(&[Story {
        countries: &["iceland"],
        ..STORY
    }]);
    let nothing = "Nothing has been published here yet.";
    let [iceland, malta] = ["iceland", "malta"].map(|slug| format!("country-profiles/{slug}"));
    assert_eq!(newsroom.listed(&format!("{iceland}/news")), ["story"]);
    assert!(!newsroom.html(&format!("{iceland}/news")).contains(nothing));
    assert!(newsroom.listed(&format!("{malta}/news")).is_empty());
    assert!(newsroom.html(&format!("{malta}/news")).contains(nothing));

    let news = format!("<a href=\"/{iceland}/news/\">The article about Iceland</a>");
    assert!(newsroom.html(&iceland).contains(&news));
    assert!(!newsroom.html(&malta).contains(&format!("/{malta}/news/")));
}

/// Articles that are related to `here` to different degrees.
fn relations() -> [Story<'static>; 7] {
    let story = |slug, day, section, countries| Story {
        slug,
        date: date(2013, 1, day),
        section,
        countries,
        ..STORY
    };
    [
        story("here", 10, "nuclear", &["iceland", "malta"][..]),
        story("section", 11, "nuclear", &[]),
        story("country", 12, "chemical", &["malta"]),
        story("country-and-section", 14, "nuclear", &["iceland"]),
        story("countries", 20, "chemical", &["malta", "iceland"]),
        story("country-later", 28, "chemical", &["iceland"]),
        story("neither", 9, "chemical", &[]),
    ]
}

#[test]
fn a_shared_country_counts_more_than_a_shared_section() {
    let newsroom = Newsroom::of(&relations());
    let html = newsroom.html("gsn/article/here");
    let expected = [
        "countries",
        "country-and-section",
        "country",
        "country-later",
    ];
    assert_eq!(slugs(related(&html)), expected);
}

#[test]
fn a_shared_topic_relates_articles_more_than_a_country() {
    let newsroom = Newsroom::empty();
    newsroom.write(
        "content/topics/treaty.md",
        "+++\ntitle = \"The Treaty\"\nsummary = \"How it came about.\"\n+++\nText.\n",
    );
    let topic = "topics = [\"treaty\"]\n";
    for (slug, day, section, countries, more) in [
        ("start", 1, "chemical", &[][..], topic),
        ("earlier", 2, "chemical", &[], topic),
        ("here", 3, "nuclear", &["iceland"], topic),
        ("later", 4, "chemical", &[], topic),
        ("country", 5, "chemical", &["iceland"], ""),
    ] {
        newsroom.add(&Story {
            slug,
            date: date(2013, 1, day),
            section,
            countries,
            more,
            ..STORY
        });
    }
    newsroom.publish_all();
    let html = newsroom.html("gsn/article/here");
    assert_eq!(slugs(related(&html)), ["start", "country"]);
}

#[test]
fn at_most_four_other_articles_are_related() {
    let newsroom = Newsroom::of_days(9);
    let html = newsroom.html("gsn/article/day-5");
    // The nearest in time that are not the next ones; if two are equally near, the newer
    // one.
    assert_eq!(slugs(related(&html)), ["day-7", "day-3", "day-8", "day-2"]);
    let html = newsroom.html("gsn/article/day-9");
    assert_eq!(slugs(related(&html)), days(4, 7));
}

#[test]
fn related_articles_do_not_depend_on_the_order_of_the_files() {
    let mut stories = relations().map(|story| Story {
        date: STORY.date,
        ..story
    });
    let one = Newsroom::of(&stories);
    stories.reverse();
    let other = Newsroom::of(&stories);
    for Story { slug, .. } in stories {
        let page = format!("gsn/article/{slug}");
        assert_eq!(one.html(&page), other.html(&page));
    }
}

#[test]
fn an_article_links_to_its_neighbors_in_the_section() {
    let newsroom = Newsroom::of(&relations());
    for (slug, expected) in [
        ("here", &["section"][..]),
        ("section", &["country-and-section", "here"]),
        ("country-and-section", &["section"]),
        ("neither", &["country"]),
        ("country", &["countries", "neither"]),
    ] {
        let html = newsroom.html(&format!("gsn/article/{slug}"));
        assert_eq!(slugs(beside(&html)), expected, "{slug}");
    }
    let html = newsroom.html("gsn/article/section");
    let newer = "<a rel=\"prev\" href=\"/gsn/article/country-and-section/\"><span>Newer: </span>";
    let older = "<a rel=\"next\" href=\"/gsn/article/here/\"><span>Older: </span>";
    assert!(beside(&html).contains(newer), "{html}");
    assert!(beside(&html).contains(older), "{html}");
}

/// The parts of the front page, by the class that they begin with: the articles that each
/// shows, in order.
fn front(newsroom: &Newsroom, class: &str) -> Vec<Vec<String>> {
    let html = newsroom.html("");
    let main = part(&html, "<main", "</main>");
    let class = format!(" class=\"{class}\"");
    let parts = main.split(&class).skip(1);
    let parts = parts.map(|rest| {
        let ends = ["</section>", "<section", "<div class=\"front-seconds"];
        let ends = ends.iter().filter_map(|end| rest.find(end));
        let end = ends.min().unwrap_or(rest.len());
        let headlines = rest[..end].split("article-item-headline\">").skip(1);
        let links = headlines.filter_map(|rest| hrefs(rest).next());
        links.map(|href| slug(&href).to_owned()).collect()
    });
    parts.collect()
}

/// All articles that the front page shows.
fn shown(newsroom: &Newsroom) -> Vec<String> {
    ["front-lead", "front-seconds", "strip", "strip record"]
        .into_iter()
        .flat_map(|class| front(newsroom, class).into_iter().flatten())
        .collect()
}

/// An article of a day, with fields of its front matter.
fn ranked(
    slug: &'static str,
    day: i8,
    section: &'static str,
    more: &'static str,
) -> Story<'static> {
    Story {
        slug,
        date: date(2013, 2, day),
        section,
        more,
        ..STORY
    }
}

#[test]
fn without_marks_the_front_page_is_ranked_by_time() {
    let newsroom = Newsroom::of_days(9);
    assert_eq!(front(&newsroom, "front-lead"), [days(9, 9)]);
    assert_eq!(front(&newsroom, "front-seconds"), [days(7, 8)]);
    assert_eq!(front(&newsroom, "strip"), [days(3, 6)]);
    let html = newsroom.html("");
    assert!(html.contains("summary\">First paragraph of day-9.</p>"));
    assert_eq!(html.matches("summary\">First paragraph").count(), 1);
    // The lead, the two beside it, and the first of the strip.
    assert_eq!(html.matches("article-item-summary").count(), 4);
}

#[test]
fn editors_say_what_leads() {
    let newsroom = Newsroom::of(&[
        ranked("newest", 9, "nuclear", ""),
        ranked("lead", 8, "nuclear", "lead = true"),
        ranked("older-lead", 7, "chemical", "lead = true"),
        ranked("second", 6, "nuclear", "second = true"),
        ranked("other-second", 5, "chemical", "second = true\nrank = 1"),
    ]);
    assert_eq!(front(&newsroom, "front-lead"), [["lead"]]);
    assert_eq!(
        front(&newsroom, "front-seconds"),
        [["other-second", "second"]]
    );
    assert_eq!(front(&newsroom, "strip"), [["newest"], ["older-lead"]]);
}

#[test]
fn a_mark_on_an_old_article_is_forgotten() {
    let newsroom = Newsroom::empty();
    newsroom.add(&Story {
        slug: "old",
        date: date(2012, 1, 1),
        more: "lead = true\ncluster = \"Tests\"\nrank = 1",
        ..STORY
    });
    for day in 1..=20 {
        newsroom.add_day(day);
    }
    newsroom.publish_all();
    assert_eq!(front(&newsroom, "front-lead"), [days(20, 20)]);
    assert!(!shown(&newsroom).contains(&"old".to_owned()));
}

#[test]
fn a_cluster_is_shown_together() {
    let cluster = "cluster = \"Tests & Treaties\"";
    let newsroom = Newsroom::of(&[
        ranked("lead", 9, "nuclear", "lead = true"),
        ranked("second", 8, "nuclear", ""),
        ranked("third", 7, "nuclear", ""),
        ranked("one", 6, "nuclear", cluster),
        ranked(
            "other",
            5,
            "chemical",
            "cluster = \"Tests & Treaties\"\nrank = 3",
        ),
        ranked("alone", 4, "chemical", "cluster = \"Alone\""),
        ranked("last", 3, "nuclear", ""),
    ]);
    // The ranked one first, then sections without what the cluster has.
    let strips = [&["other", "one"][..], &["last"], &["alone"]];
    assert_eq!(front(&newsroom, "strip"), strips);
    let html = newsroom.html("");
    assert!(html.contains("<h2 class=\"strip-name\">Tests &amp; Treaties</h2>"));
    assert!(!html.contains("Alone</h2>"));
}

#[test]
fn what_belongs_to_the_lead_is_below_it() {
    let newsroom = Newsroom::of(&[
        ranked("lead", 9, "nuclear", "cluster = \"Tests\""),
        ranked("second", 8, "nuclear", ""),
        ranked("third", 7, "nuclear", ""),
        ranked("more", 6, "chemical", "cluster = \"Tests\""),
    ]);
    assert_eq!(front(&newsroom, "front-lead"), [["lead", "more"]]);
    assert!(front(&newsroom, "strip").is_empty());
}

#[test]
fn the_lead_has_a_map_of_its_countries() {
    let newsroom = Newsroom::of(&[Story {
        countries: &["iceland", "malta"],
        ..STORY
    }]);
    let html = newsroom.html("");
    assert!(
        html.contains("aria-label=\"Map: Iceland and Malta\""),
        "{html}"
    );
    // A country that the map cannot show otherwise gets a circle.
    let map = part(&html, "<svg class=\"map-locator\"", "</svg>");
    assert_eq!(map.matches("class=\"map-here\"").count(), 2);
}

#[test]
fn the_lead_can_have_a_picture_of_its_own() {
    let newsroom = Newsroom::empty();
    newsroom.write_bytes("public/photo.png", PICTURE);
    newsroom.write(
        "public/chart.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    );
    newsroom.add(&Story {
        countries: &["iceland"],
        ..STORY
    });
    let file = "content/articles/story.md";
    let text = newsroom.read(file)
        + "\n![A chart](/chart.svg)\n\n![A & B](/photo.png \"At Vienna. | Credit: UN\")\n";
    newsroom.write(file, &text);
    newsroom.publish_all();
    let html = newsroom.html("");
    let figure = part(&html, "<figure class=\"front-picture\">", "</figure>");
    let picture = "<img src=\"/photo.png\" alt=\"A &amp; B\" width=\"180\" height=\"180\">";
    assert!(figure.starts_with(picture), "{figure}");
    assert!(figure.contains("At Vienna."), "{figure}");
    assert!(!html.contains("map-locator"));
}

#[test]
fn the_record_is_a_story_of_this_week_in_an_earlier_year() {
    let newsroom = Newsroom::empty();
    // Enough for the rest of the page.
    for day in 1..=20 {
        newsroom.add(&Story {
            slug: &format!("day-{day}"),
            date: date(2013, 10, day),
            ..STORY
        });
    }
    for (slug, date) in [
        ("new-years-eve", date(2010, 12, 31)),
        ("new-years-day", date(2009, 1, 1)),
        ("late-in-march", date(2011, 3, 30)),
    ] {
        newsroom.add(&Story {
            slug,
            date,
            ..STORY
        });
    }
    for (today, expected) in [
        // A week that begins in one year and ends in the next.
        (
            "2014-12-29",
            Some(("new-years-eve", "4 years ago this week")),
        ),
        (
            "2015-01-04",
            Some(("new-years-eve", "4 years ago this week")),
        ),
        (
            "2014-03-24",
            Some(("late-in-march", "3 years ago this week")),
        ),
        (
            "2014-03-03",
            Some(("late-in-march", "3 years ago this month")),
        ),
        ("2014-06-15", None),
    ] {
        let output = newsroom.press(&[
            "publish",
            "--out",
            "site",
            "--no-compressed",
            "--today",
            today,
        ]);
        assert!(output.status.success(), "{today}: {}", errors(&output));
        let html = newsroom.html("");
        let kicker = part(&html, "strip record", "</p>");
        let kicker = kicker.rsplit('>').next().unwrap_or_default();
        let found = front(&newsroom, "strip record").concat();
        let found = found.first().map(|slug| (slug.as_str(), kicker));
        assert_eq!(found, expected, "{today}");
    }
}

#[test]
fn no_page_shows_an_article_twice() {
    let newsroom = Newsroom::of_days(40);
    let front = shown(&newsroom);
    let article = newsroom.html("gsn/article/day-20");
    let around = [slugs(related(&article)), slugs(beside(&article))].concat();
    for mut shown in [front, around] {
        let count = shown.len();
        assert!(count > 4);
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), count);
    }
}

#[test]
fn every_page_below_the_front_page_leads_up() {
    let newsroom = Newsroom::of(&[Story {
        countries: &["iceland"],
        ..STORY
    }]);
    let front = r#"<li><a href="/">Front Page</a></li>"#;
    for (page, above) in [
        (SECTION, ""),
        ("search", ""),
        (
            "gsn/article/story",
            r#"<li><a href="/gsn/section/nuclear/">Nuclear</a></li>"#,
        ),
        (
            "gsn/archive/2013/01",
            r#"<li><a href="/gsn/archive/">Archive</a></li>"#,
        ),
        (
            "country-profiles/iceland/news",
            r#"<li><a href="/country-profiles/">Country Profiles</a></li><li><a href="/country-profiles/iceland/">Iceland</a></li>"#,
        ),
    ] {
        let html = newsroom.html(page);
        let start = r#"<div class="breadcrumb"><nav aria-label="Breadcrumb"><ol>"#;
        assert_eq!(
            part(&html, start, "</ol>"),
            format!("{front}{above}"),
            "{page}"
        );
        let main = html.find("<main").expect("a main");
        assert!(html.find(start).is_some_and(|start| start < main), "{page}");
    }
    assert!(!newsroom.html("").contains("Breadcrumb"));
}

#[test]
fn a_list_names_what_its_articles_do_not_share() {
    let newsroom = Newsroom::of(&[Story {
        countries: &["iceland", "malta"],
        ..STORY
    }]);
    let names = |page: &str| {
        let html = newsroom.html(page);
        let item = part(&html, "<li class=\"article-item\">", "</li>").to_owned();
        let links: Vec<_> = hrefs(&item)
            .filter(|href| !href.contains("article/"))
            .collect();
        links
    };
    let [section, iceland, malta] = [
        "gsn/section/nuclear",
        "country-profiles/iceland",
        "country-profiles/malta",
    ]
    .map(|page| format!("/{page}/"));
    assert_eq!(names(SECTION), [iceland.clone(), malta.clone()]);
    assert_eq!(
        names("country-profiles/iceland/news"),
        [section.clone(), malta.clone()]
    );
    assert_eq!(names("gsn/archive/2013/01"), [section, iceland, malta]);
}

#[test]
fn a_page_with_a_feed_links_to_it() {
    let newsroom = Newsroom::of(&[STORY]);
    for (page, folder) in [("", "/"), (SECTION, "/gsn/section/nuclear/")] {
        let html = newsroom.html(page);
        let feeds = part(&html, "<p class=\"feeds\">", "</p>");
        let expected = ["feed.atom", "feed.json"].map(|file| format!("{folder}{file}"));
        assert_eq!(hrefs(feeds).collect::<Vec<_>>(), expected, "{page}");
    }
    assert!(!newsroom.html("gsn/archive").contains("class=\"feeds\""));
}

#[test]
fn an_old_article_says_how_old_it_is() {
    let today = jiff::ZonedDateTime::now()
        .with_time_zone(jiff::tz::TimeZone::UTC)
        .date();
    let newsroom = Newsroom::of(&[
        Story {
            slug: "ten-years",
            date: today - 10.years(),
            ..STORY
        },
        Story {
            slug: "not-quite-ten-years",
            date: today - 10.years() + 7.days(),
            ..STORY
        },
        Story {
            slug: "one-year",
            date: today - 1.years(),
            ..STORY
        },
        Story {
            slug: "today",
            date: today,
            ..STORY
        },
    ]);
    for (slug, age) in [
        ("ten-years", "This article is more than 10 years old."),
        (
            "not-quite-ten-years",
            "This article is more than 5 years old.",
        ),
        ("one-year", "This article is more than 1 year old."),
        ("today", ""),
    ] {
        let html = newsroom.html(&format!("gsn/article/{slug}"));
        assert_eq!(part(&html, "<p class=\"age\">", "</p>"), age, "{slug}");
    }
}

#[test]
fn a_headline_is_escaped_everywhere() {
    let headline = "Is \"<b>x</b>\" & </script><img src=x> 'News' &amp; \\ Text";
    let newsroom = Newsroom::of(&[
        Story {
            slug: "marked-up",
            headline,
            ..STORY
        },
        Story {
            slug: "other",
            ..STORY
        },
        Story {
            slug: "third",
            ..STORY
        },
    ]);
    let other = newsroom.html("gsn/article/other");
    let third = newsroom.html("gsn/article/third");
    let front = newsroom.html("");
    let own = newsroom.html("gsn/article/marked-up");
    for (place, within) in [
        (related(&third), "marked-up/\">"),
        (part(&front, "front-lead", "</h2>"), "marked-up/\">"),
        (beside(&other), "<bdi>"),
        (part(&own, "<p class=\"citation\">", "</p>"), "<bdi>"),
    ] {
        let text = part(part(place, within, "</a>"), "", "</bdi>");
        assert!(!text.contains('<'), "{text}");
        let text = html_escape::decode_html_entities(text);
        assert_eq!(text.trim_end_matches(','), headline, "{place}");
    }
    for html in [other, third, front, own] {
        assert!(!html.contains("<img src=x"), "{html}");
    }
}

#[test]
fn corrections_and_updates_come_before_the_text_with_their_dates() {
    let newsroom = Newsroom::of(&[Story {
        more: "\n[[corrections]]\ndate = 2013-01-01\ntext = \"A < B was wrong.\"\n\
               \n[[updates]]\ndate = 2013-02-02\ntext = \"It is over.\"\n\
               \n[[updates]]\ndate = 2014-03-03\ntext = \"It is back.\"\n",
        ..STORY
    }]);
    let html = newsroom.html("gsn/article/story");
    let mut rest = html.as_str();
    for wanted in [
        "<p class=\"amendment\"><strong>Update, <time datetime=\"2014-03-03\">\
         March 3, 2014</time>:</strong> It is back.</p>",
        "<p class=\"amendment\"><strong>Update, <time datetime=\"2013-02-02\">\
         February 2, 2013</time>:</strong> It is over.</p>",
        "<p class=\"amendment\"><strong>Correction, <time datetime=\"2013-01-01\">\
         January 1, 2013</time>:</strong> A &lt; B was wrong.</p>",
        "<p>First paragraph of story.</p>",
    ] {
        let found = rest.split_once(wanted);
        rest = found.unwrap_or_else(|| panic!("no {wanted} in:\n{rest}")).1;
    }
}
