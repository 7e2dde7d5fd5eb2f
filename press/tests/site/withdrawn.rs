//! What is left of an article that has been withdrawn.

use crate::{Newsroom, errors};
use serde_json::Value;

/// A word that only the withdrawn text has.
const CANARY: &str = "qzwithdrawnvak";

impl Newsroom {
    /// Writes an article that has been withdrawn, if `fields` say so.
    fn retracted(&self, fields: &str, text: &str) {
        let text = format!(
            "+++\nheadline = \"A Headline\"\nsummary = \"A summary with {CANARY}.\"\n\
             byline = \"{CANARY}\"\ndate = 2014-11-20\nsection = \"nuclear\"\n\
             countries = []\nas_of = 2014-11-20\nlead = true\n{fields}\n+++\n\n{text}\n"
        );
        self.write("content/articles/retracted.md", &text);
    }

    /// The files of the site whose bytes contain a word.
    fn naming(&self, word: &str) -> Vec<String> {
        let files = self.site().into_iter().filter(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            text.contains(word) || path.to_string_lossy().contains(word)
        });
        files
            .map(|(path, _)| path.to_string_lossy().into_owned())
            .collect()
    }

    /// A newsroom that published an article and then withdrew it.
    fn with_withdrawn() -> Self {
        let newsroom = Self::new();
        let sources = format!(
            "\n[[sources]]\ntitle = \"{CANARY}\"\npublisher = \"P\"\n\n\
             [[corrections]]\ndate = 2014-11-20\ntext = \"On {CANARY}.\""
        );
        let text = format!("A text with {CANARY}.\n\n![A drawing](/{CANARY}.svg)");
        newsroom.write(
            &format!("public/{CANARY}.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>",
        );
        newsroom.retracted(&sources, &text);
        newsroom.published(&["--no-compressed"]);
        assert!(newsroom.naming(CANARY).len() > 5);
        newsroom.retracted(
            &format!(
                "withdrawn = {{ date = 2014-11-26T10:00, reason = \"Its source was invented.\" }}\n{sources}"
            ),
            &text,
        );
        newsroom.published(&["--no-compressed"]);
        newsroom
    }
}

#[test]
fn nothing_is_left_of_a_withdrawn_text() {
    assert_eq!(
        Newsroom::with_withdrawn().naming(CANARY),
        Vec::<String>::new()
    );
}

#[test]
fn the_address_says_that_the_article_was_withdrawn_and_why() {
    let newsroom = Newsroom::with_withdrawn();
    let page = newsroom.read("site/gsn/article/retracted/index.html");
    let time = "<time datetime=\"2014-11-26T10:00:00Z\">November 26, 2014, 10:00 a.m. UTC</time>";
    let notice = format!("<strong>Withdrawn, {time}:</strong> Its source was invented.");
    for wanted in [
        ">Withdrawn: A Headline</h1>",
        &notice,
        "\"creativeWorkStatus\":\"Withdrawn\"",
        "\"dateModified\":\"2014-11-26T10:00:00Z\"",
    ] {
        assert!(page.contains(wanted), "no {wanted} in {page}");
    }
    for unwanted in [
        "minute read",
        "id=\"sources\"",
        "name=\"share\"",
        "gsn/article/retracted/card-",
    ] {
        assert!(!page.contains(unwanted), "{unwanted} in {page}");
    }
    let text = newsroom.read("site/gsn/article/retracted/index.txt");
    assert!(
        text.contains("Withdrawn, November 26, 2014, 10:00 a.m. UTC: Its source was invented."),
        "{text}"
    );
    assert!(!text.contains("Sources"), "{text}");
    let ninjs = newsroom.json("gsn/article/retracted/ninjs.json");
    assert_eq!(ninjs["pubStatus"], "canceled");
    assert_eq!(ninjs["version"], "2");
    let card = newsroom
        .site()
        .into_keys()
        .find(|path| path.to_string_lossy().contains("retracted/card-"));
    assert_eq!(card, None);
}

#[test]
fn feeds_carry_the_notice_and_the_front_page_does_not() {
    let newsroom = Newsroom::with_withdrawn();
    let feed = newsroom.json("feed.json");
    let item = &feed["items"][0];
    assert_eq!(item["title"], "Withdrawn: A Headline");
    assert_eq!(
        item["summary"],
        "This article was withdrawn on November 26, 2014."
    );
    assert_eq!(item["date_modified"], "2014-11-26T10:00:00Z");
    assert_eq!(item["image"], Value::Null);
    let html = item["content_html"].as_str().expect("a text");
    assert!(html.contains("Its source was invented."), "{html}");
    assert!(
        newsroom
            .read("site/feed.atom")
            .contains("Its source was invented.")
    );
    let front = newsroom.read("site/index.html");
    assert!(!front.contains("A Headline"), "{front}");
    let section = newsroom.read("site/gsn/section/nuclear/index.html");
    assert!(section.contains("Withdrawn: A Headline"), "{section}");
    assert!(!newsroom.read("site/sitemap-news.xml").contains("retracted"));
}

#[test]
fn an_old_article_is_in_the_feeds_again_when_it_is_withdrawn() {
    let newsroom = Newsroom::new();
    newsroom.retracted(
        "withdrawn = { date = 2014-12-25, reason = \"It was wrong.\" }",
        "",
    );
    for day in 1..=25 {
        newsroom.article(
            &format!("day-{day}"),
            &format!("2014-12-{day:02}"),
            "A text.",
        );
    }
    newsroom.published(&["--no-compressed"]);
    let feed = newsroom.json("feed.json");
    let items = feed["items"].as_array().expect("items");
    assert_eq!(items.len(), 21);
    assert_eq!(items[20]["title"], "Withdrawn: A Headline");
}

#[test]
fn the_text_of_a_withdrawn_article_may_be_removed_and_its_fields_are_checked() {
    let newsroom = Newsroom::new();
    newsroom.retracted(
        "withdrawn = { date = 2014-11-26, reason = \"It was wrong.\" }",
        "",
    );
    newsroom.published(&["--no-compressed"]);
    newsroom.retracted("withdrawn = { date = 2014-11-19, cause = \"x\" }", "");
    let output = newsroom.press(&["check", "--today", "2014-12-31"]);
    let told = errors(&output);
    for wanted in [
        "2014-11-19 is before the article’s own date, 2014-11-20.",
        "The field “reason” is missing.",
        "Unknown field “cause”.",
    ] {
        assert!(told.contains(wanted), "{told}");
    }
}
