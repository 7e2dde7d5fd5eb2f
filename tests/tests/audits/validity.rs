//! Every page is valid HTML according to two independent checkers, as published and as
//! left by the app after a navigation.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;
use tests::browser::Browser;
use tests::site::{KINDS, NOWHERE, Site, project};
use walkdir::WalkDir;

/// Ignored warnings of the Nu HTML Checker: it treats files as another origin and data as
/// scripts when it applies the page's policy, and the list role is needed in Safari.
const PASSED_OVER: &str =
    ".*Content Security Policy.*|.*“list” role is unnecessary.*|.*“paint-order”: Property.*";

/// Checks a folder of HTML files with the Nu HTML Checker, including its warnings.
fn nu_html_checker(folder: &Path) -> Result<Output> {
    Command::new("java")
        .arg("-jar")
        .arg(project("node_modules/vnu-jar/build/dist/vnu.jar"))
        .args(["--skip-non-html", "--Werror", "--stdout"])
        .args(["--filterpattern", PASSED_OVER])
        .arg(folder)
        .output()
        .context("Java is not installed, which runs the Nu HTML Checker")
}

/// The tags in a folder of HTML files that have the role of a list and are not lists. html-validate
/// does not check that role: it takes it for another element's on an `ol`, where Safari needs it.
fn foreign_lists(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.path().extension().is_none_or(|it| it != "html") {
            continue;
        }
        let html = fs::read_to_string(entry.path())?;
        let tags = html.split('<').filter_map(|tag| tag.split('>').next());
        let lists = tags.filter(|tag| tag.contains(" role=\"list\"") || tag.contains(" role=list"));
        let foreign = lists.filter(|tag| !tag.starts_with("ul ") && !tag.starts_with("ol "));
        found.extend(foreign.map(|tag| format!("{}: <{tag}>", entry.path().display())));
    }
    Ok(found)
}

/// Checks a folder of HTML files with html-validate.
fn html_validate(folder: &Path) -> Result<Output> {
    Command::new("node")
        .arg(project("node_modules/html-validate/bin/html-validate.mjs"))
        .arg("--config")
        .arg(project("tests/html-validate.json"))
        .args(["--formatter", "text"])
        .arg(folder.join("**/*.html"))
        .output()
        .context("Node.js is not installed, which runs html-validate")
}

#[track_caller]
fn assert_finds_nothing(checker: &str, output: &Output) {
    let said = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
    let said = said.concat();
    assert!(
        output.status.success() && said.trim().is_empty(),
        "{checker}, {}:\n{said}",
        output.status
    );
}

fn assert_valid(folder: &Path) -> Result<()> {
    assert_finds_nothing("The Nu HTML Checker", &nu_html_checker(folder)?);
    assert_finds_nothing("html-validate", &html_validate(folder)?);
    assert_eq!(foreign_lists(folder)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn every_published_page_is_valid() -> Result<()> {
    let site = Site::newswire()?;
    assert!(site.html_files()?.len() > KINDS.len());
    assert_valid(&site.root())
}

#[test]
fn pages_in_other_languages_are_valid() -> Result<()> {
    assert_valid(&Site::languages()?.root())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn pages_are_valid_after_a_navigation() -> Result<()> {
    let site = Site::newswire()?;
    let folder = TempDir::new()?;
    let browser = Browser::start().await?;
    browser.open(&site.url(NOWHERE)).await?;
    let pages = KINDS.into_iter().filter(|page| *page != NOWHERE);
    for (number, page) in pages.enumerate() {
        browser.navigate(page).await?;
        if page.contains("?q=") {
            let condition = "document.querySelector('.article-list') !== null";
            browser.until("the results", condition).await?;
        }
        let html = format!("<!doctype html>\n{}", browser.html().await?);
        fs::write(folder.path().join(format!("{number}.html")), html)?;
    }
    assert_valid(folder.path())
}

/// Verifies that the other tests can fail: both checkers report a fault.
#[test]
fn a_fault_is_found() -> Result<()> {
    let site = Site::newswire()?;
    let folder = TempDir::new()?;
    let html = site.text("/about/")?;
    let faulty = html.replacen(
        "<main ",
        "<main aria-level=\"2\"><center>a</center><p role=\"list\" ",
        1,
    );
    assert_ne!(faulty, html);
    fs::write(folder.path().join("faulty.html"), faulty)?;
    for output in [
        nu_html_checker(folder.path())?,
        html_validate(folder.path())?,
    ] {
        assert!(!output.stdout.is_empty(), "{output:?}");
    }
    assert_eq!(foreign_lists(folder.path())?.len(), 1);
    Ok(())
}
