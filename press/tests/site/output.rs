//! The files that the press writes next to the pages, those that it leaves unchanged, and
//! the changes that it reports.

use crate::incremental::rendered;
use crate::newsroom::{MAP, Newsroom, errors};
use crate::{PROGRAM, SCRIPT};
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

/// The programs that make those of the app smaller.
const TOOLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../node_modules/.bin");

/// A program that imports the function `__wbg_key_0123` from `./newswire_bg.js`.
const IMPORTING_PROGRAM: &str = "\0asm\u{1}\0\0\0\u{1}\u{4}\u{1}`\0\0\
    \u{2}\u{23}\u{1}\u{10}./newswire_bg.js\u{e}__wbg_key_0123\0\0";

impl Newsroom {
    /// Copies the files of a folder without subfolders.
    fn copy(&self, from: &str, to: &str) {
        fs::create_dir_all(self.path(to)).expect("made");
        for entry in fs::read_dir(self.path(from)).expect("a folder").flatten() {
            fs::copy(entry.path(), self.path(to).join(entry.file_name())).expect("copied");
        }
    }

    /// Runs the press as Trunk does.
    fn trunk_hook(&self, profile: &str) -> Output {
        self.trunk_hook_into("staging", profile)
    }

    /// Runs the press as Trunk does, for a staging folder.
    fn trunk_hook_into(&self, staging: &str, profile: &str) -> Output {
        let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
        press.args(["trunk-hook", "--flags", "flags", "--map", MAP]);
        press.args(["--today", "2014-12-31"]);
        press.args(["--esbuild", &format!("{TOOLS}/esbuild")]);
        press.args(["--wasm-opt", &format!("{TOOLS}/wasm-opt")]);
        press.env("TRUNK_STAGING_DIR", self.path(staging));
        press.env("TRUNK_DIST_DIR", self.path("dist"));
        press.env("TRUNK_PUBLIC_URL", "/");
        press.env("TRUNK_PROFILE", profile);
        press
            .current_dir(self.path(""))
            .output()
            .expect("the press runs")
    }

    /// The changes that the press lists, grouped by sign.
    fn changes(&self) -> BTreeMap<char, Vec<String>> {
        self.published(&["--changes", "changes"]);
        let mut changes: BTreeMap<char, Vec<String>> = BTreeMap::new();
        for line in self.read("changes").lines() {
            let (sign, path) = line.split_once(' ').expect("a sign and a path");
            let sign = sign.chars().next().expect("a sign");
            changes.entry(sign).or_default().push(path.to_owned());
        }
        changes
    }

    /// Every file of the site, by relative path.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let root = self.path("site");
        let files = self.site().into_iter();
        files
            .map(|(path, contents)| (path.strip_prefix(&root).expect("inside").into(), contents))
            .collect()
    }

    /// The timestamp of every file of the site.
    fn times(&self) -> BTreeMap<PathBuf, SystemTime> {
        let files = self.site().into_keys();
        files
            .map(|path| {
                let time = fs::metadata(&path).and_then(|it| it.modified());
                (path, time.expect("a time stamp"))
            })
            .collect()
    }

    /// Sets the timestamp of every file of the site back by a day.
    fn age(&self) {
        let yesterday = SystemTime::now() - Duration::from_secs(86_400);
        for path in self.site().into_keys() {
            let file = File::options().write(true).open(path).expect("a file");
            file.set_modified(yesterday).expect("a time stamp");
        }
    }
}

#[test]
fn builds_are_reproducible() {
    let [one, other] = [Newsroom::new(), Newsroom::new()];
    one.published(&[]);
    other.published(&[]);
    other.age();
    // The other was published twice: reused files must equal generated ones.
    other.published(&[]);
    assert!(one.files().len() > 20);
    assert!(one.files() == other.files());
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let [one, many] = [(Newsroom::new(), "1"), (Newsroom::new(), "8")];
    for (newsroom, threads) in [&one, &many] {
        for number in 0..100 {
            let text = format!("The text of number {number}.");
            newsroom.article(&format!("of-{number}"), "2013-10-23", &text);
        }
        let mut press = newsroom.command(&["publish", "--out", "site", "--changes", "changes"]);
        let output = press.env("RAYON_NUM_THREADS", threads).output();
        let output = output.expect("the press runs");
        assert!(output.status.success(), "{}", errors(&output));
    }
    assert!(one.0.files().len() > 600);
    assert!(one.0.files() == many.0.files());
    assert_eq!(one.0.read("changes"), many.0.read("changes"));
}

#[test]
fn the_date_only_affects_the_age_of_articles() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let output = newsroom.press(&["publish", "--out", "site", "--today", "2015-01-01"]);
    assert!(output.status.success(), "{}", errors(&output));
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        told.contains("0 files added, 0 changed, 0 removed"),
        "{told}"
    );
    let output = newsroom.press(&["publish", "--out", "site", "--today", "2024-01-01"]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("~ gsn/article/one/index.html\n"), "{told}");
}

#[test]
fn invalid_dates_are_refused() {
    let newsroom = Newsroom::new();
    newsroom.publish();
    let output = newsroom.press(&["publish", "--today", "yesterday"]);
    assert!(!output.status.success());
    assert!(errors(&output).contains("Invalid date “yesterday”; expected YYYY-MM-DD"));
}

#[test]
fn unchanged_files_keep_their_timestamps() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    newsroom.age();
    let before = newsroom.times();
    newsroom.article("two", "2013-10-23", "Another text of two.");
    newsroom.published(&[]);
    let after = newsroom.times();
    let article = newsroom.path("site/gsn/article/two/index.html");
    let copy = newsroom.path("site/gsn/article/two/index.html.br");
    assert!(after[&article] > before[&article]);
    assert!(after[&copy] > before[&copy]);
    for kept in [
        "site/gsn/article/one/index.html",
        "site/gsn/article/one/index.html.br",
        "site/gsn/article/one/index.html.gz",
        "site/logo.svg",
    ] {
        let kept = newsroom.path(kept);
        assert_eq!(before.get(&kept), after.get(&kept), "{}", kept.display());
    }
}

/// A file is the same one on the disk, and is in the new site alone.
#[cfg(unix)]
#[test]
fn unchanged_files_are_not_written_again() {
    use std::os::unix::fs::MetadataExt;
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let file = |path: &str| {
        let metadata = fs::metadata(newsroom.path(path)).expect("a file");
        metadata.ino()
    };
    let files = [
        "site/gsn/article/one/index.html",
        "site/gsn/article/one/index.html.br",
        "site/logo.svg",
    ];
    let before = files.map(file);
    // Keeps the number of the file that is replaced from being given to the new one.
    let page = "site/gsn/article/two/index.html";
    fs::hard_link(newsroom.path(page), newsroom.path("replaced")).expect("a link");
    let replaced = newsroom.read("replaced");
    newsroom.article("two", "2013-10-23", "Another text of two.");
    newsroom.published(&[]);
    assert_eq!(files.map(file), before);
    assert_ne!(file(page), file("replaced"));
    // Whoever has linked to a published file keeps what it was.
    assert_eq!(newsroom.read("replaced"), replaced);
}

/// People edit files of the site in place, or replace them by links to their own.
#[cfg(unix)]
#[test]
fn what_others_changed_in_the_site_is_published_again() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let before = newsroom.files();
    let page = newsroom.path("site/gsn/article/one/index.html");
    let text = fs::read_to_string(&page).expect("a page");
    let same_length = text.replace("</html>", "</HTML>");
    assert_ne!(text, same_length);
    fs::write(&page, &same_length).expect("written");
    let linked = newsroom.path("site/gsn/article/two/index.html");
    fs::rename(&linked, newsroom.path("elsewhere")).expect("moved");
    std::os::unix::fs::symlink(newsroom.path("elsewhere"), &linked).expect("a link");
    let told = newsroom.published(&[]);
    assert!(told.contains("~ gsn/article/one/index.html\n"), "{told}");
    assert!(newsroom.files() == before);
    assert!(!linked.is_symlink());
}

#[test]
fn every_changed_file_is_listed() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let told = newsroom.published(&[]);
    assert!(
        told.contains(": 0 files added, 0 changed, 0 removed, "),
        "{told}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");

    newsroom.article("three", "2014-10-23", "The text of three.");
    let first = newsroom.changes();
    let has = |changes: &BTreeMap<char, Vec<String>>, sign, path: &str| {
        let paths = changes.get(&sign).into_iter().flatten();
        paths.filter(|listed| *listed == path).count() == 1
    };
    assert!(
        has(&first, '+', "gsn/article/three/index.html"),
        "{first:?}"
    );
    assert!(
        has(&first, '+', "gsn/article/three/index.html.gz"),
        "{first:?}"
    );
    assert!(has(&first, '~', "index.html"), "{first:?}");
    assert!(has(&first, '~', "index.html.br"), "{first:?}");
    assert!(!has(&first, '~', "about/index.html"), "{first:?}");

    fs::remove_file(newsroom.path("content/articles/three.md")).expect("removed");
    let second = newsroom.changes();
    assert!(
        has(&second, '-', "gsn/article/three/index.html"),
        "{second:?}"
    );
    // What one change added, the other removes.
    assert_eq!(first[&'+'], second[&'-']);
    assert_eq!(first[&'-'], second[&'+']);
    assert_eq!(first[&'~'], second[&'~']);
}

#[test]
fn a_long_list_is_cut_on_the_terminal() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    for number in 0..30 {
        newsroom.article(&format!("a{number}"), "2014-10-23", "A text.");
    }
    let told = newsroom.published(&[]);
    assert_eq!(told.lines().count(), 22, "{told}");
    assert!(!told.contains(".br\n"), "{told}");
    let last = told.lines().last().unwrap_or_default();
    assert!(
        last.ends_with(" more; --changes FILE lists them all."),
        "{told}"
    );
}

#[test]
fn what_browsers_load_as_text_has_compressed_copies() {
    let newsroom = Newsroom::new();
    newsroom.write("public/data.bin", &"not really ".repeat(100));
    newsroom.published(&[]);
    let files = newsroom.files();
    let page = &files[&PathBuf::from("index.html")];
    let mut gzip = Vec::new();
    GzDecoder::new(&*files[&PathBuf::from("index.html.gz")])
        .read_to_end(&mut gzip)
        .expect("gzip");
    assert!(&gzip == page);
    let mut brotli = Vec::new();
    brotli::BrotliDecompress(&mut &*files[&PathBuf::from("index.html.br")], &mut brotli)
        .expect("brotli");
    assert!(&brotli == page);
    assert!(files.contains_key(&PathBuf::from("data.bin")));
    assert!(!files.contains_key(&PathBuf::from("data.bin.gz")));
    // Programs load these, not browsers.
    for file in ["index.txt", "ninjs.json"] {
        let article = PathBuf::from("gsn/article/one");
        assert!(files.contains_key(&article.join(file)), "{file}");
        assert!(!files.contains_key(&article.join(format!("{file}.gz"))));
    }
    // Two bytes cannot be compressed.
    newsroom.write("public/short.txt", "ab");
    newsroom.published(&[]);
    assert!(!newsroom.path("site/short.txt.gz").exists());

    let told = newsroom.published(&["--no-compressed"]);
    assert!(told.contains(" 0 changed"), "{told}");
    let copies = newsroom.files().into_keys();
    let copies: Vec<_> = copies
        .filter(|path| path.extension().is_some_and(|it| it == "br" || it == "gz"))
        .collect();
    assert!(copies.is_empty(), "{copies:?}");
}

/// A marked copy in the previous site shows whether it was regenerated.
#[test]
fn compressed_copies_are_reused_from_the_last_site() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let article = "site/gsn/article/one/index.html.br";
    newsroom.write(article, "kept");
    newsroom.published(&[]);
    assert_eq!(newsroom.read(article), "kept");
    newsroom.article("one", "2012-10-23", "Another text.");
    newsroom.published(&[]);
    assert_ne!(fs::read(newsroom.path(article)).expect("a copy"), b"kept");
}

/// Trunk gives the hook a folder with the app, and then replaces the site with it.
#[test]
fn the_trunk_hook_compares_with_the_replaced_site() {
    let newsroom = Newsroom::new();
    for (profile, has_copies) in [("debug", false), ("release", true)] {
        for told in [
            " 0 changed, 0 removed, 0 unchanged.",
            ": 0 files added, 0 changed, 0 removed, ",
        ] {
            newsroom.copy("app", "staging");
            let output = newsroom.trunk_hook(profile);
            assert!(output.status.success(), "{}", errors(&output));
            let output = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.contains(told), "{output}");
            assert_eq!(newsroom.path("staging/index.html.br").exists(), has_copies);
            let _ = fs::remove_dir_all(newsroom.path("dist"));
            fs::rename(newsroom.path("staging"), newsroom.path("dist")).expect("swapped");
        }
        fs::remove_dir_all(newsroom.path("dist")).expect("removed");
    }
}

#[test]
fn the_trunk_hook_shortens_the_names_between_program_and_script() {
    let newsroom = Newsroom::new();
    newsroom.write(&format!("app/{PROGRAM}"), IMPORTING_PROGRAM);
    let script = "export default () => ({ \"./newswire_bg.js\": { __wbg_key_0123() {} } });";
    newsroom.write(&format!("app/{SCRIPT}"), script);
    for (profile, is_short) in [("debug", false), ("release", true)] {
        newsroom.copy("app", "staging");
        let output = newsroom.trunk_hook(profile);
        assert!(output.status.success(), "{}", errors(&output));
        for ending in [".js", "_bg.wasm"] {
            let mut files = fs::read_dir(newsroom.path("staging"))
                .expect("a folder")
                .flatten();
            let is_it = |name: &str| name.starts_with("newswire-") && name.ends_with(ending);
            let file = files
                .find(|file| is_it(&file.file_name().to_string_lossy()))
                .expect("published");
            let text = String::from_utf8_lossy(&fs::read(file.path()).expect("read")).into_owned();
            assert_ne!(text.contains("__wbg_key_0123"), is_short, "{text}");
            assert_ne!(text.contains("newswire_bg.js"), is_short, "{text}");
        }
        fs::remove_dir_all(newsroom.path("staging")).expect("removed");
    }

    newsroom.write(&format!("app/{SCRIPT}"), "export default () => ({});");
    newsroom.copy("app", "staging");
    let output = newsroom.trunk_hook("release");
    let told = errors(&output);
    assert!(
        told.contains(SCRIPT) && told.contains("__wbg_key_0123"),
        "{told}"
    );
}

/// Trunk's staging folder is inside the folder that Trunk replaces with it.
#[test]
fn the_trunk_hook_recognizes_only_the_press_own_files() {
    let newsroom = Newsroom::new();
    let build = || {
        newsroom.copy("app", "dist/.stage");
        newsroom.trunk_hook_into("dist/.stage", "debug")
    };
    let put_in_place = || {
        fs::rename(newsroom.path("dist/.stage"), newsroom.path("new")).expect("moved");
        fs::remove_dir_all(newsroom.path("dist")).expect("removed");
        fs::rename(newsroom.path("new"), newsroom.path("dist")).expect("moved");
    };
    let mut counts = Vec::new();
    for _ in 0..2 {
        let output = build();
        assert!(output.status.success(), "{}", errors(&output));
        assert_eq!(errors(&output), "");
        counts.push(rendered(&String::from_utf8_lossy(&output.stdout)));
        put_in_place();
    }
    assert!(counts[0] > 5 && counts[1] == 0, "{counts:?}");

    newsroom.write("dist/CNAME", "newswire.example");
    let output = build();
    assert!(!output.status.success());
    let told = errors(&output);
    assert!(
        told.contains("dist has files that the press did not write: CNAME."),
        "{told}"
    );
    newsroom.settings_first("keep = [\"CNAME\"]");
    let output = build();
    assert!(output.status.success(), "{}", errors(&output));
    put_in_place();
    assert_eq!(newsroom.read("dist/CNAME"), "newswire.example");
}
