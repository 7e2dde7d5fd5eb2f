//! What a browser gets from hosts that treat addresses differently.

use std::fs;

use host::{Host, Manner, Settings};
use tempfile::TempDir;

mod client;
use client::{get, get_without_redirects};

const PAGE: &str = r#"<a href="/about/">A</a><script src=/app.js></script>"#;

fn host(manner: Manner, base: &str) -> (TempDir, Host) {
    let site = tempfile::tempdir().expect("a folder can be created");
    for name in ["index.html", "404.html", "about/index.html"] {
        let file = site.path().join(name);
        fs::create_dir_all(file.parent().expect("files are in folders")).expect("writable");
        fs::write(file, PAGE).expect("writable");
    }
    let host = Host::start_with(Settings {
        base: base.to_owned(),
        manner,
        ..Settings::new(site.path())
    });
    (site, host.expect("the host starts"))
}

#[test]
fn some_hosts_ignore_case() {
    let (_site, host) = host(Manner::IgnoresCase, "/");
    for path in ["/about/", "/About/", "/ABOUT/INDEX.HTML"] {
        assert_eq!(get(&host.url(path)).expect("a response").status, 200);
    }
}

#[test]
fn some_hosts_hide_html_extensions() {
    let (_site, host) = host(Manner::HidesHtml, "/newswire/");
    for (path, expected) in [
        ("/about/index.html", "/newswire/about/"),
        ("/index.html", "/newswire/"),
        ("/404.html", "/newswire/404"),
    ] {
        let answer = get_without_redirects(&host.url(path)).expect("a response");
        assert_eq!(answer.header("location"), Some(expected));
        assert_eq!(get(&host.url(path)).expect("a response").status, 200);
    }
}

#[test]
fn some_hosts_serve_folders_without_a_slash() {
    let (_site, host) = host(Manner::KeysWithoutSlash, "/");
    let answer = get_without_redirects(&host.url("/about")).expect("a response");
    assert_eq!((answer.status, &*answer.body), (200, PAGE.as_bytes()));
}

#[test]
fn archives_rewrite_addresses_in_pages() {
    let (_site, host) = host(Manner::Archive, "/web/1/https://a.example/");
    let answer = get(&host.url("/about/")).expect("a response");
    let expected = "<a href=\"/web/1/https://a.example/about/\">A</a>\
        <script src=/web/1/https://a.example/app.js></script>";
    assert_eq!(String::from_utf8_lossy(&answer.body), expected);
}
