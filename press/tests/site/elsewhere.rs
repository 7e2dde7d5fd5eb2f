//! Running the press in other folders, and names with control characters.

use crate::newsroom::{Newsroom, errors};
use std::fs;
use std::process::Command;

/// The error message of the press in an empty folder.
fn said(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_press"))
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("the press runs");
    assert!(!output.status.success());
    errors(&output)
}

#[test]
fn missing_folders_are_reported_with_their_options() {
    let newsroom = Newsroom::new();
    newsroom.published(&[]);
    let path = |path: &str| newsroom.path(path).to_string_lossy().into_owned();
    let content = path("content");
    let content = ["--content", &content];
    let app = path("app");
    let app = ["--app", &app];
    let flags = path("flags");
    let flags = ["--flags", &flags];
    let publish = ["publish"];
    for (arguments, option) in [
        (&[&["check"][..]][..], "--content DIR"),
        (&[&publish[..]], "--content DIR"),
        (&[&["hosts"][..]], "--content DIR"),
        (&[&publish[..], &content], "--app DIR"),
        (&[&publish[..], &content, &app], "--flags DIR"),
        (&[&publish[..], &content, &app, &flags], "--map DIR"),
        (&[&["check", "--links"][..], &content], "--out DIR"),
        (&[&["hosts"][..], &content], "--out DIR"),
    ] {
        let arguments = arguments.concat();
        let said = said(&arguments);
        assert!(said.contains(option), "{arguments:?}: {said}");
        assert!(!said.contains("os error"), "{arguments:?}: {said}");
        assert!(said.lines().count() <= 5, "{arguments:?}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn names_are_quoted_in_messages() {
    let newsroom = Newsroom::new();
    let name = "a\u{1b}[31m\nb\u{202e}c";
    for folder in ["content/articles", "content/pages", "content", "public"] {
        fs::create_dir_all(newsroom.path(folder).join(format!("{name}.d"))).expect("made");
        let file = newsroom.path(folder).join(format!("{name}.md"));
        fs::write(file, "a").expect("written");
    }
    newsroom.write(
        "content/articles/quoting.md",
        "+++\n\"x\\u001b\" = 1\n+++\n",
    );
    let output = newsroom.publish();
    let said = errors(&output);
    assert!(!output.status.success());
    let quoted = "\"content/articles/a\\u{1b}[31m\\nb\\u{202e}c.md\":1:1: ";
    assert!(said.contains(quoted), "{said}");
    let is_hidden = |it: char| it != '\n' && (it.is_control() || it == '\u{202e}');
    assert!(!said.contains(is_hidden), "{said:?}");

    // A path given as an argument.
    let said = self::said(&["check", "--content", name]);
    assert!(!said.contains(is_hidden), "{said:?}");
    assert!(said.contains("--content DIR"), "{said}");
}
