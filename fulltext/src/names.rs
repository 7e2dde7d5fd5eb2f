//! The names of documents. A query that is nothing but a name finds the document of this name
//! first, before those that say more about it.

use crate::query::Sought;

/// A word as part of a name's entry in the dictionary, which has a space after each word: so it
/// is like no word, and sorts right after the first of its words.
pub(crate) fn part(sought: &Sought<'_>) -> String {
    let forms = sought.alternatives.first();
    forms.map(|forms| forms.concat()).unwrap_or_default() + " "
}

/// The entry of a name in the dictionary; empty if it has no words. It is read like a query, so
/// “the Netherlands” and “Netherlands” are one.
#[cfg(feature = "build")]
pub(crate) fn entry(name: &str) -> String {
    let clauses = crate::query::parse(name);
    let words = clauses.iter().flat_map(|clause| clause.words());
    words.map(|sought| part(&sought)).collect()
}
