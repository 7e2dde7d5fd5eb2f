//! Filters results, and counts what each filter would leave.

use crate::index::{Rows, Site, day_number};
use crate::request::Request;
use std::ops::Range;

/// The data pages are filtered and sorted by, across all segments. Indexes run through
/// the segments in order.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    days: Vec<u32>,
    /// Indexes into the site's sections, starting at one.
    sections: Vec<usize>,
    /// Indexes into the site's countries.
    countries: Vec<Vec<usize>>,
    segments: Vec<Range<usize>>,
}

impl Pages {
    /// Joins the rows of all segments.
    pub fn new<'a>(site: &Site, segments: impl IntoIterator<Item = &'a Rows>) -> Self {
        let mut pages = Self::default();
        for rows in segments {
            let first = pages.days.len();
            // A segment's slugs date from when it was built; a section may have been
            // removed since.
            let section_at = |index: &u32| -> usize {
                let slug = (*index as usize)
                    .checked_sub(1)
                    .and_then(|index| rows.section_slugs.get(index));
                let mut names = site.sections.iter();
                slug.and_then(|slug| names.position(|name| name.slug == *slug))
                    .map_or(0, |index| index + 1)
            };
            let country_at = |index: &u32| -> Option<usize> {
                let slug = rows.country_slugs.get(*index as usize)?;
                site.countries.iter().position(|name| name.slug == *slug)
            };
            pages.days.extend(&rows.days);
            pages.sections.extend(rows.sections.iter().map(section_at));
            let countries = rows.countries.iter();
            pages.countries.extend(
                countries.map(|indexes| indexes.iter().filter_map(country_at).collect::<Vec<_>>()),
            );
            pages.segments.push(first..pages.days.len());
        }
        pages
    }

    /// The index range of each segment.
    pub fn segments(&self) -> &[Range<usize>] {
        &self.segments
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there are no pages.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// A page's segment, and its row there.
    pub fn segment_of(&self, index: usize) -> Option<(usize, usize)> {
        let segment = self
            .segments
            .iter()
            .position(|segment| segment.contains(&index))?;
        Some((segment, index - self.segments[segment].start))
    }

    /// Whether a page has a date, as articles do.
    pub fn is_dated(&self, index: usize) -> bool {
        self.days.get(index).is_some_and(|day| *day > 0)
    }

    /// Sorts by day, newest first; the sort is stable.
    pub fn sort_by_day(&self, indexes: &mut [usize]) {
        indexes.sort_by(|one, other| self.days[*other].cmp(&self.days[*one]));
    }

    /// Applies a request's filters, and counts what each filter would leave with other
    /// values.
    pub fn filter(&self, site: &Site, request: &Request, found: &[usize]) -> Filtered {
        let section = chosen(
            site.sections.iter().map(|name| &name.slug),
            &request.section,
        );
        let country = chosen(
            site.countries.iter().map(|name| &name.slug),
            &request.country,
        );
        let year = match request.year.as_str() {
            "" => Choice::Any,
            year => year.parse().map_or(Choice::Nothing, Choice::Only),
        };
        let from = bound(&request.from).unwrap_or(0);
        let to = bound(&request.to).unwrap_or(u32::MAX);
        let is_dated = from > 0 || to < u32::MAX;

        let mut filtered = Filtered {
            indexes: Vec::new(),
            sections: vec![0; site.sections.len()],
            countries: vec![0; site.countries.len()],
            years: Vec::new(),
        };
        for &index in found {
            let day = self.days[index];
            if is_dated && (day == 0 || day < from || day > to) {
                continue;
            }
            let (in_section, own_year) =
                (self.sections[index].checked_sub(1), (day / 10_000) as usize);
            let of_section = in_section.map_or(section.is_any(), |own| section.allows(own));
            let of_country =
                country.is_any() || self.countries[index].iter().any(|own| country.allows(*own));
            let of_year = year.allows(own_year);
            if of_section && of_country && of_year {
                filtered.indexes.push(index);
            }
            if of_country
                && of_year
                && let Some(own) = in_section
            {
                filtered.sections[own] += 1;
            }
            if of_section && of_year {
                for own in &self.countries[index] {
                    filtered.countries[*own] += 1;
                }
            }
            if of_section && of_country && day > 0 {
                filtered.count_year(own_year);
            }
        }
        filtered.years.sort_by(|one, other| other.cmp(one));
        filtered
    }
}

/// The pages that the filters leave, and the counts for other values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// The remaining pages, in their original order.
    pub indexes: Vec<usize>,
    /// The number of pages in each section, given the other filters.
    pub sections: Vec<usize>,
    /// The number of pages for each country.
    pub countries: Vec<usize>,
    /// The years with any pages, newest first, with their counts.
    pub years: Vec<(usize, usize)>,
}

impl Filtered {
    fn count_year(&mut self, year: usize) {
        match self.years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, count)) => *count += 1,
            None => self.years.push((year, 1)),
        }
    }
}

/// What a filter allows.
#[derive(Clone, Copy)]
enum Choice {
    Any,
    Only(usize),
    /// Its value does not exist.
    Nothing,
}

impl Choice {
    fn is_any(self) -> bool {
        matches!(self, Self::Any)
    }

    fn allows(self, value: usize) -> bool {
        match self {
            Self::Any => true,
            Self::Only(only) => only == value,
            Self::Nothing => false,
        }
    }
}

fn chosen<'a>(mut slugs: impl Iterator<Item = &'a String>, slug: &str) -> Choice {
    if slug.is_empty() {
        return Choice::Any;
    }
    slugs
        .position(|known| known == slug)
        .map_or(Choice::Nothing, Choice::Only)
}

fn bound(day: &str) -> Option<u32> {
    day_number(day)
}

#[cfg(test)]
mod tests {
    use super::Pages;
    use crate::index::{Name, Rows, Site};
    use crate::request::Request;

    fn names(slugs: &[&str]) -> Vec<Name> {
        let name = |slug: &&str| Name {
            slug: (*slug).to_owned(),
            name: slug.to_uppercase(),
            other_names: Vec::new(),
        };
        slugs.iter().map(name).collect()
    }

    fn site() -> Site {
        Site {
            sections: names(&["nuclear", "missile"]),
            countries: names(&["iran", "syria"]),
            ..Site::default()
        }
    }

    /// Two segments that number sections and countries differently from the site.
    fn pages() -> Pages {
        let slugs = |slugs: &[&str]| slugs.iter().map(|slug| (*slug).to_owned()).collect();
        let first = Rows {
            hashes: slugs(&["a", "b"]),
            days: vec![20_100_501, 0],
            sections: vec![1, 0],
            countries: vec![vec![0], vec![]],
            section_slugs: slugs(&["missile"]),
            country_slugs: slugs(&["syria"]),
        };
        let second = Rows {
            hashes: slugs(&["c", "d"]),
            days: vec![20_120_301, 20_120_301],
            sections: vec![2, 1],
            countries: vec![vec![0, 1], vec![1]],
            section_slugs: slugs(&["missile", "nuclear"]),
            country_slugs: slugs(&["iran", "syria"]),
        };
        Pages::new(&site(), [&first, &second])
    }

    fn left(request: Request) -> Vec<usize> {
        pages().filter(&site(), &request, &[0, 1, 2, 3]).indexes
    }

    #[test]
    fn each_filter_keeps_what_it_names() {
        let request = |set: fn(&mut Request)| {
            let mut request = Request::default();
            set(&mut request);
            request
        };
        assert_eq!(left(Request::default()), [0, 1, 2, 3]);
        assert_eq!(left(request(|it| it.section = "missile".into())), [0, 3]);
        assert_eq!(left(request(|it| it.country = "syria".into())), [0, 2, 3]);
        assert_eq!(left(request(|it| it.year = "2012".into())), [2, 3]);
        assert_eq!(left(request(|it| it.to = "2012-02-29".into())), [0]);
        assert_eq!(left(request(|it| it.from = "2010-05-01".into())), [0, 2, 3]);
        assert!(left(request(|it| it.section = "gone".into())).is_empty());
    }

    #[test]
    fn a_filters_counts_ignore_its_own_value() {
        let request = Request {
            section: "missile".into(),
            year: "2012".into(),
            ..Request::default()
        };
        let filtered = pages().filter(&site(), &request, &[0, 1, 2, 3]);
        assert_eq!(filtered.indexes, [3]);
        assert_eq!(filtered.sections, [1, 1]);
        assert_eq!(filtered.countries, [0, 1]);
        assert_eq!(filtered.years, [(2012, 1), (2010, 1)]);
    }

    #[test]
    fn newest_come_first_and_undated_last() {
        let mut indexes = vec![1, 0, 3, 2];
        pages().sort_by_day(&mut indexes);
        assert_eq!(indexes, [3, 2, 0, 1]);
    }
}
