//! Runs the press on real folders: what it publishes, and what it leaves alone.
//!
//! Publishing the newswire takes seconds. Tests that only read the site share one, and
//! tests of what happens to a published site begin with a copy of it.

mod newsroom;

use newsroom::{Newsroom, errors};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use walkdir::WalkDir;

const SEED: &str = "gsn/article/russia-eyes-ties-counter-us-antimissile-systems";

/// The newswire, published.
static NEWSWIRE: LazyLock<Newsroom> =
    LazyLock::new(|| Newsroom::shared("newswire", NEWSWIRE_CONTENT));

/// Articles in other languages, published.
static LANGUAGES: LazyLock<Newsroom> =
    LazyLock::new(|| Newsroom::shared("languages", "tests/content/valid/languages"));

/// The site's own content, relative to the press.
const NEWSWIRE_CONTENT: &str = "../content";

impl Newsroom {
    /// A newsroom with the site's own content.
    fn new() -> Self {
        Self::without_content().with_content(NEWSWIRE_CONTENT)
    }

    /// A copy of the published newswire.
    fn published() -> Self {
        let newsroom = Self::without_content();
        copy(&NEWSWIRE.path(""), &newsroom.path(""));
        newsroom
    }

    /// A published newsroom for several tests. Nothing is dropped at the end of a
    /// program, so it has a folder that is replaced every time.
    fn shared(name: &str, content: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        if folder.join(name).exists() {
            fs::remove_dir_all(folder.join(name)).expect("removed");
        }
        let mut folder = tempfile::Builder::new()
            .prefix(name)
            .rand_bytes(0)
            .tempdir_in(folder)
            .expect("a folder");
        folder.disable_cleanup(true);
        let newsroom = Self::inside(folder).with_content(content);
        let output = newsroom.publish();
        assert!(output.status.success(), "{}", errors(&output));
        newsroom
    }

    /// Adds content given by its path relative to the press.
    fn with_content(self, content: &str) -> Self {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join(content);
        copy(&content, &self.path("content"));
        let public = content.join("../public");
        if public.exists() {
            copy(&public, &self.path("public"));
        }
        for code in self.flags() {
            self.write(&format!("flags/{code}.svg"), "<svg/>");
        }
        self
    }

    /// The codes of the flags that the profiles need.
    fn flags(&self) -> Vec<String> {
        let profiles = WalkDir::new(self.path("content/countries")).into_iter();
        let profiles = profiles.flatten().filter(|entry| entry.path().is_file());
        profiles
            .filter_map(|entry| {
                let text = fs::read_to_string(entry.path()).expect("a profile can be read");
                let (_, code) = text.split_once("\nflag = \"")?;
                Some(code.split('"').next()?.to_owned())
            })
            .collect()
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let place = to.join(entry.path().strip_prefix(from).expect("inside"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).expect("made");
        } else {
            fs::copy(entry.path(), place).expect("copied");
        }
    }
}

#[test]
fn every_page_has_its_html_and_its_document() {
    let newsroom = &*NEWSWIRE;
    for page in [
        "",
        SEED,
        "gsn/section/missile",
        "country-profiles",
        "country-profiles/russia",
    ] {
        let html = newsroom.read(&format!("site/{page}/index.html"));
        let json = newsroom.read(&format!("site/{page}/index.json"));
        let document: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let path = if page.is_empty() {
            "/".to_owned()
        } else {
            format!("/{page}/")
        };
        assert_eq!(document["path"], path);
        assert!(html.contains("<h1"), "{page} has no heading");
    }
    assert!(newsroom.read("site/404.html").contains("Page Not Found"));
    assert_eq!(
        newsroom.read("site/logo.svg"),
        newsroom.read("public/logo.svg")
    );
    assert_eq!(newsroom.read("site/flags/ru.svg"), "<svg/>");
}

#[test]
fn only_the_article_in_another_language_is_marked_as_such() {
    let newsroom = &*LANGUAGES;
    for (slug, attributes) in [
        ("arabic", " lang=\"ar\" dir=\"rtl\""),
        ("persian", " lang=\"fa\" dir=\"rtl\""),
        ("french", " lang=\"fr\" dir=\"ltr\""),
        ("quotations", ""),
    ] {
        let html = newsroom.read(&format!("site/gsn/article/{slug}/index.html"));
        for wanted in [
            "<html lang=en>",
            &format!("<h1 tabindex=\"-1\"{attributes}>"),
            "<div data-body=\"\" class=\"running-text\">",
            "<p class=\"article-facts\">",
            "<section class=\"sources\">",
        ] {
            assert!(html.contains(wanted), "no {wanted} in:\n{html}");
        }
        let text = format!("<div class=\"in-language\"{attributes}>");
        assert_eq!(html.contains(&text), !attributes.is_empty(), "{html}");
    }
}

#[test]
fn lists_mark_the_articles_in_another_language() {
    let newsroom = &*LANGUAGES;
    for (page, wanted) in [
        (
            "",
            &[
                "<h3 class=\"article-item-headline\" lang=\"ar\" dir=\"rtl\">",
                "<p class=\"article-item-summary\" lang=\"ar\" dir=\"rtl\">بدأ",
                "<h2 class=\"article-item-headline\" lang=\"fa\" dir=\"rtl\">",
                "<p class=\"article-item-summary\" lang=\"fa\" dir=\"rtl\">این",
                "<p class=\"article-item-summary\" lang=\"fr\" dir=\"ltr\">La",
                "<h2 class=\"article-item-headline\"><a",
                "<p class=\"article-item-summary\">",
            ][..],
        ),
        (
            "gsn/section/chemical/",
            &[
                "<h3 lang=\"fa\" dir=\"rtl\" class=\"article-item-headline\">",
                "<p lang=\"fa\" dir=\"rtl\" class=\"article-item-summary\">این",
            ],
        ),
        (
            "country-profiles/united-kingdom/",
            &[
                "<a href=\"/gsn/article/arabic/\" lang=\"ar\" dir=\"rtl\">بدء",
                "<a href=\"/gsn/article/quotations/\">Two",
            ],
        ),
    ] {
        let html = newsroom.read(&format!("site/{page}index.html"));
        for wanted in wanted {
            assert!(html.contains(wanted), "no {wanted} in:\n{html}");
        }
    }
}

#[test]
fn a_profile_shows_its_treaties_in_their_order_and_its_events() {
    let newsroom = &*LANGUAGES;
    let html = newsroom.read("site/country-profiles/united-kingdom/index.html");
    let mut rest = html.replace("<!---->", "");
    for wanted in [
        "<dd>London</dd>",
        "<dd>Europe</dd>",
        "<a href=\"/treaties/npt/\">Nuclear Non-Proliferation Treaty</a> (NPT)</th>",
        "<td>Party <span class=\"note\">One of three depositaries</span></td><td>1968</td>",
        "<a href=\"/treaties/mtcr/\">Missile Technology Control Regime</a> (MTCR)</th>",
        "<td>Member</td><td>1987</td>",
        "<td>Not a party</td><td></td>",
        "<time datetime=\"2019-12-31\">December 31, 2019</time>",
        "<time datetime=\"1952-10-03\">October 3, 1952</time>",
        "<time datetime=\"1957\">1957</time>",
        "<time datetime=\"1968-11\">November 1968</time>",
    ] {
        let (_, after) = rest
            .split_once(wanted)
            .unwrap_or_else(|| panic!("no {wanted} in:\n{rest}"));
        rest = after.to_owned();
    }
}

#[test]
fn the_front_page_has_a_strip_for_each_section_and_no_article_twice() {
    let newsroom = &*NEWSWIRE;
    let html = newsroom.read("site/index.html");
    let (_, main) = html.split_once("<main").expect("a main");
    let (main, _) = main.split_once("</main>").expect("its end");
    for section in ["nuclear", "biological", "chemical", "missile", "terrorism"] {
        let name = format!("<h2 class=\"strip-name\"><a href=\"/gsn/section/{section}/\">");
        assert_eq!(main.matches(&name).count(), 1, "{section}");
    }
    let articles = main.split("href=\"/gsn/article/").skip(1);
    let mut articles: Vec<_> = articles.filter_map(|rest| rest.split('/').next()).collect();
    let count = articles.len();
    assert!(count > 20, "{count} articles");
    articles.sort_unstable();
    articles.dedup();
    assert_eq!(articles.len(), count);
}

/// The text may name an article that a list below it offers; so may a chronology, which
/// says what happened in words of its own.
#[test]
fn no_page_lists_an_article_twice() {
    let newsroom = &*NEWSWIRE;
    let mut pages = 0;
    for (path, html) in newsroom.site() {
        if !path.ends_with("index.html") {
            continue;
        }
        let html = String::from_utf8(html)
            .expect("text")
            .replace("<!---->", "");
        let Some((_, main)) = html.split_once("<main") else {
            continue;
        };
        let lists = [("<p", "</p>"), ("<ol class=\"timeline\"", "</ol>")]
            .into_iter()
            .fold(main.to_owned(), |html, (start, end)| {
                without(&html, start, end)
            });
        let listed = lists.split("href=\"/gsn/article/").skip(1);
        let mut listed: Vec<_> = listed.filter_map(|rest| rest.split('/').next()).collect();
        let count = listed.len();
        listed.sort_unstable();
        listed.dedup();
        assert_eq!(listed.len(), count, "{}", path.display());
        pages += usize::from(count > 0);
    }
    assert!(pages > 100, "{pages} pages list articles");
}

/// Some HTML without the elements that begin with `start`.
fn without(html: &str, start: &str, end: &str) -> String {
    let mut parts = html.split(start);
    let first = parts.next().unwrap_or_default();
    let others = parts.map(|part| match part.starts_with(['>', ' ']) {
        true => part
            .split_once(end)
            .map_or("", |(_, after)| after)
            .to_owned(),
        false => format!("{start}{part}"),
    });
    [first.to_owned()].into_iter().chain(others).collect()
}

#[test]
fn the_name_is_drawn_if_the_fonts_have_its_letters() {
    let newsroom = Newsroom::without_content().with_content("tests/content/valid/languages");
    let drawing = "<a href=\"/\" class=\"nameplate\">";
    newsroom.publish();
    assert!(newsroom.read("site/index.html").contains(drawing));
    // The page that replaces others offline is small.
    assert!(!newsroom.read("site/offline.html").contains(drawing));

    let settings = newsroom.read("content/site.toml");
    let (before, after) = settings.split_once("name = \"").expect("a name");
    let (_, after) = after.split_once('"').expect("its end");
    newsroom.write(
        "content/site.toml",
        &format!("{before}name = \"Новости\"{after}"),
    );
    newsroom.publish();
    let html = newsroom.read("site/index.html");
    assert!(!html.contains(drawing));
    assert!(html.contains("<p class=\"masthead-name\"><a href=\"/\">Новости</a></p>"));
}

#[test]
fn the_html_contains_the_text_once() {
    let newsroom = &*NEWSWIRE;
    let html = newsroom.read(&format!("site/{SEED}/index.html"));
    assert_eq!(
        html.matches("Serdyukov highlighted armed forces ties")
            .count(),
        1
    );
    assert!(
        newsroom
            .read(&format!("site/{SEED}/index.json"))
            .contains("Serdyukov highlighted")
    );
}

#[test]
fn what_not_every_page_contains_of_the_style_is_one_file() {
    let newsroom = &*NEWSWIRE;
    let style = newsroom
        .site()
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|e| e == "css"));
    let style: Vec<_> = style.map(|(_, contents)| contents).collect();
    let expected = ".maps{}.lists{}.front{}.profile{}.countries{}.search{}.print{}";
    assert_eq!(style, [expected.as_bytes()]);
    let html = newsroom.read(&format!("site/{SEED}/index.html"));
    assert!(html.contains("<style>.tokens{}.base{}"), "{html}");
}

#[test]
fn faulty_content_leaves_the_site_unchanged_and_lists_every_fault() {
    let newsroom = Newsroom::published();
    let before = newsroom.site();
    newsroom.write("content/articles/broken.md", "+++\nheadline = 1\n+++\n");
    newsroom.write("content/countries/russia.md", "no front matter");
    let output = newsroom.publish();
    assert!(!output.status.success());
    let errors = errors(&output);
    assert!(
        errors.contains("content/articles/broken.md:2:12"),
        "{errors}"
    );
    assert!(
        errors.contains("content/countries/russia.md:1:1"),
        "{errors}"
    );
    assert!(!errors.contains("panicked"), "{errors}");
    assert_eq!(newsroom.site(), before);
}

#[test]
fn a_failed_write_leaves_the_site_unchanged() {
    let newsroom = Newsroom::published();
    let before = newsroom.site();
    fs::remove_file(newsroom.path("flags/kz.svg")).expect("removed");
    let output = newsroom.publish();
    assert!(!output.status.success());
    assert!(errors(&output).contains("“kz”"), "{}", errors(&output));
    assert_eq!(newsroom.site(), before);
}

#[test]
fn a_new_site_replaces_the_whole_old_one() {
    let newsroom = Newsroom::published();
    fs::remove_file(newsroom.path("content/articles/un-extends-mandate-of-1540-committee.md"))
        .expect("removed");
    assert!(newsroom.publish().status.success());
    assert!(
        !newsroom
            .path("site/gsn/article/un-extends-mandate-of-1540-committee")
            .exists()
    );
    assert!(!newsroom.path("site.next").exists());
    assert!(!newsroom.path("site.last").exists());
}

#[test]
fn the_same_content_makes_the_same_files() {
    let again = Newsroom::new();
    again.publish();
    let [one, other] = [&*NEWSWIRE, &again].map(|newsroom| {
        let root = newsroom.path("site");
        let files = newsroom.site().into_iter();
        files
            .map(|(path, contents)| {
                (
                    path.strip_prefix(&root).expect("inside").to_owned(),
                    contents,
                )
            })
            .collect::<BTreeMap<_, _>>()
    });
    assert!(!one.is_empty());
    assert_eq!(one, other);
}

#[test]
fn machine_readable_files_are_next_to_the_pages() {
    let newsroom = &*NEWSWIRE;
    for file in [
        "feed.atom",
        "gsn/section/missile/feed.json",
        "country-profiles/russia/news/missile/feed.atom",
        "sitemap.xml",
        "sitemap-news.xml",
        "robots.txt",
        &format!("{SEED}/index.txt"),
        &format!("{SEED}/ninjs.json"),
    ] {
        assert!(!newsroom.read(&format!("site/{file}")).is_empty(), "{file}");
    }
}

#[test]
fn a_card_of_the_last_site_is_reused() {
    let newsroom = Newsroom::published();
    let card = newsroom.site().into_keys().find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.starts_with(newsroom.path(&format!("site/{SEED}"))) && name.starts_with("card-")
    });
    let card = card.expect("a card");
    fs::write(&card, "the previous site's").expect("written");
    newsroom.publish();
    assert_eq!(
        fs::read(&card).expect("the kept card"),
        b"the previous site's"
    );
}

#[test]
fn a_custom_robots_txt_is_published() {
    let newsroom = Newsroom::published();
    newsroom.write("public/robots.txt", "User-agent: *\nDisallow: /\n");
    newsroom.publish();
    assert_eq!(
        newsroom.read("site/robots.txt"),
        "User-agent: *\nDisallow: /\n"
    );
}

#[test]
fn every_link_includes_the_base() {
    let newsroom = Newsroom::new();
    let output = newsroom.press(&["publish", "--out", "site", "--base", "/newswire/"]);
    assert!(output.status.success(), "{}", errors(&output));
    let html = newsroom.read(&format!("site/{SEED}/index.html"));
    assert!(html.contains("href=\"/newswire/country-profiles/belarus/\""));
    for attribute in ["href=\"/", "src=\"/", "action=\"/"] {
        for (at, _) in html.match_indices(attribute) {
            let rest = &html[at + attribute.len()..];
            assert!(rest.starts_with("newswire/"), "{attribute}{}", &rest[..40]);
        }
    }
}

#[test]
fn the_newswire_has_no_broken_links() {
    let newsroom = &*NEWSWIRE;
    let output = newsroom.press(&["check", "--links", "--out", "site"]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", errors(&output));
}

#[test]
fn a_missing_app_is_reported_with_advice() {
    let newsroom = Newsroom::new();
    fs::remove_dir_all(newsroom.path("app")).expect("removed");
    let output = newsroom.publish();
    assert!(!output.status.success());
    assert!(!errors(&output).contains("panicked"));
    assert!(errors(&output).contains("app"), "{}", errors(&output));
}
