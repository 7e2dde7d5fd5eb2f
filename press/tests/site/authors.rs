//! Authors and contributors: their pages and feeds, and articles in every format.

use crate::{Newsroom, errors};
use serde_json::Value;

impl Newsroom {
    /// Writes an author.
    fn author(&self, slug: &str, fields: &str) {
        let text = format!(
            "+++\n{fields}role = \"Writes for tests\"\n\n[[links]]\nlabel = \"Elsewhere\"\n\
             url = \"https://elsewhere.example/{slug}\"\n+++\nThe text about them.\n"
        );
        self.write(&format!("content/authors/{slug}.md"), &text);
    }

    /// A newsroom with a person, a desk, and an article by both and by somebody else.
    fn with_authors() -> Self {
        let newsroom = Self::new();
        newsroom.author("jane-doe", "name = \"Jane Doe\"\n");
        newsroom.author("nuclear-desk", "name = \"Nuclear Desk\"\nkind = \"desk\"\n");
        newsroom.article_with(
            "by-three",
            "date = 2014-10-01\nas_of = 2014-10-01\n\
             authors = [\"jane-doe\", \"nuclear-desk\"]\nbyline = \"John Roe\"",
            "\n[[contributors]]\nname = \"Ann Poe\"\nrole = \"Photography\"\n",
            "The text itself.",
        );
        newsroom
    }
}

const ARTICLE: &str = "/gsn/article/by-three/";

#[test]
fn an_article_names_its_authors_and_contributors_and_links_to_their_pages() {
    let newsroom = Newsroom::with_authors();
    newsroom.published(&["--no-compressed"]);
    let page = newsroom.read(&format!("site{ARTICLE}index.html"));
    let byline = "<span class=\"byline\">By \
                  <a rel=\"author\" href=\"/authors/jane-doe/\">Jane Doe</a>, \
                  <a rel=\"author\" href=\"/authors/nuclear-desk/\">Nuclear Desk</a>, \
                  and John Roe</span>";
    assert!(page.contains(byline), "{page}");
    assert!(page.contains("<p class=\"contributors\">Photography: Ann Poe</p>"));
    let text = newsroom.read(&format!("site{ARTICLE}index.txt"));
    let credits = "By Jane Doe, Nuclear Desk, and John Roe\nPhotography: Ann Poe\n";
    assert!(text.contains(credits), "{text}");
}

#[test]
fn an_author_has_a_page_with_their_text_and_articles() {
    let newsroom = Newsroom::with_authors();
    newsroom.published(&["--no-compressed"]);
    let page = newsroom.read("site/authors/jane-doe/index.html");
    for part in [
        "<h1",
        "Jane Doe",
        "Writes for tests",
        "The text about them.",
        "href=\"https://elsewhere.example/jane-doe\"",
        "href=\"/gsn/article/by-three/\"",
        "href=\"/authors/jane-doe/feed.atom\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("/gsn/article/one/"), "{page}");
    let data = newsroom.structured("/authors/jane-doe/");
    let person = &data["@graph"][0]["mainEntity"];
    assert_eq!(person["@type"], "Person");
    assert_eq!(person["url"], "https://newswire.example/authors/jane-doe/");
    assert_eq!(person["sameAs"][0], "https://elsewhere.example/jane-doe");
}

#[test]
fn older_articles_of_an_author_are_on_pages_of_their_own() {
    let newsroom = Newsroom::with_authors();
    for number in 0..20 {
        newsroom.article_with(
            &format!("more-{number}"),
            "date = 2014-09-01\nas_of = 2014-09-01\nauthors = [\"jane-doe\"]",
            "",
            "A text.",
        );
    }
    newsroom.published(&["--no-compressed"]);
    let first = newsroom.read("site/authors/jane-doe/index.html");
    assert_eq!(first.matches("/gsn/article/").count(), 11, "{first}");
    assert!(first.contains("href=\"/authors/jane-doe/page/1/\""));
    let second = newsroom.read("site/authors/jane-doe/page/1/index.html");
    assert!(second.contains("Jane Doe: Page 1"), "{second}");
    assert!(second.contains("/gsn/article/more-9/"), "{second}");
}

#[test]
fn feeds_ninjs_and_structured_data_name_the_authors() {
    let newsroom = Newsroom::with_authors();
    newsroom.published(&["--no-compressed"]);
    let feed = newsroom.json("authors/jane-doe/feed.json");
    let items = feed["items"].as_array().expect("items");
    assert_eq!(items.len(), 1);
    let page = "https://newswire.example/authors/jane-doe/";
    assert_eq!(feed["home_page_url"], page);
    let authors = &items[0]["authors"];
    assert_eq!(authors[0]["name"], "Jane Doe");
    assert_eq!(authors[0]["url"], page);
    assert_eq!(authors[2]["name"], "John Roe");
    assert_eq!(authors[2]["url"], Value::Null);
    let atom = newsroom.read("site/authors/nuclear-desk/feed.atom");
    let author = format!("<author><name>Jane Doe</name><uri>{page}</uri></author>");
    assert!(atom.contains(&author), "{atom}");
    assert!(atom.contains("<contributor><name>Ann Poe</name></contributor>"));
    let ninjs = newsroom.json("gsn/article/by-three/ninjs.json");
    let by = "Jane Doe, Nuclear Desk, and John Roe; Photography: Ann Poe";
    assert_eq!(ninjs["by"], by);
    let data = newsroom.structured(ARTICLE);
    let article = &data["@graph"][0];
    assert_eq!(article["author"][0]["@type"], "Person");
    assert_eq!(article["author"][0]["url"], page);
    assert_eq!(article["author"][1]["@type"], "Organization");
    assert_eq!(article["author"][2]["name"], "John Roe");
    assert_eq!(article["contributor"][0]["jobTitle"], "Photography");
}

#[test]
fn an_unknown_author_is_a_fault_with_the_nearest_name() {
    let newsroom = Newsroom::with_authors();
    newsroom.article_with(
        "by-nobody",
        "date = 2014-10-01\nas_of = 2014-10-01\nauthors = [\"jane-do\"]",
        "",
        "A text.",
    );
    let told = errors(&newsroom.publish());
    let fault = "content/articles/by-nobody.md:6:12: The author “jane-do” does not exist.\n    \
                 Did you mean “jane-doe”? Write one of: jane-doe, nuclear-desk.";
    assert!(told.contains(fault), "{told}");
}

#[test]
fn without_authors_an_unknown_one_is_a_byline() {
    let newsroom = Newsroom::new();
    newsroom.article_with(
        "by-nobody",
        "date = 2014-10-01\nas_of = 2014-10-01\nauthors = [\"jane\"]",
        "",
        "A text.",
    );
    let told = errors(&newsroom.publish());
    let advice = "Create content/authors/jane.md, or write: byline = \"jane\"";
    assert!(told.contains(advice), "{told}");
}
