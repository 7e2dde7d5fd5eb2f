//! From the reader's query to the matching pages.

use super::engine::Engine;
use crate::fold;
use crate::query::{self, Kind};
use crate::ranking::{Found, Hit, Role, rank};
use model::failure::Failure;

/// The pages that match a query's words, before filtering.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The pages, best first.
    pub indexes: Vec<usize>,
    /// The words to highlight.
    pub sought: Vec<String>,
    /// Words found on no page, each with its replacement.
    pub corrections: Vec<(String, Option<String>)>,
    /// Whether no page has all the words, so that the pages with most of them are listed.
    pub is_partial: bool,
    /// If nothing was found: clauses whose removal would give results, as typed, each
    /// with the remaining query and the pages it finds.
    pub without: Vec<(String, String, Vec<usize>)>,
}

/// Finds the pages that contain all the words.
///
/// # Errors
/// Which segment of the index could not be loaded.
pub async fn find(engine: &Engine, typed: &str) -> Result<Finding, Failure> {
    let clauses = query::parse(typed);
    let mut finding = Finding::default();
    // The matches of each clause, with its number.
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (number, clause) in clauses.iter().enumerate() {
        let role = if clause.kind.excludes() {
            Role::Excluded
        } else {
            Role::Scored
        };
        let is_phrase = matches!(clause.kind, Kind::Phrase | Kind::NotPhrase);
        if is_phrase {
            let keys: Vec<_> = fold::words(&clause.text).map(fold::key).collect();
            let hits = engine.find(&format!("\"{}\"", keys.join(" "))).await?;
            let role = if role == Role::Scored {
                Role::Required
            } else {
                role
            };
            found.push((number, Found { hits, role }));
        }
        if role == Role::Excluded && !is_phrase {
            let hits = engine.find(&quoted(&clause.text)).await?;
            found.push((number, Found { hits, role }));
        } else if role == Role::Scored {
            // A phrase's words rank the pages that contain it.
            for word in fold::words(&clause.text) {
                let (term, hits) = word_hits(engine, word, &mut finding.corrections).await?;
                finding.sought.push(term);
                found.push((number, Found { hits, role }));
            }
        }
    }
    if found.is_empty() {
        finding.indexes = (0..engine.pages.len()).collect();
        return Ok(finding);
    }
    let rank = |clauses: &[Found]| {
        let ranked = rank(clauses, engine.pages.segments());
        let indexes: Vec<_> = ranked.hits.into_iter().map(|hit| hit.index).collect();
        (indexes, ranked.unmet > 0)
    };
    let all: Vec<_> = found.iter().map(|(_, found)| found.clone()).collect();
    (finding.indexes, finding.is_partial) = rank(&all);
    if finding.indexes.is_empty() && clauses.len() > 1 {
        for (left_out, clause) in clauses.iter().enumerate() {
            let others = found.iter().filter(|(number, _)| *number != left_out);
            let others: Vec<_> = others.map(|(_, found)| found.clone()).collect();
            let (indexes, _) = rank(&others);
            if !indexes.is_empty() {
                let rest = clauses.iter().filter(|other| *other != clause);
                let (typed, rest) = (query::print([clause]), query::print(rest));
                finding.without.push((typed, rest, indexes));
            }
        }
    }
    Ok(finding)
}

/// The pages that contain a word, or its replacement, and that replacement.
async fn word_hits(
    engine: &Engine,
    word: &str,
    corrections: &mut Vec<(String, Option<String>)>,
) -> Result<(String, Vec<Hit>), Failure> {
    let key = fold::key(word);
    let is_exact = !engine.find(&quoted(word)).await?.is_empty();
    // Only words are corrected, and short ones are taken as typed.
    let may_be_misspelt =
        !is_exact && key.chars().count() > 3 && key.chars().all(char::is_alphabetic);
    if !may_be_misspelt {
        return Ok((word.to_owned(), engine.find(&key).await?));
    }
    let words = engine.words().await?;
    if words.has_beginning(&key) {
        let hits = engine.find(&key).await?;
        if hits.is_empty() {
            // It is in the word list, so it must be in the index.
            return Err(Failure::Network);
        }
        return Ok((word.to_owned(), hits));
    }
    let taken = words.nearest(&key).map(str::to_owned);
    corrections.push((word.to_owned(), taken.clone()));
    // Pagefind would fall back to a prefix of this word.
    let Some(taken) = taken else {
        return Ok((word.to_owned(), Vec::new()));
    };
    let hits = engine.find(&taken).await?;
    Ok((taken, hits))
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", fold::key(word))
}
