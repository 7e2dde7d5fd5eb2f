//! One order for what was found in several segments of the index.

use std::ops::Range;

/// A page that a word was found in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The page's place among all rows of all segments.
    pub place: usize,
    /// How well it fits the word, as its segment of the index says.
    pub score: f32,
}

/// What a clause found, and what that means.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The pages, in any order.
    pub hits: Vec<Hit>,
    /// What it means to be among them.
    pub role: Role,
}

/// What it means for a page to be found by a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It must be, and the better the fit the higher it stands.
    Scored,
    /// It must be.
    Required,
    /// It must not be.
    Excluded,
}

/// What clauses leave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranked {
    /// The pages with their scores, best first; pages of the same score in the order of
    /// their places.
    pub hits: Vec<Hit>,
    /// How many of the scored clauses the best pages do not meet. Where no page meets
    /// all of them, those that meet most are left, if that is at least half.
    pub unmet: usize,
}

/// The pages that clauses leave. `segments` are the places of each segment.
///
/// Each segment of the index weighs a word by how rare it is within that segment (the
/// `idf` of BM25), so that a word would count for more in a year in which hardly
/// anybody wrote of it. For a single word that weight is a factor of every score.
/// It is taken out, and the weight over all segments put in: thus a page has the score
/// that an index of all pages would have given it.
pub fn rank(clauses: &[Found], segments: &[Range<usize>]) -> Ranked {
    let pages = segments.last().map_or(0, |segment| segment.end);
    let mut scores = vec![0.0_f32; pages];
    let mut met = vec![0_usize; pages];
    // How many of the clauses that a page must obey it does.
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
                .position(|segment| segment.contains(&hit.place))
            else {
                continue;
            };
            match clause.role {
                Role::Scored => {
                    scores[hit.place] += hit.score * weights[segment];
                    met[hit.place] += 1;
                }
                Role::Required => obeyed[hit.place] += 1,
                // Never enough any more.
                Role::Excluded => obeyed[hit.place] = usize::MAX / 2,
            }
        }
    }
    let is_allowed = |place: &usize| obeyed[*place] == required;
    let most = (0..pages).filter(is_allowed).map(|place| met[place]).max();
    let most = most.filter(|most| 2 * most >= scored).unwrap_or(scored);
    let mut hits: Vec<_> = (0..pages)
        .filter(|place| is_allowed(place) && met[*place] == most)
        .map(|place| Hit {
            place,
            score: scores[place],
        })
        .collect();
    hits.sort_by(|one, other| other.score.total_cmp(&one.score));
    Ranked {
        hits,
        unmet: scored - most,
    }
}

/// What the scores of each segment are multiplied by to be those of the whole.
fn weights(hits: &[Hit], segments: &[Range<usize>]) -> Vec<f32> {
    let pages = segments.iter().map(Range::len).sum();
    let whole = rarity(pages, hits.len());
    segments
        .iter()
        .map(|segment| {
            let found = hits
                .iter()
                .filter(|hit| segment.contains(&hit.place))
                .count();
            whole / rarity(segment.len(), found)
        })
        .collect()
}

/// How much it says of a page to have a word that is in so many of all pages: the
/// inverse document frequency of BM25, in the form that Pagefind computes.
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
            .map(|&(place, score)| Hit { place, score })
            .collect();
        Found { hits, role }
    }

    /// An index of one segment.
    fn whole(pages: usize) -> Vec<Range<usize>> {
        std::iter::once(0..pages).collect()
    }

    fn places(ranked: &Ranked) -> Vec<usize> {
        ranked.hits.iter().map(|hit| hit.place).collect()
    }

    #[test]
    fn a_page_must_meet_every_clause_and_no_excluded_one() {
        let clauses = [
            found(Role::Scored, &[(0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0)]),
            found(Role::Scored, &[(1, 1.0), (2, 1.0), (3, 1.0)]),
            found(Role::Required, &[(1, 1.0), (3, 1.0)]),
            found(Role::Excluded, &[(3, 9.0)]),
        ];
        assert_eq!(places(&rank(&clauses, &whole(5))), [1]);
    }

    #[test]
    fn exclusion_alone_leaves_the_rest() {
        let clauses = [found(Role::Excluded, &[(1, 1.0)])];
        assert_eq!(places(&rank(&clauses, &whole(3))), [0, 2]);
    }

    #[test]
    fn where_no_page_meets_all_those_that_meet_most_are_left() {
        let clauses = [
            found(Role::Scored, &[(0, 1.0), (1, 1.0), (2, 1.0)]),
            found(Role::Scored, &[(1, 1.0), (2, 2.0)]),
            found(Role::Scored, &[(4, 1.0)]),
            found(Role::Excluded, &[(2, 1.0)]),
        ];
        let ranked = rank(&clauses, &whole(5));
        assert_eq!((places(&ranked), ranked.unmet), (vec![1], 1));
    }

    #[test]
    fn a_page_with_less_than_half_is_not_left() {
        let clauses = [
            found(Role::Scored, &[(0, 1.0)]),
            found(Role::Scored, &[]),
            found(Role::Scored, &[]),
        ];
        let ranked = rank(&clauses, &whole(2));
        assert_eq!((places(&ranked), ranked.unmet), (vec![], 0));
    }

    /// Two pages that fit equally well, one of a segment where the word is in one page
    /// of a hundred, the other of a segment where it is in half of them.
    #[test]
    fn a_page_stands_no_higher_for_the_segment_that_it_is_in() {
        let fit = 2.0;
        let mut hits = vec![(0, fit * rarity(100, 1))];
        hits.extend((100..150).map(|place| (place, fit * rarity(100, 50))));
        let ranked = rank(&[found(Role::Scored, &hits)], &[0..100, 100..200]);
        let expected = fit * rarity(200, 51);
        assert_eq!(ranked.hits.len(), 51);
        for hit in ranked.hits {
            assert!((hit.score - expected).abs() < 1e-4, "{hit:?}");
        }
    }
}
