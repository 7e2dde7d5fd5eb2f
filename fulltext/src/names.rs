//! The names of documents. A query that is nothing but a name finds the document of this name
//! first, before those that say more about it. Terms that a document explains are like names for
//! questions about what they are.

use crate::query::Sought;

/// Appends a word to a name as it is in the dictionary; `meant` is the word to take in its place.
///
/// There is a space after each word. So a name is like no word, and sorts right after the first
/// of its words.
pub(crate) fn append(name: &mut String, sought: &Sought<'_>, meant: Option<&str>) {
    match (meant, sought.alternatives.first()) {
        (Some(meant), _) => name.push_str(meant),
        (None, Some(forms)) => name.extend(forms.iter().map(String::as_str)),
        (None, None) => {}
    }
    name.push(' ');
}

/// The entry of a term that a document explains, from its entry as a name.
pub(crate) fn explained(mut name: String) -> String {
    name.push('?');
    name
}

/// The entry of a name in the dictionary; `None` if it has no words. It is read like a query, so
/// “the Netherlands” and “Netherlands” are one.
#[cfg(feature = "build")]
pub(crate) fn entry(name: &str) -> Option<String> {
    let mut entry = String::new();
    let clauses = crate::query::parse(name);
    for sought in clauses.iter().flat_map(|clause| clause.words()) {
        append(&mut entry, &sought, None);
    }
    (!entry.is_empty()).then_some(entry)
}
