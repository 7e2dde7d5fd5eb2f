//! Which pages belong to one segment of the index.

use super::record::Record;

/// PublishOptions of at most `most` pages: first what bears no day, then the articles of
/// whole years, oldest first, as many years as there is room for. A year that has
/// more than that takes several segments.
///
/// New articles thus change the last segment alone, and an article of an old year that
/// year's segment, as long as its year stays where it is.
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
        // Newest first, as rows are.
        segment.reverse();
        (!segment.is_empty()).then_some(segment)
    });
    let undated: Vec<_> = undated.chunks(most.max(1)).map(<[_]>::to_vec).collect();
    undated.into_iter().chain(years)
}

#[cfg(test)]
mod tests {
    use super::{Record, of};

    /// The days of the articles of each segment, for articles of some days.
    fn segments(undated: usize, days: &[u32], most: usize) -> Vec<Vec<u32>> {
        let record = |day: u32| Record {
            path: String::new(),
            title: String::new(),
            summary: String::new(),
            text: String::new(),
            section: None,
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
    fn a_segment_takes_whole_years_as_long_as_there_is_room() {
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
    fn a_year_with_too_many_takes_several() {
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
    fn nothing_makes_no_segment() {
        assert!(segments(0, &[], 3).is_empty());
    }
}
