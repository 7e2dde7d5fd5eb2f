//! Old URLs of pages, and well-known URLs.

use crate::SITE;
use crate::newsroom::{Newsroom, errors};
use std::fs;

impl Newsroom {
    /// Appends to the settings.
    pub fn settings(&self, text: &str) {
        self.write("content/site.toml", &format!("{SITE}\n{text}"));
    }

    /// Inserts fields before the settings.
    pub fn settings_first(&self, text: &str) {
        self.write("content/site.toml", &format!("{text}\n{SITE}"));
    }
}

const MOVED: &str = "[[moved]]\nfrom = \"/gsn/article/first/\"\nto = \"/gsn/article/one/\"\n";

#[test]
fn a_moved_page_redirects_without_scripts() {
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
fn a_redirect_from_an_existing_list_is_refused() {
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
fn removed_urls_are_reported_until_they_are_redirected() {
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
    // Only the list of that month is gone.
    assert!(told.contains("    /gsn/archive/2011/10/\n"), "{told}");
}

const SECURITY: &str =
    "[security]\ncontact = \"mailto:security@newswire.example\"\nexpires = 2015-06-30\n";

#[test]
fn security_txt_has_a_contact_and_an_expiration_date() {
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
    // Below a base it would be at the wrong URL.
    newsroom.published(&["--base", "/newswire/"]);
    assert!(!newsroom.path("site/.well-known").exists());
}

#[test]
fn an_expiring_security_txt_is_reported_and_then_left_out() {
    let newsroom = Newsroom::new();
    newsroom.settings(SECURITY);
    for (day, warning, is_there) in [
        ("2015-05-30", None, true),
        ("2015-05-31", Some("expires on 2015-06-30"), true),
        ("2015-06-29", Some("expires on 2015-06-30"), true),
        ("2015-06-30", Some("expired on 2015-06-30"), false),
        ("2016-09-01", Some("expired on 2015-06-30"), false),
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

#[test]
fn articles_can_be_in_folders_and_keep_their_addresses() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let before = newsroom.site();
    newsroom.write(
        "content/articles/2012/10/one.md",
        &newsroom.read("content/articles/one.md"),
    );
    fs::remove_file(newsroom.path("content/articles/one.md")).expect("removed");
    let told = newsroom.published(&[]);
    assert!(
        told.contains(" 0 files added, 0 changed, 0 removed"),
        "{told}"
    );
    assert_eq!(before, newsroom.site());
}
