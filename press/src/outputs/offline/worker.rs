use crate::address::beside;
use crate::app_build::{AppBuild, File};
use crate::hashed;
use anyhow::Result;
use model::contract::files;
use model::routes::Route;
use model::{PageDocument, Site};
use serde::Serialize;

/// What `offline/worker.js` must know.
#[derive(Serialize)]
struct Build<'a> {
    /// The build of the app.
    app: &'a str,
    /// The path that the site lives under, with a slash at both ends.
    base: &'a str,
    /// The paths below it of what the app needs to start.
    shell: [&'a str; 8],
    /// The one of them that stands for every page.
    page: &'a str,
    /// A regular expression for the paths below it that never change.
    hashed: String,
}

/// The service worker of a site.
///
/// # Errors
/// Where what it is told has no form in JSON, which its type does not allow.
pub fn worker(app: &AppBuild, site: &Site) -> Result<File> {
    let page = PageDocument::OFFLINE.trim_start_matches('/');
    let saved = beside(&Route::Saved, files::DOCUMENT);
    let build = Build {
        app: &app.id,
        base: &site.base,
        shell: [
            page,
            saved.trim_start_matches('/'),
            &app.script,
            &app.offline_script,
            &app.wasm,
            &app.stylesheet,
            &app.scheme_script,
            site.producer.logo.trim_start_matches('/'),
        ],
        page,
        hashed: hashed::pattern(""),
    };
    let build = serde_json::to_string(&build)?;
    Ok(File {
        path: files::WORKER.to_owned(),
        contents: format!("const BUILD = {build};\n{}", app.worker).into_bytes(),
    })
}
