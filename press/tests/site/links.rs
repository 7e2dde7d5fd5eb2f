//! Checking the links of a published site.

use crate::newsroom::{Newsroom, errors};

impl Newsroom {
    /// Checks the links of the site, and returns whether all are fine, and the output.
    fn check_links(&self, base: &str) -> (bool, String) {
        let output = self.press(&["check", "--links", "--out", "site", "--base", base]);
        let told = String::from_utf8_lossy(&output.stdout);
        (
            output.status.success(),
            format!("{told}{}", errors(&output)),
        )
    }
}

#[test]
fn a_published_site_has_no_broken_links() {
    for base in ["/", "/newswire/"] {
        let newsroom = Newsroom::new();
        newsroom.settings("[[moved]]\nfrom = \"/old/\"\nto = \"/gsn/article/one/\"\n");
        newsroom.published(&["--base", base]);
        let (is_whole, told) = newsroom.check_links(base);
        assert!(is_whole, "{told}");
        assert!(told.contains("No broken links: "), "{told}");
    }
}

/// Every kind of reference, valid and broken.
#[test]
fn every_kind_of_broken_link_is_reported_with_its_page() {
    let newsroom = Newsroom::new();
    for (file, text) in [
        (
            "index.html",
            "<p id=here><a name=there></a><p id='a&amp;b'>",
        ),
        ("index.json", "{}"),
        (
            "moved/index.html",
            "<meta http-equiv=refresh content='0; url=/newswire/gone/'>",
        ),
        ("a.svg", "<svg/>"),
        ("a b.svg", "<svg/>"),
        (
            "about/index.html",
            "<head><link rel=canonical href='https://newswire.example/newswire/abuot/'>\
             <link rel=stylesheet href=/newswire/no.css><script src=/newswire/no.js></script>\
             <link rel=alternate type=application/atom+xml href=/newswire/no.atom>\
             <meta property=og:image content=https://newswire.example/newswire/no.png></head>\
             <a href=/newswire/>right</a><a href=../#here>right</a><a href='/newswire/#there'>right</a>\
             <a href='#'>right</a><a href=#top>right</a><a href='/newswire/#a&amp;b'>right</a>\
             <a href=mailto:a@newswire.example>right</a><a href=https://www.un.org/no/>right</a>\
             <a href=https://newswire.example/other/>right</a>\
             <img src=/newswire/a.svg srcset='/newswire/a.svg 1x, /newswire/a%20b.svg 2x'>\
             <a href=/newswire/gone/>wrong</a><a href=/newswire/gone/>wrong again</a>\
             <a href=/newswire/about>wrong</a><a href=/about/>wrong</a>\
             <a href=#nowhere>wrong</a><a href=/newswire/#nowhere>wrong</a>\
             <a href=/newswire/moved/>wrong</a><a href=https://[/>wrong</a>\
             <a href='/newswire/a.svg?b=1&amp;c=2'>right</a><a href='/newswire/no?b=1&amp;c=2'>wrong</a>\
             <img src=/newswire/no.jpg srcset='/newswire/a.svg 1x, /newswire/no.webp 2x'>\
             <form action=/newswire/no/></form>",
        ),
        ("about/index.json", "{}"),
        (
            "feed.atom",
            "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/newswire/about/'/>\
             <entry><link href='https://newswire.example/newswire/no/'/>\
             <content type='html'>&lt;a href='/newswire/no/text/'&gt;&lt;/a&gt;\
             &lt;a href='#nowhere'&gt;&lt;/a&gt;</content></entry></feed>",
        ),
        (
            "feed.json",
            r#"{"home_page_url": "https://newswire.example/newswire/",
                "items": [{"id": "/no/", "url": "https://newswire.example/newswire/no/",
                           "content_html": "<img src='/newswire/no.gif'>"}]}"#,
        ),
        (
            "sitemap.xml",
            "<urlset><url><loc>https://newswire.example/newswire/</loc></url>\
             <url><loc>https://newswire.example/newswire/no/</loc></url></urlset>",
        ),
        (
            "manifest.webmanifest",
            r#"{"start_url": "/newswire/", "icons": [{"src": "/newswire/no.png"}]}"#,
        ),
    ] {
        newsroom.write(&format!("site/{file}"), text);
    }
    let (is_whole, told) = newsroom.check_links("/newswire/");
    assert!(!is_whole);
    let expected = "\
site/about/index.html: <a href=\"#nowhere\"> points to an id that the page does not have.
site/about/index.html: <a href=\"/about/\"> points outside the site: the base is missing.
site/about/index.html: <a href=\"/newswire/#nowhere\"> points to an id that the page does not have.
site/about/index.html: <a href=\"/newswire/about\"> points to a folder: add a trailing slash.
site/about/index.html: <a href=\"/newswire/gone/\"> points to a missing file.
site/about/index.html: <a href=\"/newswire/moved/\"> points to a page without a document, such as one that has moved: link to its current address.
site/about/index.html: <a href=\"/newswire/no?b=1&c=2\"> points to a missing file.
site/about/index.html: <a href=\"https://[/\"> is not a valid URL.
site/about/index.html: <form action=\"/newswire/no/\"> points to a missing file.
site/about/index.html: <img src=\"/newswire/no.jpg\"> points to a missing file.
site/about/index.html: <img srcset=\"/newswire/no.webp\"> points to a missing file.
site/about/index.html: <link href=\"/newswire/no.atom\"> points to a missing file.
site/about/index.html: <link href=\"/newswire/no.css\"> points to a missing file.
site/about/index.html: <link href=\"https://newswire.example/newswire/abuot/\"> points to a missing file.
site/about/index.html: <meta content=\"https://newswire.example/newswire/no.png\"> points to a missing file.
site/about/index.html: <script src=\"/newswire/no.js\"> points to a missing file.
site/feed.atom: <a href=\"/newswire/no/text/\"> points to a missing file.
site/feed.atom: <link href=\"https://newswire.example/newswire/no/\"> points to a missing file.
site/feed.json: <img src=\"/newswire/no.gif\"> points to a missing file.
site/feed.json: <url>https://newswire.example/newswire/no/</url> points to a missing file.
site/manifest.webmanifest: <src>/newswire/no.png</src> points to a missing file.
site/moved/index.html: <meta content=\"/newswire/gone/\"> points to a missing file.
site/sitemap.xml: <loc>https://newswire.example/newswire/no/</loc> points to a missing file.
";
    let (_, told) = told.split_once('\n').expect("the content comes first");
    assert!(
        told.starts_with(expected),
        "expected:\n{expected}\ntold:\n{told}"
    );
    let end = "23 broken links in 6 files, of 40 links in 7 files.";
    assert!(told.contains(end), "{told}");
}

#[test]
fn a_missing_site_is_reported() {
    let newsroom = Newsroom::new();
    let (is_whole, told) = newsroom.check_links("/");
    assert!(!is_whole);
    assert!(told.contains("there is no site in site"), "{told}");
}
