//! The parts of the document's head that change with the page.

use super::{all, document, find};
use model::{PageDocument, Site};

/// Machine-readable metadata that differs from page to page: URLs, previews, alternate
/// formats, subjects. The press writes it (`press::head::particulars`); share sheets and
/// citation tools read it.
const PARTICULARS: &str = "head :is(\
    link:is([rel=canonical], [rel=alternate], [rel=prev], [rel=next]), \
    meta:is([property], [name='twitter:card']), script[type='application/ld+json'])";

/// The current page's metadata.
pub fn particulars() -> String {
    all(PARTICULARS)
        .map(|element| element.outer_html())
        .collect()
}

/// Updates the head for a page.
pub fn describe(site: &Site, page: &PageDocument, particulars: &str) {
    document().set_title(&page.document_title(site));
    if let Some(description) = find("meta[name=description]") {
        // Fails only for invalid attribute names.
        let _ = description.set_attribute("content", &page.description);
    }
    all(PARTICULARS).for_each(|element| element.remove());
    if let Some(head) = find("head") {
        // Fails only if the document has no head.
        let _ = head.insert_adjacent_html("beforeend", particulars);
    }
}
