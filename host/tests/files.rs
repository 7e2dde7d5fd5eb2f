//! What a browser gets from a host without faults.

use std::fs;
use std::net::TcpListener;

use host::{Host, Settings};
use tempfile::TempDir;

mod client;
use client::{get, get_without_redirects};

fn site() -> TempDir {
    let site = tempfile::tempdir().expect("a folder can be created");
    for (name, content) in [
        ("index.html", "<h1>Home</h1>"),
        ("404.html", "<h1>Not here</h1>"),
        ("topic/index.html", "<h1>Topic</h1>"),
        ("app.wasm", "\0asm"),
        ("app.js", "export {}"),
        ("app.css", "h1 {}"),
        ("icon.svg", "<svg/>"),
        ("index.json", "[]"),
        ("site.webmanifest", "{}"),
        ("feed.atom", "<feed/>"),
        ("robots.txt", "User-agent: *"),
        ("empty/nothing-here.txt", ""),
    ] {
        let file = site.path().join(name);
        fs::create_dir_all(file.parent().expect("files are in folders")).expect("writable");
        fs::write(file, content).expect("writable");
    }
    site
}

#[test]
fn files_come_with_their_content_types() {
    let site = site();
    let host = Host::start(site.path()).expect("the host starts");
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/app.wasm", "application/wasm"),
        ("/app.js", "text/javascript; charset=utf-8"),
        ("/app.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/index.json", "application/json"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/feed.atom", "application/atom+xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = get(&host.url(path)).expect("the host responds");
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(content_type), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
    }
}

#[test]
fn folders_show_their_index() {
    let site = site();
    let host = Host::start(site.path()).expect("the host starts");
    let answer = get(&host.url("/topic/")).expect("the host responds");
    assert_eq!(answer.body, b"<h1>Topic</h1>");
}

#[test]
fn folders_without_a_slash_are_redirected() {
    let site = site();
    for (base, location) in [("/", "/topic/"), ("/newswire/", "/newswire/topic/")] {
        let host = Host::start_with(Settings {
            base: base.to_owned(),
            ..Settings::new(site.path())
        })
        .expect("the host starts");
        let answer = get_without_redirects(&host.url("/topic")).expect("the host responds");
        assert!((300..400).contains(&answer.status), "{}", answer.status);
        assert_eq!(answer.header("location"), Some(location));
    }
}

#[test]
fn missing_files_get_the_not_found_page() {
    let site = site();
    let host = Host::start(site.path()).expect("the host starts");
    for path in ["/nowhere", "/nowhere/", "/topic/nowhere.json", "/empty/"] {
        let answer = get(&host.url(path)).expect("the host responds");
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.body, b"<h1>Not here</h1>", "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("text/html; charset=utf-8")
        );
    }
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let site = site();
    let host = Host::start(site.path().join("topic")).expect("the host starts");
    for path in ["/../robots.txt", "/%2e%2e/robots.txt", "/..%2frobots.txt"] {
        let answer = client::get_raw(&host, path).expect("the host responds");
        assert!(!answer.contains("User-agent"), "{path}: {answer}");
    }
}

#[test]
fn a_site_can_live_under_a_base() {
    let site = site();
    for base in ["/newswire/", "/newswire", "newswire"] {
        let host = Host::start_with(Settings {
            base: base.to_owned(),
            ..Settings::new(site.path())
        })
        .expect("the host starts");
        assert_eq!(host.base(), "/newswire/");
        assert!(host.url("/topic/").ends_with("/newswire/topic/"));
        let answer = get(&host.url("/topic/")).expect("the host responds");
        assert_eq!(answer.body, b"<h1>Topic</h1>");
        assert_eq!(host.requests(), ["/topic/"]);

        let outside = host.url("/").replace("/newswire/", "/newswired/");
        assert_eq!(get(&outside).expect("the host responds").status, 404);
        assert_eq!(host.strays(), ["/newswired/"]);
    }
}

#[test]
fn a_changed_file_is_served_at_once() {
    let site = site();
    let host = Host::start(site.path()).expect("the host starts");
    let first = get(&host.url("/index.json")).expect("the host responds");
    assert_eq!(first.header("last-modified"), None);
    fs::write(site.path().join("index.json"), "[1]").expect("writable");
    let second = get(&host.url("/index.json")).expect("the host responds");
    assert_eq!(second.body, b"[1]");
}

#[test]
fn requests_are_logged_in_order_without_queries() {
    let site = site();
    let host = Host::start(site.path()).expect("the host starts");
    for path in ["/topic/", "/?search=plutonium", "/nowhere"] {
        get(&host.url(path)).expect("the host responds");
    }
    assert_eq!(host.requests(), ["/topic/", "/", "/nowhere"]);
    host.clear_requests();
    assert!(host.requests().is_empty());
}

#[test]
fn a_dropped_host_stops_and_frees_its_port() {
    let site = site();
    let host = Host::start(site.path()).expect("the host starts");
    let url = host.url("/");
    drop(host);
    get(&url).expect_err("nobody answers");
}

#[test]
fn a_taken_port_is_named() {
    let site = site();
    let taken = TcpListener::bind("127.0.0.1:0").expect("some port is free");
    let port = taken.local_addr().expect("it listens").port();
    let error = Host::start_with(Settings {
        port,
        ..Settings::new(site.path())
    })
    .expect_err("the port is taken");
    assert_eq!(
        error.to_string(),
        format!("Port {port} is taken. Stop what listens there, or choose another.")
    );
}

#[test]
fn a_missing_folder_is_named() {
    let error = Host::start("no-such-folder").expect_err("the folder does not exist");
    assert_eq!(
        error.to_string(),
        "There is no folder no-such-folder to serve."
    );
}
