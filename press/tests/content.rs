//! Reads the content folders of `tests/content/`: those of `valid/` have no
//! fault, and those of `invalid/` have exactly those of their `expected.txt`.
//!
//! `UPDATE_EXPECTED=1 cargo test -p press` writes the expected faults anew.

use jiff::civil::{Date, date};
use newswire::routes::Base;
use press::content::{ArticleFile, Faults, Newsroom, load, today};
use std::fs;
use std::path::{Path, PathBuf};

const TODAY: Date = date(2020, 1, 1);

fn load_case(folder: &Path) -> Result<Newsroom, Faults> {
    load(folder, &Base::new("/newswire/"), TODAY)
}

/// The folders of a folder of cases, by name. Paths are relative, so that the
/// faults print alike on every machine.
fn cases(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new("tests/content").join(folder));
    let entries = entries.expect("the folder of cases is there");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a case can be read").path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

fn hostile() -> Newsroom {
    load_case(Path::new("tests/content/valid/hostile")).expect("the content has no faults")
}

fn languages() -> Newsroom {
    load_case(Path::new("tests/content/valid/languages")).expect("the content has no faults")
}

/// The article with a slug.
fn article(newsroom: Newsroom, slug: &str) -> ArticleFile {
    let mut articles = newsroom.articles.into_iter();
    let article = articles.find(|article| article.slug == slug);
    article.expect("the article is there")
}

/// The body of the hostile article with a slug.
fn hostile_body(slug: &str) -> String {
    article(hostile(), slug).body.as_str().to_owned()
}

#[test]
fn valid_content_has_no_faults() {
    for case in cases("valid") {
        if let Err(faults) = load_case(&case) {
            panic!("{}\n{faults}", case.display());
        }
    }
}

#[test]
fn invalid_content_has_the_expected_faults() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    for case in cases("invalid") {
        let faults = match load_case(&case) {
            Ok(_) => panic!("{} has no faults", case.display()),
            Err(faults) => format!("{faults}\n"),
        };
        let expected = case.join("expected.txt");
        if update {
            fs::write(&expected, &faults).expect("the expected faults can be written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert!(
            faults == expected,
            "{}\nexpected:\n{expected}\nfound:\n{faults}",
            case.display()
        );
    }
}

#[test]
fn the_content_of_the_site_has_no_faults() {
    if let Err(faults) = load(Path::new("../content"), &Base::new("/"), today()) {
        panic!("{faults}");
    }
}

#[test]
fn the_same_content_is_read_alike_twice() {
    assert_eq!(hostile(), hostile());
}

#[test]
fn plain_texts_are_kept_to_the_letter() {
    let newsroom = hostile();
    let slugs: Vec<_> = newsroom
        .articles
        .iter()
        .map(|article| article.slug.as_str())
        .collect();
    assert_eq!(
        slugs,
        ["longest-headline", "right-to-left", "script-in-headline"]
    );
    let [longest, right_to_left, script] = &newsroom.articles[..] else {
        panic!("there are three articles");
    };
    assert_eq!(longest.headline.chars().count(), 500);
    assert_eq!(longest.summary.chars().count(), 200);
    assert!(right_to_left.headline.ends_with("🚀👩‍🚀"));
    assert_eq!(script.headline, "</title><script>alert(1)</script>");
    assert_eq!(script.date.iso, "2012-10-23");
    assert_eq!(script.date.text, "October 23, 2012");
    assert_eq!(script.countries, ["cote-d-ivoire"]);
    assert_eq!(newsroom.site.base, "/newswire/");
}

#[test]
fn bodies_are_sanitised() {
    let body = hostile_body("script-in-headline");
    for unwanted in [
        "<script",
        "<style",
        "<iframe",
        "<form",
        "<input",
        "<button",
        "<svg",
        "<h1",
        "<!--",
        "onclick",
        "onerror",
        "onload",
        "javascript:",
        "style=",
        "class=",
        "alert(",
        "/nowhere/",
        "elsewhere.example",
        "A drawing",
        "id=\"search\"",
        "id=\"main-content\"",
        "id=\"card-",
    ] {
        assert!(!body.contains(unwanted), "{unwanted} in:\n{body}");
    }
    for wanted in [
        "\"straight\" quotes, 'single' ones, an &amp; and a &lt; b.",
        "<p>A paragraph in HTML</p>",
        "<img alt=\"A picture\">",
        "<a>A link in HTML</a>",
        "<a href=\"/newswire/about/\">one to a page</a>",
        "<a href=\"/newswire/country-profiles/cote-d-ivoire/\">the country</a>",
        "<h2 id=\"text-search\">Search</h2>",
        "<h2 id=\"text-search-2\">Search</h2>",
        "<h2 id=\"text-main-content\">Main content</h2>",
        "<h2 id=\"text-card-cote-d-ivoire\">",
        "<h2 id=\"emphasis-code\"><em>Emphasis</em> &amp; <code>code</code></h2>",
        "<a href=\"#text-search\">search</a>",
    ] {
        assert!(body.contains(wanted), "no {wanted} in:\n{body}");
    }
}

#[test]
fn code_and_tables_are_kept() {
    let body = hostile_body("longest-headline");
    assert!(body.contains("&lt;script&gt;alert("), "{body}");
    assert!(
        body.contains("<thead><tr><th>Treaty</th><th>Year</th></tr></thead>"),
        "{body}"
    );
}

#[test]
fn other_scripts_are_kept() {
    let body = hostile_body("right-to-left");
    assert!(
        body.contains("<p lang=\"ar\" dir=\"rtl\">مجلس الأمن</p>"),
        "{body}"
    );
    assert!(body.contains("<h2 id=\"خلفية\">خلفية</h2>"), "{body}");
    assert!(body.contains("null character: \u{fffd}."), "{body}");
}

#[test]
fn an_article_has_the_language_that_it_names_and_its_direction() {
    for (slug, expected) in [
        ("arabic", Some(("ar", "rtl"))),
        ("persian", Some(("fa", "rtl"))),
        ("french", Some(("fr", "ltr"))),
        ("quotations", None),
    ] {
        let language = article(languages(), slug).language;
        let found = language
            .as_ref()
            .map(|language| (language.tag.as_str(), language.direction.as_str()));
        assert_eq!(found, expected, "{slug}");
    }
}

#[test]
fn quotations_have_the_direction_of_their_language() {
    let body = article(languages(), "quotations").body;
    for wanted in [
        "<blockquote lang=\"fr\" dir=\"ltr\">\n<p>Les États qui concluent le présent",
        "<q lang=\"ru\" dir=\"ltr\">Договор",
        "<blockquote lang=\"ar\" dir=\"rtl\">\n<p>اتفاقية حظر",
        "<q lang=\"ar\" dir=\"rtl\">اتفاقية الأسلحة",
    ] {
        assert!(body.as_str().contains(wanted), "no {wanted} in:\n{body:?}");
    }
    let body = article(languages(), "arabic").body;
    let wanted = "<span lang=\"en\" dir=\"ltr\">Treaty";
    assert!(body.as_str().contains(wanted), "no {wanted} in:\n{body:?}");
}

#[test]
fn links_and_pictures_can_lead_to_files_of_the_folder_public() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let content = folder.path().join("content");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    };
    let site = fs::read_to_string("tests/content/valid/hostile/site.toml");
    write("content/site.toml", &site.expect("the site can be read"));
    write("public/maps/zone.png", "");
    let page = "+++\ntitle = \"A\"\nsummary = \"B\"\n+++\n![The zone](/maps/zone.png) [map](/maps/zone.png)\n";
    write("content/pages/about.md", page);

    let newsroom = load_case(&content).expect("the content has no faults");

    let body = newsroom.texts.first().map(|text| text.body.as_str());
    let expected = "<p><img src=\"/newswire/maps/zone.png\" alt=\"The zone\"> \
                    <a href=\"/newswire/maps/zone.png\">map</a></p>\n";
    assert_eq!(body, Some(expected));
}

#[test]
fn files_as_windows_writes_them_are_read_alike() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for source in ["site.toml", "pages/about.md"] {
        let text = fs::read_to_string(Path::new("tests/content/valid/hostile").join(source));
        let text = text.expect("the file can be read").replace('\n', "\r\n");
        let target = folder.path().join(source);
        fs::create_dir_all(target.parent().expect("it is in a folder")).expect("it can be made");
        fs::write(target, format!("\u{feff}{text}")).expect("it can be written");
    }

    let newsroom = load_case(folder.path()).expect("the content has no faults");

    assert_eq!(newsroom.texts, hostile().texts);
}
