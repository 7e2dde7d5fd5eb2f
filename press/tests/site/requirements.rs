//! Fields that an article may leave out unless the site requires them.

use crate::newsroom::{Newsroom, errors};

const BRIEF: &str = "+++\nheadline = \"In Brief\"\nsummary = \"A summary.\"\n\
    date = 2014-10-23\nsection = \"nuclear\"\n+++\n\nAs it stands.\n";

#[test]
fn an_article_may_have_no_sources_countries_or_date_of_information() {
    let newsroom = Newsroom::new();
    newsroom.write("content/articles/brief.md", BRIEF);
    newsroom.published(&[]);
    for file in ["index.html", "index.txt"] {
        let page = newsroom.read(&format!("site/gsn/article/brief/{file}"));
        assert!(page.contains("As it stands."), "{page}");
        for absent in ["Sources", "Information as of"] {
            assert!(!page.contains(absent), "{file} has {absent}: {page}");
        }
    }
}

#[test]
fn a_site_can_require_them() {
    let newsroom = Newsroom::new();
    newsroom.write("content/articles/brief.md", BRIEF);
    let settings = newsroom.read("content/site.toml");
    let required = "require = [\"sources\", \"as_of\", \"countries\"]\n";
    newsroom.write("content/site.toml", &format!("{required}{settings}"));
    let output = newsroom.press(&["check"]);
    let told = errors(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    for missing in ["“sources”", "“as_of”", "“countries”"] {
        let fault = format!("articles/brief.md:1:1: The field {missing} is missing.");
        assert!(told.contains(&fault), "{told}");
    }
}
