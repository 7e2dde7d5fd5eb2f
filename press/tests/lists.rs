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
fn at_most_four_other_articles_are_related() {
    let newsroom = Newsroom::of_days(9);
    let html = newsroom.html("gsn/article/day-5");
    // The nearest in time; if two are equally near, the newer one.
    assert_eq!(slugs(related(&html)), ["day-6", "day-4", "day-7", "day-3"]);
    let html = newsroom.html("gsn/article/day-9");
    assert_eq!(slugs(related(&html)), days(5, 8));
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
        ("section", &["here", "country-and-section"]),
        ("country-and-section", &["section"]),
        ("neither", &["country"]),
        ("country", &["neither", "countries"]),
    ] {
        let html = newsroom.html(&format!("gsn/article/{slug}"));
        assert_eq!(slugs(beside(&html)), expected, "{slug}");
    }
    let html = newsroom.html("gsn/article/section");
    let earlier = "<a rel=\"prev\" href=\"/gsn/article/here/\"><span>Earlier: </span>";
    let later = "<a rel=\"next\" href=\"/gsn/article/country-and-section/\"><span>Later: </span>";
    assert!(beside(&html).contains(earlier), "{html}");
    assert!(beside(&html).contains(later), "{html}");
}

#[test]
fn the_front_page_shows_the_latest_days() {
    let newsroom = Newsroom::of_days(21);
    newsroom.add(&Story {
        date: STORY.date + 20.days(),
        ..STORY
    });
    newsroom.publish_all();
    let mut expected = days(3, 21);
    // On the same day as the first, and after it by slug.
    expected.insert(1, STORY.slug.to_owned());
    assert_eq!(newsroom.listed(""), expected);
    let html = newsroom.html("");
    let periods = html.split("<h2 class=\"article-group-period\">").skip(1);
    let periods: Vec<_> = periods
        .map(|rest| part(rest, "datetime=\"", "\""))
        .collect();
    let days = (2..=20)
        .rev()
        .map(|day| (STORY.date + day.days()).to_string());
    assert_eq!(periods, days.collect::<Vec<_>>());

    let summary = |slug| format!("summary\">Summary of {slug}.</p>");
    assert!(html.contains("summary\">First paragraph of day-21.</p>"));
    assert!(!html.contains(&summary("day-21")));
    assert!(html.contains(&summary("story")));
    assert_eq!(html.matches("summary\">First paragraph").count(), 1);
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
    ]);
    let other = newsroom.html("gsn/article/other");
    let own = newsroom.html("gsn/article/marked-up");
    for (place, within) in [
        (related(&other), "marked-up/\">"),
        (beside(&other), "<bdi>"),
        (part(&own, "<p class=\"citation\">", "</p>"), "<bdi>"),
    ] {
        let text = part(part(place, within, "</a>"), "", "</bdi>");
        assert!(!text.contains('<'), "{text}");
        let text = html_escape::decode_html_entities(text);
        assert_eq!(text.trim_end_matches(','), headline, "{place}");
    }
    for html in [other, own] {
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
        "<p class=\"amendment\"><strong>Correction, <time datetime=\"2013-01-01\">\
         January 1, 2013</time>:</strong> A &lt; B was wrong.</p>",
        "<p class=\"amendment\"><strong>Update, <time datetime=\"2013-02-02\">\
         February 2, 2013</time>:</strong> It is over.</p>",
        "<p class=\"amendment\"><strong>Update, <time datetime=\"2014-03-03\">\
         March 3, 2014</time>:</strong> It is back.</p>",
        "<p>First paragraph of story.</p>",
    ] {
        let found = rest.split_once(wanted);
        rest = found.unwrap_or_else(|| panic!("no {wanted} in:\n{rest}")).1;
    }
}
