//! The accessibility statement matches what is tested.
//!
//! `UPDATE_STATEMENT=1 cargo xtask test statement` updates it, with the versions of this
//! machine's browsers.

use anyhow::Result;
use std::env;
use std::fs;
use std::process::Command;
use tests::axe;
use tests::browser::{Browser, Engine};
use tests::site::{Site, project};
use tests::statement::{Versions, text, without_versions};

const FILE: &str = "content/pages/accessibility.md";

async fn versions() -> Result<Versions> {
    let mut engines = [const { String::new() }; 3];
    for (engine, version) in Engine::ALL.into_iter().zip(&mut engines) {
        *version = Browser::start_in(engine).await?.version();
    }
    let orca = Command::new("orca").arg("--version").output()?.stdout;
    let day = Command::new("date").arg("+%B %-d, %Y").output()?.stdout;
    Ok(Versions {
        engines,
        orca: String::from_utf8(orca)?.trim().to_owned(),
        day: String::from_utf8(day)?.trim().to_owned(),
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_statement_says_what_is_tested() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    browser.open(&site.url("/")).await?;
    let rules = axe::rules(&browser).await?;
    let is_update = env::var_os("UPDATE_STATEMENT").is_some();
    let versions = if is_update {
        versions().await?
    } else {
        Versions {
            engines: [const { String::new() }; 3],
            orca: String::new(),
            day: String::new(),
        }
    };
    let statement = text(&versions, rules)?;
    if is_update {
        fs::write(project(FILE), statement)?;
        return Ok(());
    }
    let published = fs::read_to_string(project(FILE))?;
    assert_eq!(
        without_versions(&published),
        without_versions(&statement),
        "to update it: UPDATE_STATEMENT=1 cargo xtask test statement"
    );
    Ok(())
}
