//! Random content: whatever passes the check can be published, and then has no broken
//! links.
//!
//! `DRAWN=2000 SEED=7 cargo test -p press --test site drawn` generates more of it, or
//! other content.

mod files;
mod text;

use crate::SITE;
use crate::newsroom::{DRAWING, Newsroom, errors};
use files::{FLAGS, TREATIES};
use jiff::civil::{Date, date};
use model::routes::Base;
use press::load;
use text::Draw;

/// Later than any date in the content.
const TODAY: Date = date(2020, 1, 1);

/// The default number of files of each kind.
const FILES: u64 = 60;

/// How many of the settings that pass are published, because each needs a run of the
/// press.
const SITES: usize = 10;

const ABOUT: &str =
    "+++\ntitle = \"About\"\nsummary = \"S\"\n+++\n## Errors\n\n## Search\n\nText.\n";

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A newsroom with everything that random content can refer to.
fn newsroom() -> Newsroom {
    let newsroom = Newsroom::without_content();
    newsroom.write("content/site.toml", SITE);
    newsroom.write("content/pages/about.md", ABOUT);
    newsroom.country("russia", "Russia");
    for treaty in TREATIES {
        newsroom.treaty(treaty, treaty);
    }
    newsroom.article("one", "2012-10-23", "The text of one.");
    for flag in FLAGS {
        newsroom.write(&format!("flags/{flag}.svg"), DRAWING);
    }
    newsroom.write(
        "public/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"72\" height=\"40\"/>",
    );
    // The magic numbers of these formats.
    newsroom.write("public/a b.mp4", "\0\0\0\u{18}ftypmp42\0\0\0\0mp42isom");
    newsroom.write("public/a.mp3", "ID3\u{3}\0\0\0\0\0\0");
    newsroom.write("public/a.vtt", "WEBVTT\n");
    newsroom
}

/// Generates many files of a kind, and returns those that pass the check in a newsroom
/// that has each of them at `path`. The faults of the others must have a position and
/// advice.
fn passing(path: &str, draw: impl Fn(&mut Draw, u64) -> String) -> Vec<String> {
    let seed = from_environment("SEED").unwrap_or(1);
    let files = from_environment("DRAWN").unwrap_or(FILES);
    let newsroom = newsroom();
    let mut passing = Vec::new();
    for number in 0..files {
        let is_hostile = number % 3 == 0;
        let state = seed.wrapping_mul(0x0001_0000_0001) ^ number;
        let drawn = draw(&mut Draw::new(state, is_hostile), number);
        newsroom.write(path, &drawn);
        match load(&newsroom.path("content"), &Base::new("/newswire/"), TODAY) {
            Ok(_) => passing.push(drawn),
            Err(faults) => {
                assert!(is_hostile, "{faults}\n{drawn}");
                for fault in faults.iter() {
                    assert!(fault.line <= drawn.split('\n').count(), "{fault}");
                    assert!(
                        !fault.problem.is_empty() && !fault.advice.is_empty(),
                        "{fault}"
                    );
                }
            }
        }
    }
    assert!(passing.len() as u64 >= files / 2, "only {}", passing.len());
    passing
}

/// Publishes a newsroom's content, and checks that no link of it is broken.
fn assert_is_published(newsroom: &Newsroom) {
    let base = ["--base", "/newswire/"];
    let publish = [
        "publish",
        "--out",
        "site",
        "--no-compressed",
        "--today",
        "2020-01-01",
    ];
    let check = ["check", "--links", "--out", "site"];
    for command in [&publish[..], &check[..]] {
        let output = newsroom.press(&[command, &base].concat());
        assert!(output.status.success(), "{}", errors(&output));
    }
}

/// Adds all random files of a folder that pass the check to a newsroom.
fn add_drawn(all: &Newsroom, folder: &str, draw: impl Fn(&mut Draw, u64) -> String) {
    let passing = passing(&format!("content/{folder}/drawn.md"), draw);
    for (number, file) in passing.iter().enumerate() {
        all.write(&format!("content/{folder}/drawn-{number}.md"), file);
    }
}

#[test]
fn valid_content_is_published_without_broken_links() {
    let all = newsroom();
    add_drawn(&all, "articles", |draw, _| draw.article());
    add_drawn(&all, "countries", |draw, number| {
        draw.country(&format!("Land-{number}"))
    });
    add_drawn(&all, "treaties", |draw, number| {
        draw.treaty(&format!("Treaty-{number}"))
    });
    add_drawn(&all, "glossary", |draw, number| {
        draw.term(&format!("Term-{number}"))
    });
    add_drawn(&all, "pages", |draw, _| draw.page());
    assert_is_published(&all);
}

#[test]
fn valid_settings_are_published() {
    let settings = passing("content/site.toml", |draw, _| draw.site());
    for settings in settings.iter().take(SITES) {
        let newsroom = newsroom();
        newsroom.write("content/site.toml", settings);
        assert_is_published(&newsroom);
    }
}
