//! Divides the searchable pages into segments of the index.

use super::record::Record;

/// Splits pages into segments of at most `most`: first the pages without a date, then the
/// articles of whole years, oldest first, as many years as fit. A year that does not fit
/// is split into several segments.
///
/// That way, new articles only change the last segment, and a change to an old article only
/// changes the segment of its year, unless the year moves to another segment.
pub(super) fn of(
    undated: Vec<Record>,
    articles: impl Iterator<Item = Record>,
    most: usize,
) -> impl Iterator<Item = Vec<Record>> {
    let mut articles = articles.peekable();
    let mut waiting: Option<Vec<Record>> = None;
    let years = std::iter::from_fn(move || {
        let mut segment = waiting.take().unwrap_or_default();
        while let Some(first) = articles.peek() {
            let year = first.day / 10_000;
            let mut of_year = Vec::new();
            while of_year.len() < most
                && let Some(article) = articles.next_if(|next| next.day / 10_000 == year)
            {
                of_year.push(article);
            }
            if !segment.is_empty() && segment.len() + of_year.len() > most {
                waiting = Some(of_year);
                break;
            }
            segment.extend(of_year);
        }
        // Newest first, as in the rows.
        segment.reverse();
        (!segment.is_empty()).then_some(segment)
    });
    let undated: Vec<_> = undated.chunks(most.max(1)).map(<[_]>::to_vec).collect();
    undated.into_iter().chain(years)
}

#[cfg(test)]
mod tests {
    use super::{Record, of};

    /// The dates of the articles in each segment, for articles with these dates.
    fn segments(undated: usize, days: &[u32], most: usize) -> Vec<Vec<u32>> {
        let record = |day: u32| Record {
            path: String::new(),
            title: String::new(),
            summary: String::new(),
            text: String::new(),
            sections: Vec::new(),
            countries: Vec::new(),
            country_names: String::new(),
            abbreviations: String::new(),
            day,
        };
        let undated = (0..undated).map(|_| record(0)).collect();
        let articles = days.iter().map(|&day| record(day));
        of(undated, articles, most)
            .map(|segment| segment.iter().map(|record| record.day).collect())
            .collect()
    }

    #[test]
    fn a_segment_takes_as_many_whole_years_as_fit() {
        let days = [20_090_101, 20_100_101, 20_100_102, 20_110_101, 20_120_101];
        assert_eq!(
            segments(1, &days, 3),
            [
                vec![0],
                vec![20_100_102, 20_100_101, 20_090_101],
                vec![20_120_101, 20_110_101],
            ]
        );
        assert_eq!(segments(0, &days, 100).len(), 1);
    }

    #[test]
    fn a_year_that_does_not_fit_is_split() {
        let days = [20_090_101, 20_100_101, 20_100_102, 20_100_103, 20_110_101];
        assert_eq!(
            segments(0, &days, 2),
            [
                vec![20_090_101],
                vec![20_100_102, 20_100_101],
                vec![20_110_101, 20_100_103],
            ]
        );
    }

    #[test]
    fn a_new_article_changes_the_last_segment_alone() {
        let mut days = vec![20_090_101, 20_090_102, 20_100_101, 20_110_101];
        let before = segments(2, &days, 2);
        days.push(20_120_101);
        let after = segments(2, &days, 2);
        assert_eq!(before[..before.len() - 1], after[..before.len() - 1]);
    }

    #[test]
    fn no_pages_make_no_segments() {
        assert!(segments(0, &[], 3).is_empty());
    }
}
