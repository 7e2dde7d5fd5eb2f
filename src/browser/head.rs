//! The document's head, as far as it changes with the page.

use super::{all, document, find};
use model::{PageDocument, Site};

/// What stands in the head for machines, and is another on each page: its addresses,
/// previews, other forms, what it is about. The press writes it
/// (`press::head::particulars`); share sheets and programs that cite read it as it stands.
const PARTICULARS: &str = "head :is(\
    link:is([rel=canonical], [rel=alternate], [rel=prev], [rel=next]), \
    meta:is([property], [name='twitter:card']), script[type='application/ld+json'])";

/// What stands there of the page on show.
pub fn particulars() -> String {
    all(PARTICULARS)
        .map(|element| element.outer_html())
        .collect()
}

/// Sets what the head says of a page.
pub fn describe(site: &Site, page: &PageDocument, particulars: &str) {
    document().set_title(&page.document_title(site));
    if let Some(description) = find("meta[name=description]") {
        // Fails only for names that are none.
        let _ = description.set_attribute("content", &page.description);
    }
    all(PARTICULARS).for_each(|element| element.remove());
    if let Some(head) = find("head") {
        // Fails only where a document has no head.
        let _ = head.insert_adjacent_html("beforeend", particulars);
    }
}
