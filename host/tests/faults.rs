//! What a browser gets from a faulty host.

use std::fs;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use host::{Fault, Host};
use tempfile::TempDir;

mod client;
use client::{get, get_raw, get_raw_with};

const CONTENT: &str = "0123456789";

fn host() -> (TempDir, Host) {
    let site = tempfile::tempdir().expect("a folder can be created");
    for name in ["index.json", "other.json"] {
        fs::write(site.path().join(name), CONTENT).expect("writable");
    }
    let host = Host::start(site.path()).expect("the host starts");
    (site, host)
}

#[test]
fn a_status_applies_to_exactly_its_path_until_repaired() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::Status(503));
    assert_eq!(
        get(&host.url("/index.json")).expect("a response").status,
        503
    );
    assert_eq!(
        get(&host.url("/other.json")).expect("a response").status,
        200
    );

    host.mend("/index.json");
    let mended = get(&host.url("/index.json")).expect("a response");
    assert_eq!(mended.body, CONTENT.as_bytes());
    assert_eq!(
        host.requests(),
        ["/index.json", "/other.json", "/index.json"]
    );
}

#[test]
fn every_response_has_the_added_headers() {
    let (_site, host) = host();
    host.add_header("X-Policy", "strict").expect("a header");
    for path in ["/index.json", "/nothing"] {
        let answer = get_raw(&host, path).expect("a response");
        assert!(answer.contains("x-policy: strict\r\n"), "{answer}");
    }
    host.add_header("no name", "").expect_err("no header");
}

#[test]
fn a_refusing_host_responds_only_once_it_accepts_again() {
    let (_site, host) = host();
    host.refuse_all(true);
    get(&host.url("/index.json")).expect_err("no answer");
    get(&host.url("/other.json")).expect_err("no answer");

    host.refuse_all(false);
    assert_eq!(
        get(&host.url("/index.json")).expect("a response").status,
        200
    );
}

#[test]
fn a_cut_off_response_promises_all_and_sends_half() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::CutOff);
    let answer = get_raw(&host, "/index.json").expect("a response");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("content-length: 10\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n01234"), "{answer}");
    get(&host.url("/index.json")).expect_err("half of a body is an error");
}

#[test]
fn a_truncated_response_looks_complete() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::Truncate);
    let answer = get(&host.url("/index.json")).expect("half of the content is a complete response");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.body, b"01234");
}

#[test]
fn a_stalled_response_sends_half_and_never_ends() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::Stall);
    let (sender, answers) = mpsc::channel();
    let url = host.url("/index.json");
    let reader = thread::spawn(move || sender.send(get(&url)));
    // Only waiting shows that it does not end.
    let nothing_yet = answers.recv_timeout(Duration::from_millis(200)).err();
    assert_eq!(nothing_yet, Some(RecvTimeoutError::Timeout));
    drop(host);
    let broken = answers.recv_timeout(Duration::from_secs(10));
    broken
        .expect("the host has ended")
        .expect_err("half of a body is an error");
    reader
        .join()
        .expect("the reader ends")
        .expect("it is announced");
}

#[test]
fn a_path_can_be_redirected_to_another() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::Redirect("/other.json".to_owned()));
    let answer = get_raw(&host, "/index.json").expect("a response");
    assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
    assert!(answer.contains("location: /other.json\r\n"), "{answer}");
}

#[test]
fn a_large_file_can_be_cut_off_too() {
    let (site, host) = host();
    fs::write(site.path().join("large.json"), "x".repeat(2_000_000)).expect("writable");
    host.fail("/large.json", Fault::CutOff);
    let answer = get_raw(&host, "/large.json").expect("a response");
    let body = answer.split_once("\r\n\r\n").expect("it has a body").1;
    assert!(answer.contains("content-length: 2000000\r\n"));
    assert_eq!(body.len(), 1_000_000);
}

#[test]
fn a_cached_copy_does_not_hide_the_fault() {
    let (_site, host) = host();
    let whole = get(&host.url("/index.json")).expect("a response");
    let tag = whole.header("etag").expect("files have tags").to_owned();
    let ask_again = || get_raw_with(&host, "/index.json", &format!("If-None-Match: {tag}\r\n"));
    assert!(ask_again().expect("a response").starts_with("HTTP/1.1 304"));

    host.fail("/index.json", Fault::CutOff);
    assert!(ask_again().expect("a response").ends_with("\r\n\r\n01234"));
}

#[test]
fn content_can_be_replaced() {
    let (_site, host) = host();
    host.fail(
        "/index.json",
        Fault::Replace {
            content_type: "text/html".to_owned(),
            body: b"<h1>Log in to this network</h1>".to_vec(),
        },
    );
    let answer = get(&host.url("/index.json")).expect("a response");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert_eq!(answer.body, b"<h1>Log in to this network</h1>");
}

#[test]
fn a_refused_request_gets_no_response() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::Refuse);
    assert_eq!(get_raw(&host, "/index.json").expect("it connects"), "");
    get(&host.url("/index.json")).expect_err("no answer is an error");
    assert_eq!(host.requests(), ["/index.json", "/index.json"]);
}

#[test]
fn a_held_request_is_answered_once_mended() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::Hold);
    let (sender, answers) = mpsc::channel();
    let url = host.url("/index.json");
    let reader = thread::spawn(move || sender.send(get(&url).expect("a response").body));

    // Only waiting shows that there is no response.
    let nothing_yet = answers.recv_timeout(Duration::from_millis(200));
    assert_eq!(nothing_yet, Err(RecvTimeoutError::Timeout));
    // Other requests are served meanwhile.
    assert_eq!(
        get(&host.url("/other.json")).expect("a response").status,
        200
    );
    host.fail("/other.json", Fault::Refuse);

    host.mend("/index.json");
    let answer = answers.recv_timeout(Duration::from_secs(10));
    assert_eq!(answer.expect("a response"), CONTENT.as_bytes());
    reader
        .join()
        .expect("the reader ends")
        .expect("it was announced");
}

#[test]
fn a_held_request_may_end_in_another_fault() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::Hold);
    let url = host.url("/index.json");
    let reader = thread::spawn(move || get(&url).expect("a response").status);
    while host.requests().is_empty() {
        thread::yield_now();
    }
    host.fail("/index.json", Fault::Status(500));
    assert_eq!(reader.join().expect("the reader ends"), 500);
}

#[test]
fn a_dropped_host_ends_pending_requests() {
    let (_site, host) = host();
    host.fail("/index.json", Fault::Hold);
    let url = host.url("/index.json");
    let reader = thread::spawn(move || get(&url).is_err());
    while host.requests().is_empty() {
        thread::yield_now();
    }
    drop(host);
    assert!(reader.join().expect("the reader ends"));
}
