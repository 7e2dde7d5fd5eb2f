//! What the press put into the document for the app.

use super::{all, document, find};
use model::Build;
use model::contract::{attributes, ids};
use model::failure::Failure;
use model::json;
use model::{Content, Html, PageDocument, Site};
use serde::de::DeserializeOwned;
use wasm_bindgen::UnwrapThrowExt;
use web_sys::Element;

/// The page that a document shows, as the press has embedded it.
pub struct Embedded {
    /// The page, with its body.
    pub page: PageDocument,
    /// The build of the app that it was published with.
    pub build: Build,
    /// Whether all of it was found. Something may have taken its body out of the document
    /// since.
    pub is_whole: bool,
}

/// The element that the app lives in; the whole body, where something has taken that
/// out of the document.
pub fn root() -> Element {
    let root = document().get_element_by_id(ids::APP);
    root.or_else(|| find("body")).unwrap_throw()
}

/// What every page shares.
///
/// # Errors
/// Where it is not there, or not as this app knows it.
pub fn site() -> Result<Site, Failure> {
    read(ids::SITE_DATA)
}

/// The page that the document shows.
///
/// # Errors
/// Where it is not there, or not as this app knows it.
pub fn page() -> Result<Embedded, Failure> {
    let mut page: PageDocument = read(ids::PAGE_DATA)?;
    let body = all(&format!("[{}]", attributes::BODY)).next();
    let needs_none = matches!(page.content, Content::Front { .. } | Content::List { .. });
    let is_whole = body.is_some() || needs_none;
    if let Some(body) = body {
        // Sanitised once already, by the press that wrote the document.
        page.body = Html::from_sanitised(body.inner_html());
    }
    Ok(Embedded {
        page,
        build: read(ids::PAGE_DATA)?,
        is_whole,
    })
}

/// Reads the first of the blocks with an id that can be read: a text may have a heading
/// with that id, and a host may have joined two documents.
fn read<T: DeserializeOwned>(id: &str) -> Result<T, Failure> {
    all(&format!("script[id={id}]"))
        .filter_map(|block| json::parse(&block.text_content()?).ok())
        .next()
        .ok_or(Failure::NotADocument)
}
