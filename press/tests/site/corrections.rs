//! Corrections and updates: above the text, in every format, and on a page of their own.

use crate::{Newsroom, errors};
use serde_json::Value;

/// Two corrections and an update, in the order in which editors list them.
const AMENDMENTS: &str = r#"
[[corrections]]
date = 2014-11-20
text = "The *first* error, in [one](/gsn/article/one/)."

[[corrections]]
date = 2014-11-22T09:30
text = """
The second error.

- It had
- two parts.
"""

[[updates]]
date = 2014-11-21
text = "Something has happened."
"#;

impl Newsroom {
    /// Writes an article with amendments.
    fn amended(&self, slug: &str, amendments: &str) {
        let fields = "date = 2014-11-20\nas_of = 2014-11-30";
        self.article_with(slug, fields, amendments, "The text itself.");
    }

    fn with_corrections() -> Self {
        let newsroom = Self::new();
        newsroom.amended("amended", AMENDMENTS);
        newsroom.published(&["--no-compressed"]);
        newsroom
    }
}

/// Asserts that a text has these parts, in this order.
fn assert_in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let (_, after) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("no {part} in {rest}"));
        rest = after;
    }
}

const SECOND: &str = "<p><strong>Correction, <time datetime=\"2014-11-22T09:30:00Z\">\
                      November 22, 2014, 9:30 a.m. UTC</time>:</strong></p><p>The second error.</p>";
const FIRST: &str = "<p class=\"amendment\"><strong>Correction, <time datetime=\"2014-11-20\">\
                     November 20, 2014</time>:</strong> The <em>first</em> error, in <a ";

#[test]
fn amendments_are_above_the_text_the_newest_first() {
    let newsroom = Newsroom::with_corrections();
    let page = newsroom.read("site/gsn/article/amended/index.html");
    let update = "<strong>Update, <time datetime=\"2014-11-21\">November 21, 2014</time>:</strong> Something";
    assert_in_order(
        &page,
        &[
            SECOND,
            "<li>two parts.</li>",
            update,
            FIRST,
            "The text itself.",
        ],
    );
    let text = newsroom.read("site/gsn/article/amended/index.txt");
    assert_in_order(
        &text,
        &[
            "Correction, November 22, 2014, 9:30 a.m. UTC:",
            "The second error.",
            "two parts.",
            "Update, November 21, 2014: Something has happened.",
            "Correction, November 20, 2014: The first error, in one.",
            "The text itself.",
        ],
    );
}

#[test]
fn feeds_ninjs_and_structured_data_have_the_amendments() {
    let newsroom = Newsroom::with_corrections();
    let feed = newsroom.json("feed.json");
    let html = feed["items"][0]["content_html"].as_str().expect("a text");
    assert_in_order(
        html,
        &[
            "The second error.",
            "Something",
            "<em>first</em>",
            "The text itself.",
        ],
    );
    let ninjs = newsroom.json("gsn/article/amended/ninjs.json");
    assert_eq!(ninjs["version"], "4");
    assert_eq!(
        ninjs["edNote"],
        "Correction, November 22, 2014, 9:30 a.m. UTC: The second error. It had two parts.\n\
         Update, November 21, 2014: Something has happened.\n\
         Correction, November 20, 2014: The first error, in one."
    );
    let page = newsroom.read("site/gsn/article/amended/index.html");
    let (_, data) = page
        .split_once("application/ld+json\">")
        .expect("structured data");
    let (data, _) = data.split_once("</script>").expect("an end");
    let data: Value = serde_json::from_str(data).expect("JSON");
    let article = &data["@graph"][0];
    assert_eq!(
        article["correction"][0]["datePublished"],
        "2014-11-22T09:30:00Z"
    );
    assert_eq!(article["correction"][1]["text"], "The first error, in one.");
    assert_eq!(article["hasPart"][0]["text"], "Something has happened.");
    assert_eq!(article["dateModified"], "2014-11-22T09:30:00Z");
}

#[test]
fn a_page_and_its_feeds_list_all_corrections() {
    let newsroom = Newsroom::with_corrections();
    newsroom.amended(
        "later",
        "\n[[corrections]]\ndate = 2014-11-25\ntext = \"A third.\"\n",
    );
    newsroom.amended(
        "gone",
        "\n[withdrawn]\ndate = 2014-11-24\nreason = \"It was wrong.\"\n",
    );
    newsroom.published(&["--no-compressed"]);
    let page = newsroom.read("site/corrections/index.html");
    assert_in_order(
        &page,
        &[
            "<h1",
            "Corrections",
            "On later</a></h2>",
            "A third.",
            "Withdrawn: On gone</a></h2>",
            "It was wrong.",
            SECOND,
            FIRST,
            "href=\"/corrections/feed.atom\"",
        ],
    );
    assert!(!page.contains("Something has happened."), "{page}");
    let front = newsroom.read("site/index.html");
    assert!(
        front.contains("href=\"/corrections/\">Corrections</a>"),
        "{front}"
    );
    let feed = newsroom.json("corrections/feed.json");
    let items = feed["items"].as_array().expect("items").iter();
    let said = items.map(|item| {
        [&item["id"], &item["title"], &item["date_published"]]
            .map(|it| it.as_str().expect("a text"))
    });
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            [
                "tag:newswire.example,2012:/gsn/article/later/#correction-1",
                "Correction: On later",
                "2014-11-25T12:00:00Z"
            ],
            [
                "tag:newswire.example,2012:/gsn/article/gone/#withdrawal",
                "Withdrawn: On gone",
                "2014-11-24T12:00:00Z"
            ],
            [
                "tag:newswire.example,2012:/gsn/article/amended/#correction-2",
                "Correction: On amended",
                "2014-11-22T09:30:00Z"
            ],
            [
                "tag:newswire.example,2012:/gsn/article/amended/#correction-1",
                "Correction: On amended",
                "2014-11-20T12:00:00Z"
            ],
        ]
    );
    let atom = newsroom.read("site/corrections/feed.atom");
    assert!(atom.contains("A third."), "{atom}");
    assert!(
        newsroom
            .read("site/sitemap.xml")
            .contains("/corrections/</loc><lastmod>2014-11-25<")
    );
}

#[test]
fn without_corrections_there_is_no_page_with_them() {
    let newsroom = Newsroom::new();
    newsroom.amended(
        "updated",
        "\n[[updates]]\ndate = 2014-11-25\ntext = \"More.\"\n",
    );
    newsroom.published(&["--no-compressed"]);
    assert!(!newsroom.path("site/corrections").exists());
    assert!(!newsroom.read("site/index.html").contains("/corrections/"));
    newsroom.article(
        "three",
        "2014-11-01",
        "See [all corrections](/corrections/).",
    );
    let told = errors(&newsroom.press(&["check", "--today", "2014-12-31"]));
    assert!(
        told.contains(
            "three.md:14:5: There is no page with corrections, because no article has any."
        ),
        "{told}"
    );
    newsroom.amended("updated", AMENDMENTS);
    newsroom.published(&["--no-compressed"]);
    assert!(
        newsroom
            .read("site/_headers")
            .contains("/corrections/feed.json\n")
    );
    assert!(
        newsroom
            .read("site/gsn/article/three/index.html")
            .contains("href=\"/corrections/\"")
    );
}

#[test]
fn faults_in_amendments_have_their_place() {
    let newsroom = Newsroom::new();
    newsroom.amended(
        "faulty",
        "\n[[corrections]]\ndate = 2014-11-20\ntext = \"See [it](/nowhere/).\"\n\n\
         [[corrections]]\ndate = 2014-11-20\ntext = \"\"\"\n## A heading\n\"\"\"\n\n\
         [[updates]]\ndate = 2014-11-20\ntext = \"A note.[^1]\"\n",
    );
    let told = errors(&newsroom.press(&["check", "--today", "2014-12-31"]));
    for wanted in [
        "faulty.md:15:13: There is no page “/nowhere/”.",
        "faulty.md:20:1: This correction or update contains a heading or a note.",
    ] {
        assert!(told.contains(wanted), "no {wanted} in {told}");
    }
    newsroom.write(
        "content/pages/corrections.md",
        "+++\ntitle = \"T\"\nsummary = \"S\"\n+++\nA.\n",
    );
    let told = errors(&newsroom.press(&["check", "--today", "2014-12-31"]));
    assert!(
        told.contains("The address “/corrections/” is reserved."),
        "{told}"
    );
}

#[test]
fn amendments_are_in_the_language_of_their_article() {
    let newsroom = Newsroom::new();
    let fields = "date = 2014-11-20\nas_of = 2014-11-30\nlang = \"ar\"";
    let amendments = r#"
[[corrections]]
date = 2014-11-20
text = "تصحيح النص."

[[updates]]
date = 2014-11-21
text = """
فقرة أولى.

- قائمة
"""
"#;
    newsroom.article_with("arabic", fields, amendments, "نص.");
    newsroom.published(&["--no-compressed"]);
    let line = ":</strong> <span lang=\"ar\" dir=\"rtl\">تصحيح النص.</span></p>";
    let block = "<div class=\"in-language\" lang=\"ar\" dir=\"rtl\"><p>فقرة أولى.</p>";
    let page = newsroom.read("site/gsn/article/arabic/index.html");
    assert!(page.contains(line) && page.contains(block), "{page}");
    let all = newsroom.read("site/corrections/index.html");
    assert!(all.contains(line), "{all}");
}
