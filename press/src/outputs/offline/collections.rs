use crate::address::beside;
use crate::app_build::File;
use crate::catalog::Catalog;
use crate::savings::Savings;
use anyhow::Result;
use model::contract::files;
use model::routes::Route;
use serde::Serialize;

/// The path of the file list next to a page.
pub fn list(page: &Route) -> String {
    beside(page, files::SAVED_LIST)
}

/// The format that the service worker reads.
#[derive(Serialize)]
struct List<'a> {
    /// The build of the app that the documents belong to.
    app: &'a str,
    /// The URLs of everything that is saved: documents, pictures and search.
    files: Vec<&'a str>,
    /// The size of these files in bytes, before compression.
    bytes: usize,
}

/// The file list next to a page that offers to save others.
///
/// # Errors
/// If the list has no form in JSON, which its type does not allow.
pub(super) fn file(
    catalog: &Catalog<'_>,
    app: &str,
    savings: &Savings,
    page: &Route,
) -> Result<File> {
    let files = savings.files(catalog, page);
    let contents = List {
        app,
        bytes: files.iter().map(|file| file.bytes).sum(),
        files: files.iter().map(|file| file.url.as_str()).collect(),
    };
    Ok(File {
        path: list(page).trim_start_matches('/').to_owned(),
        contents: serde_json::to_vec(&contents)?,
    })
}
