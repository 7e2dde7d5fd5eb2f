//! The document's head, as far as it changes with the page.

use super::{document, find};

/// Sets title and description.
pub fn describe(title: &str, description: &str) {
    document().set_title(title);
    if let Some(meta) = find("meta[name=description]") {
        // Setting an attribute fails only for names that are none.
        let _ = meta.set_attribute("content", description);
    }
}
