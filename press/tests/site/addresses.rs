//! Addresses that pages had, and those that hosts and finders of holes look for.

use crate::SITE;
use crate::newsroom::{Newsroom, errors};
use std::fs;

impl Newsroom {
    /// Adds to the settings.
    pub fn settings(&self, text: &str) {
        self.write("content/site.toml", &format!("{SITE}\n{text}"));
    }

    /// Adds fields to the settings.
    pub fn settings_first(&self, text: &str) {
        self.write("content/site.toml", &format!("{text}\n{SITE}"));
    }
}

const MOVED: &str = "[[moved]]\nfrom = \"/gsn/article/first/\"\nto = \"/gsn/article/one/\"\n";

#[test]
fn a_page_that_has_moved_leads_on_without_scripts() {
    let newsroom = Newsroom::new();
    newsroom.settings(&format!(
        "{MOVED}\n[[moved]]\nfrom = \"/old.html\"\nto = \"/about/\"\n"
    ));
    let output = newsroom.press(&["publish", "--out", "site", "--base", "/newswire/"]);
    assert!(output.status.success(), "{}", errors(&output));
    let html = newsroom.read("site/gsn/article/first/index.html");
    for wanted in [
        "<html lang=\"en\"",
        "<meta http-equiv=\"refresh\" content=\"0; url=/newswire/gsn/article/one/\">",
        "<link rel=\"canonical\" href=\"https://newswire.example/newswire/gsn/article/one/\">",
        "<a href=\"/newswire/gsn/article/one/\">",
        "<h1>Page Moved</h1>",
        "http-equiv=\"Content-Security-Policy\"",
    ] {
        assert!(html.contains(wanted), "no {wanted} in:\n{html}");
    }
    assert!(!html.contains("<script"), "{html}");
    assert!(newsroom.read("site/old.html").contains("/newswire/about/"));
}

#[test]
fn an_address_of_a_list_that_is_said_to_have_moved_is_refused() {
    let newsroom = Newsroom::new();
    newsroom.settings("[[moved]]\nfrom = \"/gsn/archive/2012/10/\"\nto = \"/about/\"\n");
    let output = newsroom.publish();
    assert!(!output.status.success());
    let errors = errors(&output);
    assert!(
        errors.contains("“/gsn/archive/2012/10/” has not moved"),
        "{errors}"
    );
    assert!(!newsroom.path("site").exists());
}

#[test]
fn addresses_that_lead_nowhere_any_more_are_named_until_they_have_moved() {
    let newsroom = Newsroom::new();
    newsroom.article("first", "2011-10-23", "A text.");
    newsroom.published(&[]);
    fs::remove_file(newsroom.path("content/articles/first.md")).expect("removed");

    let output = newsroom.publish();
    assert!(output.status.success(), "{}", errors(&output));
    let told = errors(&output);
    assert!(told.contains("    /gsn/article/first/\n"), "{told}");
    assert!(told.contains("[[moved]]\n"), "{told}");

    newsroom.article("first", "2011-10-23", "A text.");
    newsroom.published(&[]);
    fs::remove_file(newsroom.path("content/articles/first.md")).expect("removed");
    newsroom.settings(MOVED);
    let told = errors(&newsroom.publish());
    assert!(!told.contains("/gsn/article/first/"), "{told}");
    // A list of that month alone is gone.
    assert!(told.contains("    /gsn/archive/2011/10/\n"), "{told}");
}

const SECURITY: &str =
    "[security]\ncontact = \"mailto:security@newswire.example\"\nexpires = 2015-06-30\n";

#[test]
fn security_txt_says_whom_to_tell_and_until_when() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    assert!(!newsroom.path("site/.well-known").exists());
    newsroom.settings(SECURITY);
    newsroom.published(&[]);
    assert_eq!(
        newsroom.read("site/.well-known/security.txt"),
        "Contact: mailto:security@newswire.example\nExpires: 2015-06-30T00:00:00Z\n\
         Preferred-Languages: en\n\
         Canonical: https://newswire.example/.well-known/security.txt\n"
    );
    // Below a base it would not be where it is looked for.
    newsroom.published(&["--base", "/newswire/"]);
    assert!(!newsroom.path("site/.well-known").exists());
}

#[test]
fn security_txt_that_expires_is_told_of_and_left_out_afterwards() {
    let newsroom = Newsroom::new();
    newsroom.settings(SECURITY);
    for (day, warning, is_there) in [
        ("2015-05-30", None, true),
        ("2015-05-31", Some("expires on 2015-06-30"), true),
        ("2015-06-29", Some("expires on 2015-06-30"), true),
        ("2015-06-30", Some("has expired on 2015-06-30"), false),
        ("2016-09-01", Some("has expired on 2015-06-30"), false),
    ] {
        let output = newsroom.press(&["publish", "--out", "site", "--today", day]);
        assert!(output.status.success(), "{}", errors(&output));
        let told = errors(&output);
        match warning {
            Some(warning) => assert!(told.contains(warning), "{day}: {told}"),
            None => assert_eq!(told, "", "{day}"),
        }
        assert_eq!(
            newsroom.path("site/.well-known/security.txt").exists(),
            is_there,
            "{day}"
        );
    }
}
