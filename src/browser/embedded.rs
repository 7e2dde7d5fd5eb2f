//! What the press put into the document for the app.

use super::{document, json};
use crate::components::BODY_ATTRIBUTE;
use crate::failure::Failure;
use crate::model::{Html, PageDocument, Site};
use crate::offline::Build;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The element that the app lives in.
pub fn root() -> Option<HtmlElement> {
    document()
        .get_element_by_id(crate::app::ROOT_ID)?
        .dyn_into()
        .ok()
}

/// What every page shares.
///
/// # Errors
/// Where it is not there, or not as this app knows it.
pub fn site() -> Result<Site, Failure> {
    read(crate::app::SITE_ID)
}

/// The page that the document shows, with its body.
///
/// # Errors
/// Where it is not there, or not as this app knows it.
pub fn page() -> Result<PageDocument, Failure> {
    let mut page: PageDocument = read(crate::app::PAGE_ID)?;
    if let Ok(Some(body)) = document().query_selector(&format!("[{BODY_ATTRIBUTE}]")) {
        // Sanitised once already, by the press that wrote the document.
        page.body = Html::from_sanitised(body.inner_html());
    }
    Ok(page)
}

/// The build of the app that the document was published with.
pub fn build() -> Build {
    read(crate::app::PAGE_ID).unwrap_or_default()
}

fn read<T: DeserializeOwned>(id: &str) -> Result<T, Failure> {
    let json = document()
        .get_element_by_id(id)
        .and_then(|element| element.text_content())
        .ok_or(Failure::NotADocument)?;
    json::parse(&json)
}
