//! The place that an article reports from.

use crate::{Newsroom, errors};

#[test]
fn a_dateline_is_in_front_of_the_text_and_in_data() {
    let newsroom = Newsroom::new();
    let fields = "date = 2012-10-23\nas_of = 2012-10-23\ndateline = \"VIENNA & BAKU\"";
    newsroom.article_with("one", fields, "", "*The* director.\n\nMore.");
    newsroom.article_with("two", fields, "", "- A list.");
    newsroom.published(&["--no-compressed"]);
    let page = newsroom.read("site/gsn/article/one/index.html");
    let wanted = "<p>VIENNA &amp; BAKU — <em>The</em> director.</p>";
    assert!(page.contains(wanted), "{page}");
    let text = newsroom.read("site/gsn/article/one/index.txt");
    assert!(text.contains("VIENNA & BAKU — The director.\n"), "{text}");
    let list = newsroom.read("site/gsn/article/two/index.html");
    assert!(list.contains("<p>VIENNA &amp; BAKU</p>"), "{list}");
    let feed = newsroom.json("feed.json");
    let html = feed["items"][0]["content_html"].as_str().expect("a text");
    assert!(html.contains(wanted), "{html}");
    assert_eq!(
        newsroom.json("gsn/article/one/ninjs.json")["located"],
        "VIENNA & BAKU"
    );
    let data = newsroom.structured("/gsn/article/one/");
    assert_eq!(data["@graph"][0]["dateline"], "VIENNA & BAKU");

    newsroom.article_with("one", "date = 2012-10-23\ndateline = \"\"", "", "A text.");
    let output = newsroom.press(&["check", "--today", "2014-12-31"]);
    assert!(errors(&output).contains("“dateline” is empty."));
}
