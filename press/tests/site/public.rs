//! The files in `public/`: which are published, and which are refused.

use crate::newsroom::{DRAWING, Newsroom, errors};
use crate::{PROGRAM, SITE};
use model::routes::Base;
use press::catalog::Catalog;
use press::content::{self, Faults};
use press::outputs;
use press::outputs::redirects;
use press::placement;
use press::publish::disk::Disk;
use press::publish::site_folder::Staging;
use press::publish::site_writer::{self, SiteWriter};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The header of a PNG file with the given width and height.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    file
}

impl Newsroom {
    fn load(&self) -> Result<content::Newsroom, Faults> {
        let today = jiff::civil::date(2014, 12, 31);
        press::load(&self.path("content"), &Base::new("/"), today)
    }

    /// The messages of the content's faults.
    fn problems(&self) -> Vec<String> {
        let faults = self.load().err();
        let faults = faults.iter().flat_map(Faults::iter);
        faults.map(|fault| fault.problem.clone()).collect()
    }
}

#[test]
fn a_new_picture_is_published_without_rebuilding_the_app() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let drawing = DRAWING.replace("/>", "><title>New</title></svg>");
    newsroom.write("public/logo.svg", &drawing);
    newsroom.write("public/figures/new.svg", DRAWING);
    newsroom.published(&[]);
    assert_eq!(newsroom.read("site/logo.svg"), drawing);
    assert_eq!(newsroom.read("site/figures/new.svg"), DRAWING);

    fs::remove_file(newsroom.path("public/figures/new.svg")).expect("removed");
    newsroom.published(&[]);
    assert!(!newsroom.path("site/figures").exists());
}

#[test]
fn only_the_app_of_a_build_is_published() {
    let newsroom = Newsroom::new();
    // What older versions had Trunk copy, and stray files.
    for file in [
        "app/old.png",
        "app/robots.txt",
        "app/other.js",
        "app/figures/old.svg",
    ] {
        newsroom.write(file, "of a former build");
    }
    newsroom.published(&[]);
    for file in ["old.png", "other.js", "figures"] {
        assert!(!newsroom.path("site").join(file).exists(), "{file}");
    }
    assert!(newsroom.read("site/robots.txt").contains("Sitemap"));
    assert!(newsroom.path("site").join(newsroom.program()).exists());
}

/// Hosts say that files with a hash in their names never change.
#[test]
fn a_program_that_changes_gets_another_name_and_so_does_its_script() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let before = [newsroom.script(), newsroom.program()];
    newsroom.write(&format!("app/{PROGRAM}"), "another program");
    newsroom.published(&[]);
    let after = [newsroom.script(), newsroom.program()];
    assert_ne!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
    let [script, program] = after;
    assert!(newsroom.read(&format!("site/{script}")).contains(&program));
}

#[test]
fn license_notices_are_in_every_site() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    assert!(
        newsroom
            .read("site/third-party-notices.txt")
            .contains("flag-icons")
    );
}

#[test]
fn a_site_without_icons_refers_to_none() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    for file in ["index.html", "feed.atom", "manifest.webmanifest"] {
        let text = newsroom.read(&format!("site/{file}"));
        assert!(!text.contains("favicon"), "{text}");
        assert!(!text.contains("touch-icon"), "{text}");
    }
    newsroom.write("public/favicon.svg", DRAWING);
    newsroom.published(&[]);
    for file in ["index.html", "feed.atom", "manifest.webmanifest"] {
        assert!(
            newsroom
                .read(&format!("site/{file}"))
                .contains("favicon.svg")
        );
    }
}

/// The check of names relies on this list: a file missing from it could be overwritten.
#[test]
fn every_generated_file_has_a_reserved_name() {
    let newsroom = Newsroom::new();
    let mut sections = String::from("\n[security]\ncontact = \"mailto:a@newswire.example\"\n");
    sections.push_str("expires = 2027-06-30\n");
    sections.push_str("[[moved]]\nfrom = \"/old/\"\nto = \"/about/\"\n");
    newsroom.write("content/site.toml", &format!("{SITE}{sections}"));
    for number in 0..25 {
        newsroom.article(&format!("a{number}"), "2014-10-23", "A text.");
    }
    newsroom.country("belarus", "Belarus");
    newsroom.about("one", "belarus");
    newsroom.published(&[]);

    let loaded = newsroom.load().expect("no faults");
    let catalog = Catalog::new(&loaded);
    let mut known = BTreeSet::from_iter(outputs::paths(&catalog));
    known.extend(loaded.files.iter().map(|file| file.path.clone()));
    known.extend(
        loaded
            .redirects
            .iter()
            .map(|moved| redirects::file(&moved.from)),
    );
    // The press keeps it for itself: it is not part of the site.
    known.remove(press::site_paths::PRESS_MANIFEST);
    let site = site_writer::files(&newsroom.path("site")).expect("a site");
    for path in &site {
        let path = site_writer::original(path).unwrap_or(path);
        assert!(
            known.contains(path)
                || placement::is_reserved(path)
                || path.starts_with("search/engine-"),
            "{path}"
        );
    }
    for path in &known {
        assert!(site.contains(path), "{path} is not written");
    }
}

#[test]
fn no_written_file_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = SiteWriter::new(
        Staging::empty(&folder.path().join("site")),
        None,
        false,
        Disk::default(),
    );
    let write = |path: &str| output.write(path, path.as_bytes());
    write("a/b.txt").expect("written");
    for path in ["a/b.txt", "a/b.txt/c.txt", "a"] {
        let error = write(path).expect_err(path).to_string();
        assert!(error.contains(path), "{error}");
    }
    let kept = fs::read_to_string(folder.path().join("site/a/b.txt"));
    assert_eq!(kept.expect("read"), "a/b.txt");
}

#[test]
fn a_collision_with_the_app_is_found_when_publishing() {
    let newsroom = Newsroom::new();
    newsroom.write("app/snippets/a.js", "1");
    newsroom.write("public/snippets/a.js", "2");
    let output = newsroom.publish();
    assert!(!output.status.success());
    assert!(
        errors(&output).contains("snippets/a.js"),
        "{}",
        errors(&output)
    );
    assert!(!newsroom.path("site").exists());
}

#[test]
fn names_that_differ_only_in_case_are_refused() {
    let newsroom = Newsroom::new();
    newsroom.write("public/Logo.svg", DRAWING);
    newsroom.write("public/maps/a.txt", "a");
    newsroom.write("public/MAPS", "a");
    let problems = newsroom.problems();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems
            .iter()
            .any(|it| it.contains("“Logo.svg” and “logo.svg”")
                || it.contains("“logo.svg” and “Logo.svg”")),
        "{problems:?}"
    );
}

#[cfg(unix)]
#[test]
fn names_that_cannot_be_urls_are_refused() {
    use std::os::unix::ffi::OsStrExt;
    let newsroom = Newsroom::new();
    for name in [
        &b"line\nbreak.txt"[..],
        b"escape\x1b[31m.txt",
        b"back\\slash.txt",
        b"question?.txt",
        b"hash#.txt",
        b"percent%41.txt",
        b"latin-1-\xe4.txt",
        "right-to-left-\u{202e}.txt".as_bytes(),
    ] {
        let file = newsroom
            .path("public")
            .join(std::ffi::OsStr::from_bytes(name));
        fs::write(&file, "a").expect("written");
        let problems = newsroom.problems();
        assert_eq!(problems.len(), 1, "{name:?}");
        assert!(problems[0].contains("name"), "{problems:?}");
        fs::remove_file(file).expect("removed");
    }
    newsroom.write("public/Grüße aus Wien (2).txt", "a");
    assert!(newsroom.load().is_ok());
}

#[test]
fn files_must_match_their_extensions() {
    let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x02\0\x03\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
    let page = b"<!doctype html><script>alert(1)</script>";
    let size = "width or height of zero";
    let not = "despite";
    let cases: &[(&str, &[u8], Option<&str>)] = &[
        ("a.png", &png(3, 2), None),
        ("a.PNG", &png(3, 2), None),
        ("a.jpg", jpeg, None),
        ("a.txt", "Grüße".as_bytes(), None),
        ("a.html", page, None),
        ("a.pdf", b"%PDF-1.7", None),
        ("a.unknown", b"\0\x01", None),
        ("a.png", &png(0, 2), Some(size)),
        ("a.png", &png(3, 0), Some(size)),
        ("a.png", &png(u32::MAX, u32::MAX), Some("too large")),
        ("a.png", &png(u32::MAX, 1), Some("too large")),
        ("a.png", &png(99_999, 99_999), Some("too large")),
        ("a.png", &png(3, 2)[..26], Some("truncated")),
        ("a.png", b"\x89PNG", Some(not)),
        ("a.png", b"", Some(not)),
        ("a.png", jpeg, Some(not)),
        ("a.png", page, Some(not)),
        ("a.jpg", b"A text.", Some(not)),
        ("a.jpeg", &jpeg[..20], Some("truncated")),
        ("a.gif", b"GIF89a", Some(not)),
        ("a.webp", b"RIFF\0\0\0\0WEBP", Some("truncated")),
        ("a.avif", &png(3, 2), Some(not)),
        ("a.svg", &png(3, 2), Some("UTF-8")),
        ("a.svg", b"", Some("XML")),
        ("a.txt", b"latin-1: \xe4", Some(not)),
        ("a.js", b"\0", Some(not)),
        ("a.pdf", page, Some(not)),
        ("a.woff2", page, Some(not)),
        ("a.mp4", page, Some(not)),
        ("a.aac", page, Some(not)),
        ("a.wasm", page, Some(not)),
        ("a.vtt", b"WEBVTT", None),
        ("a.vtt", b"\xef\xbb\xbfWEBVTT - English\n\n", None),
        ("a.vtt", page, Some("WebVTT")),
        ("a.vtt", b"WEBVTTX", Some("WebVTT")),
        ("a.vtt", b"WEBVTT\n\xe4", Some(not)),
    ];
    let newsroom = Newsroom::new();
    for (name, bytes, expected) in cases {
        newsroom.write_bytes(&format!("public/{name}"), bytes);
        let problems = newsroom.problems();
        assert_eq!(
            problems.len(),
            usize::from(expected.is_some()),
            "{name}: {problems:?}"
        );
        let is_expected = |problem: &String| problem.contains(expected.unwrap_or_default());
        assert!(problems.iter().all(is_expected), "{name}: {problems:?}");
        fs::remove_file(newsroom.path("public").join(name)).expect("removed");
    }
}

#[test]
fn no_xml_file_runs_scripts() {
    let newsroom = Newsroom::new();
    let xhtml = "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>";
    for name in ["a.xml", "a.rss", "a.kml", "a.xslt", "a.unknown", "a"] {
        for (text, faults) in [
            (format!("<?xml version=\"1.0\"?>\n<a>{xhtml}</a>"), 1),
            ("<?xml version=\"1.0\"?>\n<a/>".to_owned(), 0),
        ] {
            newsroom.write(&format!("public/{name}"), &text);
            let problems = newsroom.problems();
            assert_eq!(problems.len(), faults, "{name}: {problems:?}");
        }
        fs::remove_file(newsroom.path("public").join(name)).expect("removed");
    }
}

#[test]
fn names_too_long_for_a_file_system_are_refused() {
    let newsroom = Newsroom::new();
    let [allowed, long] = [252, 253].map(|length| "a".repeat(length));
    // Long enough to be compressed.
    let text = "A text. ".repeat(1000);
    newsroom.write(&format!("public/{}.txt", &allowed[4..]), &text);
    newsroom.settings(&format!(
        "[[moved]]\nfrom = \"/{allowed}/\"\nto = \"/about/\"\n"
    ));
    newsroom.published(&[]);

    newsroom.write(&format!("public/{}.txt", &long[4..]), &text);
    for from in [format!("/{long}/"), format!("/{}.html", &long[5..])] {
        newsroom.settings(&format!("[[moved]]\nfrom = \"{from}\"\nto = \"/about/\"\n"));
        let problems = newsroom.problems();
        assert_eq!(problems.len(), 2, "{problems:?}");
        let is_expected = |problem: &String| problem.contains("more than 252");
        assert!(problems.iter().all(is_expected), "{problems:?}");
    }
}

#[test]
fn long_texts_are_read_in_chunks() {
    let newsroom = Newsroom::new();
    // Three bytes per character, so that some cross a chunk boundary.
    newsroom.write("public/long.txt", &"€".repeat(100_000));
    assert!(newsroom.load().is_ok());
    newsroom.write_bytes(
        "public/long.txt",
        &[&b"a".repeat(200_000)[..], b"\xe2\x82"].concat(),
    );
    assert_eq!(newsroom.problems().len(), 1);
}

#[test]
fn oversized_files_are_refused_unread() {
    let newsroom = Newsroom::new();
    // A sparse file.
    let file = fs::File::create(newsroom.path("public/film.mp4")).expect("made");
    file.set_len(10_000_000_000).expect("long");
    let file = fs::File::create(newsroom.path("public/map.svg")).expect("made");
    file.set_len(50_000_000).expect("long");
    let problems = newsroom.problems();
    let is_expected = |problem: &String| problem.contains("too large");
    assert!(
        problems.len() == 2 && problems.iter().all(is_expected),
        "{problems:?}"
    );
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    fn pipe(path: &Path) {
        let made = Command::new("mkfifo")
            .arg(path)
            .status()
            .expect("mkfifo runs");
        assert!(made.success());
    }

    #[test]
    fn only_regular_files_are_read() {
        for file in [
            "public/a.txt",
            "public/a.svg",
            "public/a.png",
            "content/articles/a.md",
            "content/pages/a.md",
            "content/site.toml",
        ] {
            for make in ["a named pipe", "a socket", "a folder", "a device"] {
                if make == "a folder" && !file.ends_with(".toml") {
                    continue;
                }
                let newsroom = Newsroom::new();
                let path = newsroom.path(file);
                // Code that reads their size must not block, either.
                newsroom.article("two", "2013-10-23", "![A](/a.svg)\n\n![A](/a.png)");
                let _ = fs::remove_file(&path);
                match make {
                    "a named pipe" => pipe(&path),
                    "a socket" => drop(UnixListener::bind(&path).expect("bound")),
                    "a folder" => fs::create_dir(&path).expect("made"),
                    // Devices cannot be created here, and a link to one points outside
                    // the folder.
                    _ => symlink("/dev/zero", &path).expect("linked"),
                }
                let problems = newsroom.problems();
                let is_said = |problem: &String| {
                    problem.contains(make) || problem.contains("points outside the folder")
                };
                assert!(problems.iter().any(is_said), "{file}, {make}: {problems:?}");
            }
        }
    }

    #[test]
    fn links_stay_within_their_folder() {
        let newsroom = Newsroom::new();
        let public = newsroom.path("public");
        newsroom.write("public/new/a.txt", "a");
        symlink("new", public.join("old")).expect("linked");
        symlink("new/a.txt", public.join("b.txt")).expect("linked");
        newsroom.published(&[]);
        assert_eq!(newsroom.read("site/old/a.txt"), "a");
        assert_eq!(newsroom.read("site/b.txt"), "a");

        newsroom.write("elsewhere/secret.txt", "a");
        for (target, problem) in [
            (
                "../elsewhere/secret.txt",
                "points outside the folder “public”",
            ),
            ("../elsewhere", "points outside the folder “public”"),
            ("/etc/passwd", "points outside the folder “public”"),
            ("/", "points to a folder that contains it"),
            ("nothing", "does not exist"),
            ("link.txt", "does not exist"),
            (".", "points to a folder that contains it"),
        ] {
            let link = public.join("link.txt");
            symlink(target, &link).expect("linked");
            let problems = newsroom.problems();
            assert!(
                problems.len() == 1 && problems[0].contains(problem),
                "{target}: {problems:?}"
            );
            fs::remove_file(link).expect("removed");
        }
        symlink(
            newsroom.path("public/b.txt"),
            newsroom.path("content/articles/a.md"),
        )
        .expect("linked");
        let problems = newsroom.problems();
        assert!(
            problems[0].contains("points outside the folder “content”"),
            "{problems:?}"
        );
    }

    #[test]
    fn a_missing_folder_is_not_an_empty_one() {
        for folder in [
            "content/articles",
            "content/countries",
            "content/pages",
            "public",
        ] {
            for target in ["nothing", "itself", "/dev/null"] {
                let newsroom = Newsroom::new();
                let path = newsroom.path(folder);
                let _ = fs::remove_dir_all(&path);
                let target = match target {
                    "itself" => path.clone(),
                    other => other.into(),
                };
                symlink(target, &path).expect("linked");
                let output = newsroom.publish();
                assert!(!output.status.success(), "{folder}");
                let said = errors(&output);
                assert!(said.contains(&format!("{folder}:1:1: ")), "{said}");
            }
        }
        let newsroom = Newsroom::new();
        newsroom.published(&[]);
        fs::remove_dir_all(newsroom.path("content/articles")).expect("removed");
        let output = newsroom.publish();
        assert!(!output.status.success());
        assert!(
            errors(&output).contains("articles:1:1: "),
            "{}",
            errors(&output)
        );
        assert!(newsroom.path("site/gsn/article/one/index.html").exists());
    }
}

/// Parsing a drawing takes time, and the texts of an archive can show it often.
#[test]
fn a_picture_shown_in_many_texts_is_read_once() {
    let newsroom = Newsroom::new();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">";
    let drawing = format!("{drawing}{}</svg>", "<rect x=\"1\"/>".repeat(100_000));
    newsroom.write("public/a.svg", &drawing);
    newsroom.article("two", "2013-10-23", &"![A](/a.svg)\n\n".repeat(5_000));
    assert_eq!(newsroom.problems(), Vec::<String>::new());
}

#[test]
fn large_drawings_are_read_in_linear_time() {
    let newsroom = Newsroom::new();
    let attributes: String = (0..20_000).map(|it| format!(" a{it}=\"1\"")).collect();
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    for (drawing, problem) in [
        (format!("{svg}{attributes}/>"), Some("attributes")),
        (
            format!(
                "{svg}>{}{}</svg>",
                "<g>".repeat(50_000),
                "</g>".repeat(50_000)
            ),
            Some("nested"),
        ),
        (
            format!("{svg}>{}</svg>", "<rect x=\"1\"/>".repeat(100_000)),
            None,
        ),
        (
            format!("{svg}><style>{}</style></svg>", "url(#".repeat(800_000)),
            None,
        ),
        (
            format!("{svg}>{}</svg>", "<?a b?>".repeat(100_000)),
            Some("<?a"),
        ),
        (
            format!("{svg}>{}</svg>", "<script/>".repeat(100_000)),
            Some("script"),
        ),
    ] {
        newsroom.write("public/a.svg", &drawing);
        let problems = newsroom.problems();
        assert_eq!(problems.is_empty(), problem.is_none(), "{problems:?}");
        assert!(problems.len() <= 20);
        assert!(
            problems
                .iter()
                .all(|it| it.contains(problem.unwrap_or_default()))
        );
    }
}
