//! Times of day: their order, and how pages and formats write them.

use crate::{Newsroom, errors};

impl Newsroom {
    /// A newsroom in Vienna with articles of one day, published at the end of it.
    fn of_a_day() -> Self {
        let newsroom = Self::new();
        newsroom.move_to_vienna();
        // The clock shows it in another order than the names have.
        newsroom.timed("a-morning", "date = 2014-11-26T06:30");
        newsroom.timed("b-day", "date = 2014-11-26");
        newsroom.timed("c-late", "date = 2014-11-26T17:05:00-05:00");
        newsroom.timed("d-second", "date = 2014-11-26T15:00\nrank = 2");
        newsroom.timed("e-first", "date = 2014-11-26T14:00Z\nrank = 1");
        newsroom.timed("f-last", "date = 2014-11-26T15:00");
        newsroom.published_at("2014-11-26T23:30");
        newsroom
    }

    /// Writes an article with a time.
    fn timed(&self, slug: &str, fields: &str) {
        let fields = format!("{fields}\nas_of = 2014-11-26");
        self.article_with(slug, &fields, "", "A text.");
    }

    fn published_at(&self, time: &str) {
        let output = self.press(&[
            "publish",
            "--out",
            "site",
            "--no-compressed",
            "--as-of",
            time,
        ]);
        assert!(output.status.success(), "{}", errors(&output));
    }
}

#[test]
fn articles_are_ordered_by_time_then_rank_then_slug() {
    let feed = Newsroom::of_a_day().json("feed.json");
    let items = feed["items"].as_array().expect("items").iter();
    let slugs: Vec<_> = items
        .map(|item| item["title"].as_str().expect("a title"))
        .collect();
    assert_eq!(
        slugs,
        [
            "On c-late",
            "On e-first",
            "On d-second",
            "On f-last",
            // A day counts as noon in UTC.
            "On b-day",
            "On a-morning",
            "On two",
            "On one",
        ]
    );
}

#[test]
fn pages_show_the_hour_in_the_zone_of_the_site() {
    let newsroom = Newsroom::of_a_day();
    let morning =
        "<time datetime=\"2014-11-26T06:30:00+01:00\">November 26, 2014, 6:30 a.m. CET</time>";
    let late =
        "<time datetime=\"2014-11-26T23:05:00+01:00\">November 26, 2014, 11:05 p.m. CET</time>";
    let day = "<time datetime=\"2014-11-26\">November 26, 2014</time>";
    for (slug, time) in [("a-morning", morning), ("c-late", late), ("b-day", day)] {
        let page = newsroom.read(&format!("site/gsn/article/{slug}/index.html"));
        assert!(page.contains(time), "{page}");
    }
    let text = newsroom.read("site/gsn/article/a-morning/index.txt");
    assert!(
        text.contains("November 26, 2014, 6:30 a.m. CET · Nuclear"),
        "{text}"
    );
    // Below the day, a list shows the time only.
    let month = newsroom.read("site/gsn/archive/2014/11/index.html");
    assert!(
        month.contains("<time datetime=\"2014-11-26T06:30:00+01:00\">6:30 a.m. CET</time>"),
        "{month}"
    );
    let section = newsroom.read("site/gsn/section/nuclear/index.html");
    assert!(section.contains(morning), "{section}");
}

#[test]
fn feeds_and_ninjs_have_the_instant() {
    let newsroom = Newsroom::of_a_day();
    for (slug, instant) in [
        ("a-morning", "2014-11-26T06:30:00+01:00"),
        ("b-day", "2014-11-26T13:00:00+01:00"),
        ("c-late", "2014-11-26T23:05:00+01:00"),
    ] {
        let ninjs = newsroom.json(&format!("gsn/article/{slug}/ninjs.json"));
        assert_eq!(ninjs["firstCreated"], instant);
        let feed = newsroom.json("feed.json");
        let mut items = feed["items"].as_array().expect("items").iter();
        let title = format!("On {slug}");
        let item = items
            .find(|item| item["title"] == title.as_str())
            .expect("the article");
        assert_eq!(item["date_published"], instant);
        assert!(
            newsroom
                .read("site/feed.atom")
                .contains(&format!("<published>{instant}</published>"))
        );
    }
}

#[test]
fn formats_with_days_have_the_day_or_the_instant() {
    let newsroom = Newsroom::of_a_day();
    let news = newsroom.read("site/sitemap-news.xml");
    let sitemap = newsroom.read("site/sitemap.xml");
    for (slug, time) in [
        ("a-morning", "2014-11-26T06:30:00+01:00"),
        ("b-day", "2014-11-26"),
    ] {
        let page = newsroom.read(&format!("site/gsn/article/{slug}/index.html"));
        assert!(
            page.contains(&format!("\"datePublished\":\"{time}\"")),
            "{page}"
        );
        assert!(
            page.contains(&format!(
                "property=\"article:published_time\" content=\"{time}\""
            )),
            "{page}"
        );
        assert!(
            news.contains(&format!(
                "<news:publication_date>{time}</news:publication_date>"
            )),
            "{news}"
        );
        assert!(
            sitemap.contains(&format!("{slug}/</loc><lastmod>{time}</lastmod>")),
            "{sitemap}"
        );
    }
}

#[test]
fn a_change_has_a_time() {
    let newsroom = Newsroom::of_a_day();
    newsroom.timed(
        "a-morning",
        "date = 2014-11-26T06:30\nupdated = 2014-11-26T07:45",
    );
    newsroom.published_at("2014-11-26T23:30");
    let page = newsroom.read("site/gsn/article/a-morning/index.html");
    let time =
        "<time datetime=\"2014-11-26T07:45:00+01:00\">November 26, 2014, 7:45 a.m. CET</time>";
    assert!(page.contains(&format!(" · Updated {time}")), "{page}");
    assert!(
        page.contains("\"dateModified\":\"2014-11-26T07:45:00+01:00\""),
        "{page}"
    );
    let ninjs = newsroom.json("gsn/article/a-morning/ninjs.json");
    assert_eq!(ninjs["versionCreated"], "2014-11-26T07:45:00+01:00");
    let text = newsroom.read("site/gsn/article/a-morning/index.txt");
    assert!(
        text.contains(" · Updated November 26, 2014, 7:45 a.m. CET"),
        "{text}"
    );
}

#[test]
fn no_time_is_in_the_future() {
    let newsroom = Newsroom::of_a_day();
    let output = newsroom.press(&["check", "--as-of", "2014-11-26T15:30"]);
    assert_eq!(output.status.code(), Some(1));
    let told = errors(&output);
    assert!(told.contains("c-late.md:4:8: 2014-11-26 23:05 CET is in the future.\n    Write the current time or an earlier one."), "{told}");
    assert!(told.contains("1 error in 1 file"), "{told}");
    // A whole day has all its times.
    assert!(
        newsroom
            .press(&["check", "--today", "2014-11-26"])
            .status
            .success()
    );
}

#[test]
fn a_change_on_the_day_of_an_article_without_an_hour_is_its_last_change() {
    let newsroom = Newsroom::new();
    newsroom.timed("changed", "date = 2014-11-26\nupdated = 2014-11-26T09:00");
    newsroom.published_at("2014-11-26T23:30");
    let page = newsroom.read("site/gsn/article/changed/index.html");
    assert!(
        page.contains("\"dateModified\":\"2014-11-26T09:00:00Z\""),
        "{page}"
    );
    let ninjs = newsroom.json("gsn/article/changed/ninjs.json");
    assert_eq!(ninjs["versionCreated"], "2014-11-26T09:00:00Z");
}

#[test]
fn news_is_at_most_48_hours_old() {
    let newsroom = Newsroom::new();
    newsroom.timed("early", "date = 2014-11-24T09:00");
    newsroom.timed("day", "date = 2014-11-24");
    newsroom.timed("late", "date = 2014-11-24T22:00");
    for (time, expected) in [
        ("2014-11-26T09:00", &["early", "day", "late"][..]),
        ("2014-11-26T09:01", &["day", "late"]),
        ("2014-11-26T12:01", &["late"]),
        ("2014-11-26T22:01", &[]),
    ] {
        newsroom.published_at(time);
        let news = newsroom.read("site/sitemap-news.xml");
        for slug in ["early", "day", "late"] {
            let is_news = news.contains(&format!("/gsn/article/{slug}/"));
            assert_eq!(is_news, expected.contains(&slug), "{slug} at {time}");
        }
    }
}
