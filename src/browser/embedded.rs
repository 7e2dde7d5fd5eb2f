//! Data that the press embedded in the document for the app.

use super::{all, document, find};
use constcat::concat;
use js_sys::Reflect;
use model::Build;
use model::contract::{attributes, ids};
use model::failure::Failure;
use model::json;
use model::{Content, Html, PageDocument, Site};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsValue, UnwrapThrowExt};
use web_sys::Element;

/// The element that contains the body of a page.
pub const BODY: &str = concat!("[", attributes::BODY, "]");

/// The page in the document, as embedded by the press.
pub struct Embedded {
    /// The page.
    pub page: PageDocument,
    /// Its body, as HTML.
    pub body: JsValue,
    /// The app build it was published with.
    pub build: Build,
    /// Whether everything was found. Something may have removed the body from the
    /// document since.
    pub is_whole: bool,
}

/// The element that holds the app, or the document's body if something removed that
/// element.
pub fn root() -> Element {
    let root = document().get_element_by_id(ids::APP);
    root.or_else(|| find("body")).unwrap_throw()
}

/// Data shared by all pages.
///
/// # Errors
/// If it is missing or in a format this app does not know.
pub fn site() -> Result<Site, Failure> {
    read(ids::SITE_DATA)
}

/// The page in the document.
///
/// # Errors
/// If it is missing or in a format this app does not know.
pub fn page() -> Result<Embedded, Failure> {
    let mut page: PageDocument = read(ids::PAGE_DATA)?;
    let place = find(BODY);
    let needs_none = matches!(page.content, Content::List { .. });
    let is_whole = place.is_some() || needs_none;
    let mut body = JsValue::from("");
    if let Some(place) = place {
        body = Reflect::get(&place, &"innerHTML".into()).unwrap_or_default();
        page.body = Html::from_sanitized(Html::ELSEWHERE.to_owned());
    }
    Ok(Embedded {
        page,
        body,
        build: read(ids::PAGE_DATA)?,
        is_whole,
    })
}

/// Parses the first readable data block with the given ID. There may be others: a heading
/// may have the same ID, or a host may have joined two documents.
fn read<T: DeserializeOwned>(id: &str) -> Result<T, Failure> {
    all(&format!("script[id={id}]"))
        .filter_map(|block| json::parse(&block.text_content()?).ok())
        .next()
        .ok_or(Failure::NotADocument)
}
