//! Merges results from several segments into one ranking.

use std::ops::Range;

/// A page that contains a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The page's index among the rows of all segments.
    pub index: usize,
    /// Its score according to its segment.
    pub score: f32,
}

/// The pages that match a clause, and the clause's role.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The pages, in any order.
    pub hits: Vec<Hit>,
    /// The role of the clause.
    pub role: Role,
}

/// What matching a clause means for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Required, and its score counts.
    Scored,
    /// Required.
    Required,
    /// Excluded.
    Excluded,
}

/// The ranked pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranked {
    /// The pages with their scores, best first; pages with equal scores are in index
    /// order.
    pub hits: Vec<Hit>,
    /// How many of the scored clauses the best pages do not match. If no page matches all
    /// of them, the pages with the most matches are kept, provided that is at least half.
    pub unmet: usize,
}

/// The pages that the clauses leave. `segments` are the index ranges of the segments.
///
/// Each segment weights a word by how rare it is in that segment (the `idf` of BM25), so
/// a word would score higher in a year in which few wrote about it. For a single word,
/// that weight is a factor of every score. It is replaced by the weight over all
/// segments, so a page gets the score that a single index of all pages would give it.
pub fn rank(clauses: &[Found], segments: &[Range<usize>]) -> Ranked {
    let pages = segments.last().map_or(0, |segment| segment.end);
    let mut scores = vec![0.0_f32; pages];
    let mut met = vec![0_usize; pages];
    // How many of the required clauses each page matches.
    let mut obeyed = vec![0_usize; pages];
    let count = |role| clauses.iter().filter(|clause| clause.role == role).count();
    let (scored, required) = (count(Role::Scored), count(Role::Required));
    for clause in clauses {
        let weights = match clause.role {
            Role::Scored => weights(&clause.hits, segments),
            _ => vec![0.0; segments.len()],
        };
        for hit in &clause.hits {
            let Some(segment) = segments
                .iter()
                .position(|segment| segment.contains(&hit.index))
            else {
                continue;
            };
            match clause.role {
                Role::Scored => {
                    scores[hit.index] += hit.score * weights[segment];
                    met[hit.index] += 1;
                }
                Role::Required => obeyed[hit.index] += 1,
                // Can never reach the required number.
                Role::Excluded => obeyed[hit.index] = usize::MAX / 2,
            }
        }
    }
    let is_allowed = |index: &usize| obeyed[*index] == required;
    let most = (0..pages).filter(is_allowed).map(|index| met[index]).max();
    let most = most.filter(|most| 2 * most >= scored).unwrap_or(scored);
    let mut hits: Vec<_> = (0..pages)
        .filter(|index| is_allowed(index) && met[*index] == most)
        .map(|index| Hit {
            index,
            score: scores[index],
        })
        .collect();
    hits.sort_by(|one, other| other.score.total_cmp(&one.score));
    Ranked {
        hits,
        unmet: scored - most,
    }
}

/// Factors that convert each segment's scores to those of a single index.
fn weights(hits: &[Hit], segments: &[Range<usize>]) -> Vec<f32> {
    let pages = segments.iter().map(Range::len).sum();
    let whole = rarity(pages, hits.len());
    segments
        .iter()
        .map(|segment| {
            let found = hits
                .iter()
                .filter(|hit| segment.contains(&hit.index))
                .count();
            whole / rarity(segment.len(), found)
        })
        .collect()
}

/// The weight of a word that occurs in this many pages: BM25's inverse document
/// frequency, in the form that Pagefind computes.
fn rarity(pages: usize, with_word: usize) -> f32 {
    let (pages, with_word) = (pages as f32, with_word as f32);
    ((pages - with_word + 0.5) / (with_word + 0.5) + 1.0).ln()
}

#[cfg(test)]
mod tests {
    use super::{Found, Hit, Ranked, Role, rank, rarity};
    use std::ops::Range;

    fn found(role: Role, hits: &[(usize, f32)]) -> Found {
        let hits = hits
            .iter()
            .map(|&(index, score)| Hit { index, score })
            .collect();
        Found { hits, role }
    }

    /// An index with one segment.
    fn whole(pages: usize) -> Vec<Range<usize>> {
        std::iter::once(0..pages).collect()
    }

    fn indexes(ranked: &Ranked) -> Vec<usize> {
        ranked.hits.iter().map(|hit| hit.index).collect()
    }

    #[test]
    fn a_page_must_match_every_clause_and_no_excluded_one() {
        let clauses = [
            found(Role::Scored, &[(0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0)]),
            found(Role::Scored, &[(1, 1.0), (2, 1.0), (3, 1.0)]),
            found(Role::Required, &[(1, 1.0), (3, 1.0)]),
            found(Role::Excluded, &[(3, 9.0)]),
        ];
        assert_eq!(indexes(&rank(&clauses, &whole(5))), [1]);
    }

    #[test]
    fn exclusion_alone_keeps_the_rest() {
        let clauses = [found(Role::Excluded, &[(1, 1.0)])];
        assert_eq!(indexes(&rank(&clauses, &whole(3))), [0, 2]);
    }

    #[test]
    fn without_full_matches_the_best_partial_ones_are_kept() {
        let clauses = [
            found(Role::Scored, &[(0, 1.0), (1, 1.0), (2, 1.0)]),
            found(Role::Scored, &[(1, 1.0), (2, 2.0)]),
            found(Role::Scored, &[(4, 1.0)]),
            found(Role::Excluded, &[(2, 1.0)]),
        ];
        let ranked = rank(&clauses, &whole(5));
        assert_eq!((indexes(&ranked), ranked.unmet), (vec![1], 1));
    }

    #[test]
    fn a_page_that_matches_less_than_half_is_dropped() {
        let clauses = [
            found(Role::Scored, &[(0, 1.0)]),
            found(Role::Scored, &[]),
            found(Role::Scored, &[]),
        ];
        let ranked = rank(&clauses, &whole(2));
        assert_eq!((indexes(&ranked), ranked.unmet), (vec![], 0));
    }

    /// Two pages that match equally well: in one's segment the word occurs in one page of
    /// a hundred, in the other's in half of them.
    #[test]
    fn a_page_does_not_rank_higher_because_of_its_segment() {
        let fit = 2.0;
        let mut hits = vec![(0, fit * rarity(100, 1))];
        hits.extend((100..150).map(|index| (index, fit * rarity(100, 50))));
        let ranked = rank(&[found(Role::Scored, &hits)], &[0..100, 100..200]);
        let expected = fit * rarity(200, 51);
        assert_eq!(ranked.hits.len(), 51);
        for hit in ranked.hits {
            assert!((hit.score - expected).abs() < 1e-4, "{hit:?}");
        }
    }
}
