//! Treaties, the glossary, and what links to them.

mod newsroom;

use newsroom::Newsroom;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The published content of `features`.
fn published() -> Newsroom {
    let newsroom = Newsroom::without_content();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/valid/features");
    for entry in WalkDir::new(&content).into_iter().flatten() {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&content).expect("inside");
            let contents = fs::read(entry.path()).expect("a file");
            newsroom.write_bytes(&format!("content/{}", path.display()), &contents);
        }
    }
    for code in ["jp", "mx", "ru"] {
        newsroom.write(&format!("flags/{code}.svg"), "<svg/>");
    }
    let output = newsroom.publish();
    assert!(output.status.success(), "{}", newsroom::errors(&output));
    newsroom
}

/// Asserts that a page contains these parts in this order.
fn assert_has(newsroom: &Newsroom, page: &str, parts: &[&str]) {
    let html = newsroom.read(&format!("site/{page}/index.html"));
    let mut rest = html.as_str();
    for part in parts {
        let (_, after) = rest
            .split_once(part)
            .unwrap_or_else(|| panic!("no {part} in:\n{rest}"));
        rest = after;
    }
}

#[test]
fn a_treaty_shows_its_facts_news_members_and_chronology() {
    assert_has(
        &published(),
        "treaties/npt",
        &[
            "<h1 tabindex=\"-1\">Nuclear Non-Proliferation Treaty</h1>",
            "In force since <time datetime=\"1970-03-05\">",
            "<dt>Depositary</dt><dd>Russia</dd>",
            "1 of 3 countries with a profile",
            "<a href=\"https://register.example/\">UNODA</a>",
            "It is open to <a href=\"/country-profiles/russia/\">Russia</a>",
            "NPT: Who Has Joined?",
            "Party (1)",
            "Not a party (1)",
            "Not open to it (1)",
            "aria-label=\"Japan: Party\"",
            "<h2 id=\"coverage\">In the News</h2>",
            "<a href=\"/gsn/article/background/\">Background</a>",
            "<h2 id=\"members\"",
            ">Japan</a></th><td>Party</td><td>1976</td>",
            ">Mexico</a></th><td>Not a party</td><td></td>",
            "<h2 id=\"events\">Chronology</h2>",
            "<a href=\"/gsn/article/notes/\">The treaty enters into force.</a>",
        ],
    );
}

/// Of a treaty that few countries may join, neither a map nor a chart of members who all
/// joined in one year says anything.
#[test]
fn a_treaty_between_few_has_a_table_alone() {
    let newsroom = published();
    let [npt, zone] =
        ["npt", "nwfz"].map(|treaty| newsroom.read(&format!("site/treaties/{treaty}/index.html")));
    assert!(npt.contains("<figure class=\"world\">"), "{npt}");
    assert!(!zone.contains("<figure class=\"world\">"), "{zone}");
    assert!(!zone.contains("<figure class=\"growth\">"), "{zone}");
    assert!(zone.contains("<table class=\"members\""), "{zone}");
}

#[test]
fn every_treaty_has_a_page() {
    let newsroom = published();
    let site = newsroom.site();
    let root = newsroom.path("site");
    let files = site.keys().filter_map(|path| path.strip_prefix(&root).ok());
    let treaties = files.filter(|path| path.starts_with("treaties"));
    let pages = treaties.filter(|path| path.ends_with("index.html"));
    let folders = pages.map(|path| path.parent().expect("a folder").display().to_string());
    assert_eq!(
        folders.collect::<Vec<_>>(),
        [
            "treaties/ctbt",
            "treaties",
            "treaties/npt",
            "treaties/nwfz",
            "treaties/two"
        ]
    );
}

#[test]
fn nobody_is_a_party_to_a_treaty_that_is_not_in_force() {
    let newsroom = published();
    let parts = [
        "Not in force",
        "Ratified (1)",
        ">Japan</a></th><td>Ratified</td><td>1997</td>",
    ];
    assert_has(&newsroom, "treaties/ctbt", &parts);
    let parts = [">Test Ban</a> (CTBT)</th><td>Ratified</td><td>1997</td>"];
    assert_has(&newsroom, "country-profiles/japan", &parts);
}

#[test]
fn the_table_tells_what_is_not_open_from_what_is_outside() {
    let newsroom = published();
    let parts = [
        "<dt>–</dt><dd>Not open to the country</dd>",
        ">Japan</a></th><td data-key=\"4\"",
        ">No</td><td class=\"party\" data-key=\"0-1976\">1976</td><td class=\"party\" data-key=\"0-1997\">1997</td><td class=\"none\" data-key=\"9\">–</td>",
        ">Mexico</a></th><td data-key=\"2\"",
        ">Believed</td><td class=\"none\" data-key=\"2-9999\">No</td>",
    ];
    assert_has(&newsroom, "country-profiles", &parts);
    // A zone that no country of these has a status under.
    let html = newsroom.read("site/country-profiles/index.html");
    assert!(!html.contains("/treaties/nwfz/"), "{html}");
}

#[test]
fn texts_link_to_treaties_and_terms_at_their_first_mention() {
    assert_has(
        &published(),
        "gsn/article/background",
        &["The <a href=\"/treaties/npt/\">NPT</a> says nothing of \
             <a href=\"/glossary/#heu\">HEU</a>. <a href=\"/glossary/#sarin\">Sarin</a> is not \
             in the NPT, nor is highly enriched uranium."],
    );
}

#[test]
fn the_glossary_has_each_term_at_an_address() {
    assert_has(
        &published(),
        "glossary",
        &[
            "<div id=\"heu\" tabindex=\"-1\"><dt>highly enriched uranium (HEU)</dt>",
            "which the <a href=\"/treaties/npt/\">NPT</a> does not name",
            "<div id=\"sarin\" tabindex=\"-1\"><dt>sarin</dt>",
        ],
    );
}

#[test]
fn a_profile_begins_with_facts_contents_and_news() {
    assert_has(
        &published(),
        "country-profiles/mexico",
        &[
            "<dt>Nuclear weapons</dt><dd>Widely believed to have them</dd>",
            "<dt>Treaties</dt><dd><a href=\"/treaties/two/\"",
            "<dt>Latest event</dt><dd><a href=\"#events\">",
            "<nav class=\"contents\" aria-label=\"Contents\">",
            "<a href=\"#events\">Key Events</a>",
            "<figure class=\"locator\">",
            "<h2 id=\"overview\">",
            "<a href=\"/gsn/article/background/\">An event that an article reports.</a>",
        ],
    );
}
