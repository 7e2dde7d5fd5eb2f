use crate::address::beside;
use crate::app_build::{AppBuild, File};
use crate::content::Newsroom;
use crate::hashed;
use anyhow::Result;
use model::PageDocument;
use model::contract::files;
use model::routes::Route;
use serde::Serialize;

/// The settings of `offline/worker.js`.
#[derive(Serialize)]
struct Build<'a> {
    /// The build of the app.
    app: &'a str,
    /// The path that the site lives under, with leading and trailing slashes.
    base: &'a str,
    /// The paths below the base of what the app needs to start.
    shell: [&'a str; 8],
    /// The one of them that replaces pages of which only the document is kept.
    page: &'a str,
    /// A regular expression for paths below the base that never change.
    hashed: String,
}

/// The service worker of a site.
///
/// # Errors
/// If the settings cannot be serialized as JSON, which their type rules out.
pub fn worker(app: &AppBuild, newsroom: &Newsroom) -> Result<File> {
    let page = PageDocument::OFFLINE.trim_start_matches('/');
    let saved = beside(&Route::Saved, files::DOCUMENT);
    let search = beside(&Route::Search, files::DOCUMENT);
    let build = Build {
        app: &app.id,
        base: &newsroom.site.base,
        shell: [
            page,
            saved.trim_start_matches('/'),
            search.trim_start_matches('/'),
            &app.script,
            &app.offline_script,
            &app.wasm,
            &app.stylesheet,
            newsroom.shell.producer.logo.trim_start_matches('/'),
        ],
        page,
        hashed: hashed::pattern(""),
    };
    let build = serde_json::to_string(&build)?;
    // In a block, so that no part of the file is a script of its own.
    let script = format!(
        "\"use strict\";\n{{\nconst BUILD = {build};\n{}}}\n",
        app.worker
    );
    Ok(File {
        path: files::WORKER.to_owned(),
        contents: script.into_bytes(),
    })
}
