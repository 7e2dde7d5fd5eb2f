//! Sections, tags and kickers: where an article appears, and what its formats say.

use crate::{Newsroom, SITE, errors};

/// A second section.
const CHEMICAL: &str = "\n[[sections]]\nslug = \"chemical\"\nname = \"Chemical\"\n\
                        description = \"Chemical weapons.\"\n";

impl Newsroom {
    /// A newsroom with an article of two sections, with two tags and a kicker.
    fn with_sections() -> Self {
        let newsroom = Self::new();
        newsroom.write("content/site.toml", &format!("{SITE}{CHEMICAL}"));
        newsroom.write(
            "content/articles/both.md",
            &Self::of_sections("", "The text."),
        );
        newsroom
    }

    fn of_sections(fields: &str, text: &str) -> String {
        format!(
            "+++\nheadline = \"On both\"\nsummary = \"A summary.\"\nkicker = \"Analysis\"\n\
             date = 2014-10-01\nsections = [\"nuclear\", \"chemical\"]\n\
             tags = [\"Agni-V\", \"Côte d’Ivoire\"]\n{fields}+++\n{text}\n"
        )
    }
}

#[test]
fn an_article_is_on_the_pages_and_in_the_feeds_of_all_its_sections_once() {
    let newsroom = Newsroom::with_sections();
    newsroom.published(&["--no-compressed"]);
    let link = "href=\"/gsn/article/both/\"";
    for section in ["nuclear", "chemical"] {
        let page = newsroom.read(&format!("site/gsn/section/{section}/index.html"));
        assert_eq!(page.matches(link).count(), 1, "{section}: {page}");
        let feed = newsroom.json(&format!("gsn/section/{section}/feed.json"));
        assert_eq!(feed["items"][0]["title"], "On both");
        assert_eq!(feed["items"][0]["tags"][1], "Chemical");
    }
    let front = newsroom.read("site/index.html");
    assert_eq!(front.matches(link).count(), 1, "{front}");
    // It is at home in the first, which other sections say.
    let chemical = newsroom.read("site/gsn/section/chemical/index.html");
    assert!(chemical.contains("<p class=\"kicker\"><a href=\"/gsn/section/nuclear/\">"));
    let article = newsroom.read("site/gsn/article/both/index.html");
    let above = "<li><a href=\"/gsn/section/nuclear/\">Nuclear</a></li></ol></nav>\
                 <p class=\"kicker\">Analysis</p>";
    assert!(article.contains(above), "{article}");
}

#[test]
fn a_tag_has_a_page_and_feeds() {
    let newsroom = Newsroom::with_sections();
    newsroom.published(&["--no-compressed"]);
    let article = newsroom.read("site/gsn/article/both/index.html");
    let link = "<a rel=\"tag\" href=\"/tags/cote-divoire/\">Côte d’Ivoire</a>";
    assert!(article.contains(link), "{article}");
    let page = newsroom.read("site/tags/agni-v/index.html");
    assert!(page.contains("href=\"/gsn/article/both/\""), "{page}");
    assert!(!page.contains("href=\"/gsn/article/one/\""), "{page}");
    assert!(page.contains("href=\"/tags/agni-v/feed.atom\""), "{page}");
    let feed = newsroom.json("tags/agni-v/feed.json");
    assert_eq!(feed["title"], "Newswire: Agni-V");
    assert_eq!(feed["items"].as_array().map(Vec::len), Some(1));
}

#[test]
fn every_format_has_sections_tags_and_kicker() {
    let newsroom = Newsroom::with_sections();
    newsroom.published(&["--no-compressed"]);
    let ninjs = newsroom.json("gsn/article/both/ninjs.json");
    assert_eq!(ninjs["subjects"][1]["name"], "Chemical");
    assert_eq!(ninjs["subjects"][2]["literal"], "agni-v");
    assert_eq!(ninjs["headlines"][1]["role"], "kicker");
    assert_eq!(ninjs["headlines"][1]["value"], "Analysis");
    let text = newsroom.read("site/gsn/article/both/index.txt");
    assert!(text.starts_with("Analysis\n"), "{text}");
    assert!(text.contains("Nuclear, Chemical"), "{text}");
    assert!(text.contains("\nTags: Agni-V, Côte d’Ivoire\n"), "{text}");
    let data = newsroom.structured("/gsn/article/both/");
    let article = &data["@graph"][0];
    assert_eq!(article["articleSection"][1], "Chemical");
    assert_eq!(article["keywords"][0], "Agni-V");
}

#[test]
fn sections_and_tags_are_checked() {
    let newsroom = Newsroom::with_sections();
    newsroom.write(
        "content/articles/faulty.md",
        &Newsroom::of_sections("section = \"nuclear\"\n", "A text.")
            .replace("\"chemical\"]", "\"chemcal\", \"nuclear\"]")
            .replace("\"Agni-V\", ", "\"agni v\", \"核\", \"Other\", \"Other\", "),
    );
    newsroom.write(
        "content/articles/none.md",
        &Newsroom::of_sections("", "A text.").replace("[\"nuclear\", \"chemical\"]", "[]"),
    );
    let told = errors(&newsroom.publish());
    for fault in [
        "faulty.md:8:11: An article cannot have both “section” and “sections”.",
        "faulty.md:6:24: The section “chemcal” does not exist.\n    Did you mean “chemical”?",
        "faulty.md:6:35: The section “nuclear” is listed twice.",
        "faulty.md:7:9: The tag “agni v” is written “Agni-V” in content/articles/both.md.",
        "faulty.md:7:19: The tag “核” has no letters a to z or digits.",
        "faulty.md:7:33: The tag “Other” is listed twice.",
        "none.md:1:1: The list “sections” is empty.",
    ] {
        assert!(told.contains(fault), "{fault}: {told}");
    }
}
