//! The accessibility statement's facts about testing, generated from the tests' own
//! settings, so that it cannot claim more.

use crate::browser::Engine;
use crate::site::project;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;

/// The machine that the tests last ran on.
pub struct Versions {
    /// The versions of [`Engine::ALL`], in order.
    pub engines: [String; 3],
    /// The version of the screen reader Orca.
    pub orca: String,
    /// The date, as written in the text.
    pub day: String,
}

/// The text before the versions: what readers can rely on.
const PROMISES: &str = r#"+++
title = "Accessibility"
summary = "What this newswire does so that everyone can read it, how that is tested, and what is known to fall short."
+++
This newswire is meant to be read by everyone: by eye or by ear, with a keyboard or a pointer, on a small screen or a large one, with scripts or without. It is built to meet level AA of the Web Content Accessibility Guidelines (WCAG) 2.2, and level AAA for the contrast of text.

## What You Can Count On

- Four links come first on every page and lead to its search, its main navigation, its content and its footer navigation.
- Every page has one main heading, with which its content begins, and no level of headings is left out.
- A link that is followed takes you to the heading of the new page. Going back takes you to the link that you followed, and to the place where you were.
- A page that takes long says so. A page that does not come says so too, with a way to try again, and the old page stays until the new one is there.
- Everything can be done with the keyboard, and what has the focus has a ring around it.
- Pages can be zoomed to 400 percent, text can be twice as large or spaced out, and nothing has to be scrolled sideways.
- Light or dark colors, forced colors and reduced motion follow your system’s settings.
- Every page can be read without scripts.
- Texts in other languages are marked as such, so that they are read aloud and set in the right way.

## How It Is Tested

"#;

/// The text after the versions.
const SHORTCOMINGS: &str = "\
- In WebKit with scripts switched off, the search field that “Jump to search” leads to accepts no text until the focus leaves it and returns.
- The screen reader Orca calls headings “clickable” and, where it reads a page from its beginning, mentions the two empty regions that are reserved for notices.
- Other screen readers (NVDA, JAWS, VoiceOver, TalkBack) have not been tried, and only the people who build the site have audited it.

## Tell Us

If something keeps you from reading, please write to <contact:>: which page it is, what you tried to do, and with which browser and which assistive technology.
";

/// The statement's whole text, as a content file.
///
/// # Errors
/// If axe-core is not installed.
pub fn text(versions: &Versions, rules: usize) -> Result<String> {
    let mut text = PROMISES.to_owned();
    writeln!(
        text,
        "Every change is tested in real browsers of three engines \
         before it is published. The versions are those of {}.\n",
        versions.day
    )?;
    for (engine, version) in Engine::ALL.into_iter().zip(&versions.engines) {
        writeln!(
            text,
            "- {} {version}: what readers see and do, with the keyboard and without scripts",
            engine.name()
        )?;
    }
    writeln!(
        text,
        "- axe-core {}: {rules} rules on every kind of page, as published, once the app runs, and \
         after a link was followed; in light and dark colors, on a phone and on a desktop",
        axe_version()?
    )?;
    writeln!(
        text,
        "- Orca {}: what the screen reader says when a page is read, a link is followed, a page \
         does not come, and something is searched for",
        versions.orca
    )?;
    text.push_str(
        "- The Nu HTML Checker and html-validate: every page is valid HTML\n\
         - The rings of focus are measured on pictures of the pages, and the size of what can be \
         pointed at\n\n\
         ## What Is Known to Fall Short\n\n",
    );
    text.push_str(SHORTCOMINGS);
    Ok(text)
}

fn axe_version() -> Result<String> {
    let package = fs::read_to_string(project("node_modules/axe-core/package.json"))
        .context("axe-core is not installed: npm ci")?;
    let package: serde_json::Value = serde_json::from_str(&package)?;
    Ok(package["version"].as_str().unwrap_or_default().to_owned())
}

/// Versions and dates vary by machine: a statement without them.
pub fn without_versions(text: &str) -> String {
    let is_told = |line: &&str| {
        let mut programs = Engine::ALL.map(Engine::name).into_iter().chain(["Orca"]);
        !programs.any(|program| line.starts_with(&format!("- {program} ")))
            && !line.contains("The versions are")
    };
    let lines: Vec<_> = text.lines().filter(is_told).collect();
    lines.join("\n")
}
