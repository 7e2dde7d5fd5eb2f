//! A content folder with one file supplied by the fuzzer.

use jiff::civil::date;
use model::routes::Base;
use press::catalog::Catalog;
use press::content::{Faults, Newsroom};
use press::outputs::alternates::Form;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

thread_local! {
    static FOLDER: TempDir = folder();
}

/// Valid front matter.
pub const FRONT_MATTER: &str = "+++\n\
headline = \"H\"\nsummary = \"S\"\ndate = 2012-10-23\nsection = \"nuclear\"\ncountries = []\n\
as_of = 2012-10-23\n\n[[sources]]\ntitle = \"T\"\npublisher = \"P\"\n+++\n";

const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 72 40'/>";

const SITE: &str = include_str!("../../press/tests/content/invalid/html/site.toml");

fn folder() -> TempDir {
    // In memory if possible, because every input is written to disk.
    let memory = Path::new("/dev/shm");
    let folder = match memory.is_dir() {
        true => TempDir::new_in(memory),
        false => TempDir::new(),
    };
    let folder = folder.expect("there is room for a folder");
    for (path, text) in [
        ("content/site.toml", SITE),
        (
            "content/articles/a.md",
            &format!("{FRONT_MATTER}![A](/a.svg)\n"),
        ),
        (
            "content/pages/about.md",
            "+++\ntitle = \"A\"\nsummary = \"S\"\n+++\n## One\n\nA text.\n",
        ),
        ("public/a.mp4", "\0\0\0\x18ftypisom"),
        ("public/a.vtt", "WEBVTT"),
        ("public/a.svg", DRAWING),
        ("public/logo.svg", DRAWING),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    // With a fault in the rest of the folder, nothing would ever be rendered.
    if let Err(faults) = load(&folder) {
        panic!("the folder has faults before any input: {faults}");
    }
    folder
}

fn load(folder: &TempDir) -> Result<Newsroom, Faults> {
    let content = folder.path().join("content");
    press::load(&content, &Base::new("/newswire/"), date(2020, 1, 1))
}

/// Reads content that includes the fuzzer's file. Valid content is also rendered in the
/// formats that need the whole text.
pub fn read(path: &str, contents: &[u8]) {
    FOLDER.with(|folder| {
        fs::write(folder.path().join(path), contents).expect("it can be written");
        match load(folder) {
            Ok(newsroom) => render(&newsroom),
            Err(faults) => drop(faults.to_string()),
        }
    });
}

fn render(newsroom: &Newsroom) {
    let catalog = Catalog::new(newsroom);
    for article in catalog.articles() {
        for form in Form::ALL {
            let file = form.write(&catalog, article);
            file.expect("what passes the check is published");
        }
    }
}
