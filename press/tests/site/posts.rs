//! Live stories: posts with addresses of their own, in every format, and held until their
//! time.

use crate::{Newsroom, errors};

const LIVE: &str = "/gsn/article/live/";

/// Three posts, in the order in which an editor may have written them.
const POSTS: &str = r#"
[[posts]]
time = 2014-11-28T09:00
headline = "It begins"
text = "The *first* post, on [one](/gsn/article/one/)."
pinned = true

[[posts]]
time = 2014-11-28T10:00
headline = "It goes on"
text = """
The second post.

- A list
"""

[[posts]]
time = 2014-11-28T11:00
headline = "qzlater headline"
id = "third"
text = "qzlater text, with ![qzlater picture](/qzlater.svg)."
"#;

impl Newsroom {
    fn with_posts(more: &str) -> Self {
        let newsroom = Self::new();
        newsroom.write(
            "public/qzlater.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>",
        );
        newsroom.live(more, POSTS);
        newsroom
    }

    fn live(&self, more: &str, posts: &str) {
        let fields = format!("date = 2014-11-28T08:00\nas_of = 2014-11-28\n{more}");
        self.article_with("live", &fields, posts, "What it is about.");
    }

    fn page_as_of(&self, time: &str) -> String {
        self.published_as_of(time, &["--no-compressed"]);
        self.read(&format!("site{LIVE}index.html"))
    }
}

fn place(text: &str, part: &str) -> usize {
    text.find(part)
        .unwrap_or_else(|| panic!("no {part} in {text}"))
}

#[test]
fn posts_are_newest_first_below_the_pinned_ones_each_with_its_address() {
    let newsroom = Newsroom::with_posts("");
    let page = newsroom.page_as_of("2014-11-28T12:00Z");
    let first = place(
        &page,
        "<article id=\"post-2014-11-28-0900\"><p class=\"post-time\"><strong",
    );
    let third = place(&page, "<article id=\"post-third\">");
    let second = place(&page, "<article id=\"post-2014-11-28-1000\">");
    assert!(first < third && third < second, "{page}");
    assert!(page.contains("Pinned</strong>"), "{page}");
    let link = "<a href=\"#post-2014-11-28-1000\" lang=\"en\" dir=\"ltr\">\
                <time datetime=\"2014-11-28T10:00:00Z\">November 28, 2014, 10:00 a.m. UTC</time></a>";
    assert!(page.contains(link), "{page}");
    assert!(page.contains("data-live=\"/gsn/article/live/posts.json\""));
    let list = newsroom.read("site/gsn/article/live/posts.json");
    let ids = "[\"post-2014-11-28-0900\",\"post-third\",\"post-2014-11-28-1000\"]";
    assert_eq!(list, format!("{{\"live\":true,\"posts\":{ids}}}"));
}

#[test]
fn every_format_has_the_posts() {
    let newsroom = Newsroom::with_posts("");
    newsroom.page_as_of("2014-11-28T12:00Z");
    let data = newsroom.structured(LIVE);
    let article = &data["@graph"][0];
    assert_eq!(article["@type"], "LiveBlogPosting");
    assert_eq!(article["coverageStartTime"], "2014-11-28T09:00:00Z");
    assert_eq!(article["coverageEndTime"], serde_json::Value::Null);
    let posts = article["liveBlogUpdate"].as_array().expect("posts");
    assert_eq!(posts.len(), 3);
    assert_eq!(posts[1]["@type"], "BlogPosting");
    assert_eq!(
        posts[1]["url"],
        "https://newswire.example/gsn/article/live/#post-third"
    );
    let feed = newsroom.json("feed.json");
    let item = &feed["items"][0];
    assert_eq!(item["date_modified"], "2014-11-28T11:00:00Z");
    let html = item["content_html"].as_str().expect("a text");
    assert!(html.contains("The <em>first</em> post"), "{html}");
    let text = newsroom.read("site/gsn/article/live/index.txt");
    assert!(text.contains("It goes on\n\nThe second post."), "{text}");
    let ninjs = newsroom.json("gsn/article/live/ninjs.json");
    assert_eq!(ninjs["version"], "4");
}

#[test]
fn a_post_is_in_no_file_before_its_time() {
    let newsroom = Newsroom::with_posts("");
    let told = newsroom.published_as_of("2014-11-28T10:30Z", &[]);
    assert!(
        told.contains("1 held: next at 2014-11-28 11:00 UTC."),
        "{told}"
    );
    assert_eq!(
        newsroom.files_with("qzlater"),
        Vec::<std::path::PathBuf>::new()
    );
    let before = newsroom.site();
    newsroom.live(
        "",
        POSTS
            .split("\n[[posts]]\ntime = 2014-11-28T11")
            .next()
            .expect("posts"),
    );
    fs_remove(&newsroom, "public/qzlater.svg");
    newsroom.published_as_of("2014-11-28T10:30Z", &[]);
    assert!(before == newsroom.site(), "the held post leaves a trace");
}

fn fs_remove(newsroom: &Newsroom, path: &str) {
    std::fs::remove_file(newsroom.path(path)).expect("removed");
}

#[test]
fn the_next_post_is_the_next_time_to_publish() {
    let newsroom = Newsroom::with_posts("");
    let output = newsroom.press(&["publish", "--print-next", "--as-of", "2014-11-28T10:30Z"]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(
        told.trim(),
        "2014-11-28T11:00:00+00:00",
        "{}",
        errors(&output)
    );
}

#[test]
fn coverage_that_has_ended_is_not_followed() {
    let newsroom = Newsroom::with_posts("ended = 2014-11-28T12:00");
    let page = newsroom.page_as_of("2014-11-28T13:00Z");
    assert!(!page.contains("data-live"), "{page}");
    assert!(page.contains("<h2 id=\"live-posts\">Posts</h2>"), "{page}");
    let list = newsroom.json("gsn/article/live/posts.json");
    assert_eq!(list["live"], false);
    let data = newsroom.structured(LIVE);
    assert_eq!(data["@graph"][0]["coverageEndTime"], "2014-11-28T12:00:00Z");
}

#[test]
fn posts_are_checked() {
    let newsroom = Newsroom::new();
    newsroom.live(
        "",
        "\n[[posts]]\ntime = 2014-11-27\nheadline = \"H\"\ntext = \"## A heading\"\n\
         \n[[posts]]\ntime = 2014-11-28T09:00\nheadline = \"H\"\ntext = \"T\"\n\
         \n[[posts]]\ntime = 2014-11-28T09:00\nheadline = \"H\"\ntext = \"T\"\nid = \"A b\"\n\
         \n[[posts]]\ntime = 2014-11-28T09:00\nheadline = \"H\"\ntext = \"T\"\n",
    );
    newsroom.article_with(
        "ended",
        "date = 2014-11-28\nended = 2014-11-28",
        "",
        "A text.",
    );
    let told = errors(&newsroom.publish());
    for fault in [
        "2014-11-27 is before the article’s own date, 2014-11-28 08:00 UTC.",
        "The text of this post contains a heading or a note.",
        "“A b” cannot be part of an address.",
        "Two posts have the address “#post-2014-11-28-0900”.",
        "An article without posts has “ended”.",
    ] {
        assert!(told.contains(fault), "{fault}: {told}");
    }
}

#[test]
fn the_texts_of_an_article_can_link_to_its_posts() {
    let newsroom = Newsroom::new();
    let posts = r##"
[[posts]]
time = 2014-11-28T09:00
headline = "It begins"
id = "first"
text = "The first post, before [the second](#post-second)."

[[posts]]
time = 2014-11-28T11:00
headline = "It goes on"
id = "second"
text = "After [the first](#post-first) and [another](#post-third)."
"##;
    newsroom.live("", posts);
    let as_of = |time: &str| {
        let output = newsroom.press(&["publish", "--out", "site", "--as-of", time]);
        errors(&output)
    };
    let said = as_of("2014-11-28T12:00");
    assert!(
        said.contains("There is no post “#post-third” in “/gsn/article/live/”."),
        "{said}"
    );
    assert_eq!(said.matches("live.md").count(), 1, "{said}");
    newsroom.live("", &posts.replace(" and [another](#post-third)", ""));
    let said = as_of("2014-11-28T10:00");
    assert!(
        said.contains("The post “#post-second” is held until its time."),
        "{said}"
    );
    let page = {
        assert_eq!(as_of("2014-11-28T12:00"), "");
        newsroom.read("site/gsn/article/live/index.html")
    };
    assert!(page.contains("href=\"#post-second\""), "{page}");
}

#[test]
fn coverage_does_not_end_before_the_last_post() {
    let newsroom = Newsroom::with_posts("ended = 2014-11-28T10:30");
    let output = newsroom.press(&["check", "--as-of", "2014-11-28T12:00"]);
    let said = errors(&output);
    assert!(
        said.contains("2014-11-28 10:30 UTC is before the last post, 2014-11-28 11:00 UTC."),
        "{said}"
    );
    for ended in ["2014-11-28T11:00", "2014-11-28"] {
        newsroom.live(&format!("ended = {ended}"), POSTS);
        let output = newsroom.press(&["check", "--as-of", "2014-11-28T12:00"]);
        assert!(output.status.success(), "{}", errors(&output));
    }
}
