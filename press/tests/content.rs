//! Reads the content folders in `tests/content/`: those in `valid/` must have no faults,
//! and those in `invalid/` exactly the faults in their `expected.txt`.
//!
//! `UPDATE_EXPECTED=1 cargo test -p press` rewrites the expected faults.

use jiff::civil::{Date, date};
use model::routes::{Base, Route};
use press::content::{Amendment, Article, CORRECTIONS, CountryRef, Faults, Newsroom, Today};
use press::load;
use std::fs;
use std::path::{Path, PathBuf};

const TODAY: Date = date(2020, 1, 1);

/// Reads the content of a case: its folder `content`, if it has one next to its own
/// `public`, or else the case itself.
fn load_case(case: &Path) -> Result<Newsroom, Faults> {
    let content = case.join("content");
    let content = if content.is_dir() { &content } else { case };
    load(content, &Base::new("/newswire/"), TODAY)
}

/// The cases in a folder, sorted by name. Paths are relative, so that faults read the
/// same on every machine.
fn cases(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new("tests/content").join(folder));
    let entries = entries.expect("the folder of cases is there");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a case can be read").path())
        .collect();
    // The public files shared by all cases.
    cases.retain(|case| !case.ends_with("public"));
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
fn article(newsroom: Newsroom, slug: &str) -> Article {
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
    if let Err(faults) = load(Path::new("../content"), &Base::new("/"), Today::Now) {
        panic!("{faults}");
    }
}

#[test]
fn reading_is_deterministic() {
    assert_eq!(hostile(), hostile());
}

#[test]
fn plain_text_is_kept_verbatim() {
    let newsroom = hostile();
    let slugs: Vec<_> = newsroom
        .articles
        .iter()
        .map(|article| article.slug.as_str())
        .collect();
    assert_eq!(
        slugs,
        [
            "headings-like-the-page",
            "longest-headline",
            "right-to-left",
            "script-in-headline"
        ]
    );
    let [_, longest, right_to_left, script] = &newsroom.articles[..] else {
        panic!("there are three articles");
    };
    assert_eq!(longest.headline.chars().count(), 500);
    assert_eq!(longest.summary.chars().count(), 200);
    assert!(right_to_left.headline.ends_with("🚀👩‍🚀"));
    assert_eq!(script.headline, "</title><script>alert(1)</script>");
    assert_eq!(script.date.day(), date(2012, 10, 23));
    let countries: Vec<_> = script.countries.iter().map(CountryRef::slug).collect();
    assert_eq!(countries, ["cote-d-ivoire"]);
    assert_eq!(newsroom.site.base, "/newswire/");
}

#[test]
fn bodies_are_sanitized() {
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
        "<img",
        "style=",
        "class=",
        "id=\"search\"",
        "id=\"main-content\"",
        "id=\"card-",
    ] {
        assert!(!body.contains(unwanted), "{unwanted} in:\n{body}");
    }
    for wanted in [
        "\"straight\" quotes, 'single' ones, an &amp; and a &lt; b,",
        "&lt;script&gt;alert('text')&lt;/script&gt;",
        "<code>&lt;script&gt;alert('code')&lt;/script&gt;</code>",
        "&lt;img src=x onerror=alert('entity')&gt;",
        "<p lang=\"en\" dir=\"ltr\">A paragraph in HTML</p>",
        "<a href=\"/newswire/about/\" title=\"&quot;&gt;&lt;script&gt;alert('title')",
        "<details><summary>More &amp; less</summary>\n<p>Markdown in an element.</p>\n</details>",
        "<a href=\"/newswire/country-profiles/cote-d-ivoire/\">the country</a>",
        "<h2 id=\"text-search\">Search</h2>",
        "<h2 id=\"text-search-2\">Search</h2>",
        "<h2 id=\"text-main-content\">Main content</h2>",
        "<h2 id=\"text-card-cote-d-ivoire\">",
        "<h2 id=\"emphasis-code\"><em>Emphasis</em> &amp; <code>code</code></h2>",
        "<h2 id=\"script-alert-heading-script\">&lt;script&gt;alert('heading')&lt;/script&gt;</h2>",
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
        body.contains("<thead><tr><th>Treaty</th><th class=\"right\">Year</th></tr></thead>"),
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
}

#[test]
fn an_article_has_its_declared_language_and_direction() {
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
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a written file");
    };
    let site = fs::read_to_string("tests/content/valid/hostile/site.toml");
    write("content/site.toml", &site.expect("the site can be read"));
    fs::create_dir(content.join("articles")).expect("a folder");
    write(
        "public/logo.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    );
    write(
        "public/maps/zone.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 72 40'/>",
    );
    let page = "+++\ntitle = \"A\"\nsummary = \"B\"\n+++\n![The zone](/maps/zone.svg) [map](/maps/zone.svg)\n";
    write("content/pages/about.md", page);

    let newsroom = load_case(&content).expect("the content has no faults");

    let body = newsroom.texts.first().map(|text| text.body.as_str());
    let expected = "<p><img src=\"/newswire/maps/zone.svg\" alt=\"The zone\" width=\"72\" \
                    height=\"40\" loading=\"lazy\" decoding=\"async\"> \
                    <a href=\"/newswire/maps/zone.svg\">map</a></p>\n";
    assert_eq!(body, Some(expected));
}

/// Reads a folder with the given public files and a single article, whose text starts on
/// line 14.
fn with_pictures(text: &str, files: &[(&str, &[u8])]) -> Result<Article, Faults> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a written file");
    };
    let read = |path: &str| {
        let features = Path::new("tests/content/valid/features");
        fs::read_to_string(features.join(path)).expect("the file can be read")
    };
    let article_file = read("articles/mentions-in-french.md");
    let (front_matter, _) = article_file.rsplit_once("+++").expect("front matter");
    write("content/site.toml", read("site.toml").as_bytes());
    write(
        "content/articles/a.md",
        format!("{front_matter}+++\n{text}").as_bytes(),
    );
    for (path, bytes) in files.iter().chain(&[("logo.svg", DRAWING)]) {
        write(&format!("public/{path}"), bytes);
    }
    load_case(&folder.path().join("content")).map(|newsroom| article(newsroom, "a"))
}

const DRAWING: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' width='720' height='400'/>";

/// The lines, columns and problems of faults.
fn problems(faults: &Faults) -> Vec<(usize, usize, &str)> {
    let faults = faults.iter();
    faults
        .map(|fault| (fault.line, fault.column, fault.problem.as_str()))
        .collect()
}

#[test]
fn texts_can_contain_details_and_recordings() {
    let files: &[(&str, &[u8])] = &[
        ("a.mp4", b"\0\0\0\x08ftyp"),
        ("b/ü.webm", b"\x1a\x45\xdf\xa3"),
        ("c.mp3", b"ID3"),
        ("d.vtt", b"WEBVTT"),
        ("e.svg", DRAWING),
    ];
    for (text, expected) in [
        (
            "<details open>\n<summary>More <em>of</em> it</summary>\n\nA *text*.\n\n</details>",
            "<details open=\"\">\n<summary>More <em>of</em> it</summary>\n\
             <p>A <em>text</em>.</p>\n</details>",
        ),
        (
            "<video src=\"/a.mp4\" poster=\"/e.svg\" controls width=\"640\" height=\"360\">\
             <track src=\"/d.vtt\"></video>",
            "<p><video src=\"/newswire/a.mp4\" poster=\"/newswire/e.svg\" controls=\"\" \
             width=\"640\" height=\"360\" preload=\"none\"><track src=\"/newswire/d.vtt\"></video></p>\n",
        ),
        (
            "<figure>\n<video controls aria-label=\"A launch\" preload=\"none\">\n\
             <source src=\"/b/%C3%BC.webm\" type=\"video/webm\">\n\
             <track kind=\"captions\" src=\"/d.vtt\" srclang=\"en\" label=\"English\" default>\n\
             <a href=\"/a.mp4\">A launch</a>\n</video>\n<figcaption>A launch.</figcaption>\n\
             </figure>",
            "<figure>\n<video controls=\"\" aria-label=\"A launch\" preload=\"none\">\n\
             <source src=\"/newswire/b/%C3%BC.webm\" type=\"video/webm\">\n\
             <track kind=\"captions\" src=\"/newswire/d.vtt\" srclang=\"en\" label=\"English\" \
             default=\"\">\n\
             <a href=\"/newswire/a.mp4\">A launch</a>\n</video>\n\
             <figcaption>A launch.</figcaption>\n</figure>",
        ),
        (
            "<figure>\n<audio src=\"/c.mp3\" controls>The recording</audio>\n<details>\n\
             <summary>Transcript</summary>\n\nWords.\n\n</details>\n</figure>",
            "<figure>\n<audio src=\"/newswire/c.mp3\" controls=\"\" preload=\"none\">The recording\
             </audio>\n<details>\n<summary>Transcript</summary>\n<p>Words.</p>\n</details>\n</figure>",
        ),
    ] {
        let article = with_pictures(text, files).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(article.body.as_str(), expected);
    }
    let text = "<video src=\"/c.mp3\" controls autoplay></video> \
                <audio controls><source src=\"/a.mp4\"></audio> \
                <video src=\"/a.mp4\" controls=\"false\"><track src=\"/c.mp3\"></video>\n\n\
                <video src=\"/a.mp4\" controls><track kind=\"chapters\" src=\"/d.vtt\"></video>";
    let faults = with_pictures(text, files).expect_err("invalid recordings");
    assert_eq!(
        problems(&faults),
        [
            (14, 1, "The video has no captions."),
            (14, 8, "“/c.mp3” is not a video."),
            (14, 30, "“autoplay” is not allowed on “<video>”."),
            (14, 48, "The recording has no transcript."),
            (14, 72, "“/a.mp4” is not a recording."),
            (14, 114, "Invalid value: controls=\"false\"."),
            (14, 138, "“/c.mp3” is not a text track."),
            (16, 1, "The video has no captions."),
        ]
    );
}

#[test]
fn a_video_on_another_site_is_a_picture_that_links_there() {
    let files: &[(&str, &[u8])] = &[("still.svg", DRAWING)];
    let text = "::video{url=\"https://www.video.example/a_b_c?d=1&e=2\" title=\"The *launch*\" \
                image=\"/still.svg\"}";
    let article = with_pictures(text, files).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(
        article.body.as_str(),
        "<figure class=\"elsewhere\"><a href=\"https://www.video.example/a_b_c?d=1&amp;e=2\">\
         <img src=\"/newswire/still.svg\" alt=\"Watch on video.example: The *launch*\" \
         width=\"720\" height=\"400\" loading=\"lazy\" decoding=\"async\"></a>\
         <figcaption>The *launch* · <span class=\"credit\">Video on video.example</span>\
         </figcaption></figure>\n"
    );
    let text = "::audio{url=\"https://a.example/\"}\n\n\
                ::video{url=\"/launch.mp4\" title=\"A\" image=\"/still.png\"}\n\n\
                ::video{url=\"https://a.example/\" headline=\"A\" image=\"/still.svg\"}\n\n\
                ::video{url=https://a.example/}\n\n\
                A text\n::video{url=\"https://a.example/\"}\n\n\
                ::video{url=\"https://a.example/\" title=\"A\" image=\"/still.svg\"}\nA text.";
    let faults = with_pictures(text, files).expect_err("invalid directives");
    assert_eq!(
        problems(&faults),
        [
            (14, 1, "There is no directive “audio”."),
            (16, 14, "“/launch.mp4” is not an address of another site."),
            (18, 1, "“title” is missing."),
            (18, 34, "There is no field “headline” here."),
            (20, 9, "This directive cannot be read."),
            (23, 1, "This directive is not in a paragraph of its own."),
            (25, 1, "This directive is not in a paragraph of its own."),
        ]
    );
}

#[test]
fn a_picture_in_html_is_checked_and_sized_as_one_in_markdown() {
    let files: &[(&str, &[u8])] = &[
        ("a b.svg", DRAWING),
        ("b.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ];
    let attributes = "width=\"720\" height=\"400\" loading=\"lazy\" decoding=\"async\"";
    for text in [
        "<figure><img src=\"/a%20b.svg\" alt=\"A\"></figure>",
        "![A](</a b.svg>)",
        "![A](/a%20b.svg)",
    ] {
        let article = with_pictures(text, files).unwrap_or_else(|faults| panic!("{faults}"));
        let expected = format!("<img src=\"/newswire/a%20b.svg\" alt=\"A\" {attributes}>");
        let expected = format!("<figure>{expected}</figure>");
        assert_eq!(article.body.as_str().trim(), expected);
    }
    let text = "<figure>\n<img src=\"/b.svg\">\n</figure>";
    let faults = with_pictures(text, files).expect_err("a picture without a size");
    assert_eq!(
        problems(&faults),
        [
            (15, 1, "The picture has no alternative text."),
            (15, 6, "Cannot determine the size of the picture “/b.svg”."),
        ]
    );
}

/// Texts that used to take minutes or all memory, or to panic.
#[test]
fn unbounded_constructs_have_limits() {
    let table = |columns: usize, rows: usize| {
        let head = format!("{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns));
        head + &"|b|\n".repeat(rows)
    };
    for (text, problem) in [
        ("- ".repeat(10_000) + "a", "nested more than 100 levels"),
        ("> ".repeat(10_000) + "a", "nested more than 100 levels"),
        ("1. ".repeat(10_000) + "a", "nested more than 100 levels"),
        ("<div>".repeat(10_000), "nested more than 100 levels"),
        ("<em>".repeat(10_000), "nested more than 100 levels"),
        (
            "*a **a ".repeat(1_000) + &"a** a*".repeat(1_000),
            "nested more than 100 levels",
        ),
        (" ".repeat(1_000) + "a", "indented by more than 200"),
        (table(400, 400), "more than 100000 lines"),
        (table(150, 150), "more than 20000 cells"),
        (
            "[a](/nowhere/) ".repeat(1_000),
            "… and 900 more in this file.",
        ),
    ] {
        let faults = with_pictures(&text, &[]).expect_err(problem);
        let found = faults.iter().any(|fault| fault.problem.contains(problem));
        assert!(found, "{problem}: {faults}");
    }
}

#[test]
fn many_headings_and_notes_are_read_quickly() {
    let notes = (0..5_000).map(|note| format!("a[^{note}]\n\n[^{note}]: b\n\n"));
    for text in ["## A\n\n".repeat(10_000), notes.collect()] {
        let article = with_pictures(&text, &[]).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(article.body.as_str().len() > 100_000);
    }
}

/// The header of a PNG file of 3 by 2 pixels.
const PHOTO: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\x12\x16\xf1M";

#[test]
fn a_picture_alone_in_its_paragraph_is_a_figure() {
    let files: &[(&str, &[u8])] = &[("a.svg", DRAWING), ("b.png", PHOTO)];
    let drawing = "<img src=\"/newswire/a.svg\" alt=\"A & b\" width=\"720\" height=\"400\" \
                   loading=\"lazy\" decoding=\"async\">";
    let drawing = &drawing.replace("A & b", "A &amp; b");
    for (text, expected) in [
        (
            "![A & b](/a.svg \"One < two. | Credit: Newswire\")",
            format!(
                "<figure>{drawing}<figcaption>One &lt; two. \
                 <span class=\"credit\">Credit: Newswire</span></figcaption></figure>\n"
            ),
        ),
        (
            "![A & b](/a.svg 'A caption.')",
            format!("<figure>{drawing}<figcaption>A caption.</figcaption></figure>\n"),
        ),
        ("![A & b](/a.svg)", format!("<figure>{drawing}</figure>\n")),
        (
            "![A photo](/b.png \"Title\") in a line",
            "<p><img src=\"/newswire/b.png\" alt=\"A photo\" title=\"Title\" width=\"3\" \
             height=\"2\" loading=\"lazy\" decoding=\"async\"> in a line</p>\n"
                .to_owned(),
        ),
    ] {
        let article = with_pictures(text, files).expect("the content has no faults");
        assert_eq!(article.body.as_str(), expected);
    }
}

#[test]
fn a_figure_is_not_a_paragraph_and_has_no_words() {
    let text = "![Words](/a.svg \"A caption.\")\n\nThe first paragraph.";
    let article = with_pictures(text, &[("a.svg", DRAWING)]).expect("the content has no faults");
    assert_eq!(article.first_paragraph, "The first paragraph.");
    assert_eq!(article.words, 3);
}

const CHART: &str = "```chart\n\
    title = \"Limits\"\nnote = \"For <each> side\"\nlabel = \"Treaty\"\nunit = \"Warheads\"\n\
    caption = \"A caption.\"\ncredit = \"Newswire\"\n\n\
    [[bars]]\nlabel = \"START I\"\nnote = \"1991\"\nvalue = 6000\n\n\
    [[bars]]\nlabel = \"Mexico\"\nleast = 1500\nvalue = 3000\n```\n\nThe first paragraph.";

#[test]
fn a_chart_is_a_table_with_bars() {
    let article = with_pictures(CHART, &[]).expect("the content has no faults");
    let bar = |inside| {
        format!(
            "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" \
             aria-hidden=\"true\">{inside}</svg>"
        )
    };
    let expected = format!(
        "<figure><figcaption><strong>Limits</strong> \
         <span class=\"chart-note\">For &lt;each&gt; side</span></figcaption>\
         <table class=\"chart\">\
         <thead><tr><th scope=\"col\">Treaty</th><th scope=\"col\">Warheads</th></tr></thead>\
         <tbody><tr><th scope=\"row\">START I <span class=\"chart-note\">1991</span></th>\
         <td>6,000{}</td></tr>\
         <tr><th scope=\"row\">Mexico</th><td>1,500–3,000{}</td></tr></tbody></table>\
         <p>A caption. <span class=\"credit\">Newswire</span></p></figure>\n\
         <p>The first paragraph.</p>\n",
        bar("<rect width=\"1000\" height=\"10\"></rect>"),
        bar("<rect width=\"250\" height=\"10\"></rect>\
             <rect class=\"bar-range\" x=\"250\" width=\"250\" height=\"10\"></rect>"),
    );
    assert_eq!(article.body.as_str(), expected);
    assert_eq!(article.first_paragraph, "The first paragraph.");
    assert_eq!(article.words, 3);
}

#[test]
fn texts_link_to_the_contact_of_the_site() {
    let text = "Write to <contact:>, or [write to us](contact:).";
    let article = with_pictures(text, &[]).expect("the content has no faults");
    assert_eq!(
        article.body.as_str(),
        "<p>Write to <a href=\"mailto:newsroom@newswire.example\">newsroom@newswire.example</a>, \
         or <a href=\"mailto:newsroom@newswire.example\">write to us</a>.</p>\n"
    );
}

#[test]
fn the_size_of_a_picture_must_be_known() {
    let files: &[(&str, &[u8])] = &[
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("b.mp3", b"ID3"),
        ("c.txt", b"c"),
    ];
    let text = "![A](/a.svg)\n\nA ![b](/b.mp3) and ![c](/c.txt).";
    let faults = with_pictures(text, files).expect_err("no size can be read");
    let found: Vec<_> = faults
        .iter()
        .map(|fault| (fault.line, fault.column, fault.problem.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (14, 1, "Cannot determine the size of the picture “/a.svg”."),
            (16, 3, "Cannot determine the size of the picture “/b.mp3”."),
            (16, 20, "Cannot determine the size of the picture “/c.txt”."),
        ]
    );
}

/// An article of the folder `features`.
fn feature(slug: &str) -> Article {
    let newsroom = load_case(Path::new("tests/content/valid/features"));
    article(newsroom.expect("the content has no faults"), slug)
}

#[test]
fn notes_are_numbered_and_gathered_at_the_end() {
    let body = feature("notes").body;
    let (text, notes) = body.as_str().split_once("<section").expect("notes");
    let mark = |number, id| {
        format!(
            "<sup><a class=\"note-mark\" id=\"{id}\" href=\"#note-{number}\" \
             aria-label=\"Note {number}\">{number}</a></sup>"
        )
    };
    let [first, second, again] = [
        mark(1, "note-1-mark"),
        mark(2, "note-2-mark"),
        mark(1, "note-1-mark-2"),
    ];
    let marks =
        format!("<p>One{first} claim, <em>another</em>{second}, and the first{again} again.</p>");
    assert!(text.contains(&marks), "{text}");
    assert!(text.contains("<h2 id=\"text-notes\">Notes</h2>"), "{text}");
    assert!(text.contains("<code>[^code]</code> and [^escaped] are no"));
    assert!(!text.contains("The first note"), "{text}");
    let back = |number| {
        format!(" <a href=\"#note-{number}-mark\" aria-label=\"Back to the text\">↩</a></p>\n</li>")
    };
    let expected = format!(
        " class=\"notes\"><h2 id=\"notes\">Notes</h2><ol>\
         <li id=\"note-1\">\n<p>The first note, with \
         <a href=\"/newswire/country-profiles/russia/\">a link</a>.</p>\n\
         <p>And a second paragraph.{}\
         <li id=\"note-2\">\n<p>The other note.{}{}\
         <li id=\"note-3\">\n<p>Never.{}\
         <li id=\"note-4\">\n<p>A note of a note.{}</ol></section>",
        back(1),
        mark(4, "note-4-mark"),
        back(2),
        back(3),
        back(4),
    );
    assert_eq!(notes.trim_end(), expected);
}

#[test]
fn english_words_in_notes_are_marked_in_other_languages() {
    let body = feature("notes-in-arabic").body;
    for wanted in [
        "href=\"#note-1\" lang=\"en\" aria-label=\"Note 1\" dir=\"ltr\"",
        "<h2 id=\"notes\" lang=\"en\" dir=\"ltr\">Notes</h2>",
        "lang=\"en\" aria-label=\"Back to the text\" dir=\"ltr\"",
    ] {
        assert!(body.as_str().contains(wanted), "no {wanted} in:\n{body:?}");
    }
}

#[test]
fn articles_in_english_link_to_the_countries_that_they_mention() {
    let expected = "<p>A test site in New Mexico, \"far from Mexico\", is shown to Japan.</p>\n\
                    <p>The <a href=\"/newswire/country-profiles/russia/\">Russian\nFederation</a>’s \
                    envoy went to <a href=\"/newswire/country-profiles/mexico/\">Mexico</a>, then \
                    back to Russia.</p>\n";
    assert_eq!(feature("mentions").body.as_str(), expected);
    let french = feature("mentions-in-french").body;
    assert_eq!(french.as_str(), "<p>Le Mexico des années 1960.</p>\n");
}

#[test]
fn profiles_are_not_linked_by_themselves() {
    let newsroom = load_case(Path::new("tests/content/valid/features"));
    for country in newsroom.expect("the content has no faults").countries {
        assert!(!country.body.as_str().contains("<a"), "{}", country.slug);
    }
}

#[test]
fn articles_have_bylines_corrections_and_updates() {
    let article = feature("amendments");
    assert_eq!(article.byline.as_deref(), Some("A. Writer & B. Writer"));
    fn days(amendments: &[Amendment]) -> Vec<(String, &str)> {
        let amendments = amendments.iter();
        amendments
            .map(|amendment| (amendment.date.to_string(), amendment.text.as_str().trim()))
            .collect()
    }
    assert_eq!(
        days(&article.corrections),
        [
            (
                "2012-10-23".to_owned(),
                "<p>An earlier version gave a wrong year.</p>"
            ),
            (
                "2012-10-24".to_owned(),
                "<p>It also misspelt &lt;a name&gt;, and \
                 <a href=\"/newswire/country-profiles/mexico/\">two</a> <em>words</em>.</p>"
            ),
        ]
    );
    // They can be later than the article's as-of date.
    assert_eq!(
        days(&article.updates),
        [
            ("2017-09-27".to_owned(), "<p>It ended.</p>"),
            ("2019-08-02".to_owned(), "<p>It began again.</p>")
        ]
    );
    assert_eq!(article.first_paragraph, "The first paragraph of the text.");
    assert_eq!(article.words, 12);
    assert_eq!(feature("notes").byline, None);
}

#[test]
fn files_with_windows_line_endings_read_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let content = folder.path().join("content");
    for source in ["site.toml", "pages/about.md"] {
        let text = fs::read_to_string(Path::new("tests/content/valid/hostile").join(source));
        let text = text.expect("the file can be read").replace('\n', "\r\n");
        let target = content.join(source);
        fs::create_dir_all(target.parent().expect("it is in a folder")).expect("a folder");
        fs::write(target, format!("\u{feff}{text}")).expect("a written file");
    }

    fs::create_dir(content.join("articles")).expect("a folder");
    let logo = folder.path().join("public/logo.svg");
    fs::create_dir(folder.path().join("public")).expect("a folder");
    fs::write(logo, DRAWING).expect("a written file");

    let newsroom = load_case(folder.path()).expect("the content has no faults");

    assert_eq!(newsroom.texts, hostile().texts);
}

#[test]
fn the_reserved_names_of_pages_are_those_of_the_document() {
    let document = fs::read_to_string("../docs/content-format.md").expect("the document is there");
    let (_, rest) = document
        .split_once("A page cannot be named")
        .expect("a list of reserved names");
    let (sentence, _) = rest.split_once('.').expect("the sentence ends");
    let names: Vec<_> = sentence.split('`').skip(1).step_by(2).collect();
    assert_eq!(names, [&Route::RESERVED[..], &[CORRECTIONS]].concat());
}
