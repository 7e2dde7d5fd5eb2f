//! The document's head, as far as it changes with the page.

use super::{document, find};
use crate::model::{PageDocument, Site};

/// Sets title, description and address. The rest of the head is for machines, which
/// follow no links in a document.
pub fn describe(site: &Site, page: &PageDocument) {
    document().set_title(&page.document_title(site));
    set("meta[name=description]", "content", &page.description);
    // Browsers share this address rather than the one that they are at.
    set("link[rel=canonical]", "href", &site.base().href(&page.path));
}

fn set(selector: &'static str, attribute: &str, value: &str) {
    if let Some(element) = find(selector) {
        // Setting an attribute fails only for names that are none.
        let _ = element.set_attribute(attribute, value);
    }
}
