//! Narrowing down what was found, and counting what each filter would leave.

use crate::index::{Rows, Site, day_number};
use crate::request::Request;
use std::ops::Range;

/// What pages are filtered and sorted by, over all segments. Places count through the
/// segments in their order.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    days: Vec<u32>,
    /// Places in the site's sections, counted from one.
    sections: Vec<usize>,
    /// Places in the site's countries.
    countries: Vec<Vec<usize>>,
    segments: Vec<Range<usize>>,
}

impl Pages {
    /// Joins the rows of all segments.
    pub fn new<'a>(site: &Site, segments: impl IntoIterator<Item = &'a Rows>) -> Self {
        let mut pages = Self::default();
        for rows in segments {
            let first = pages.days.len();
            // The slugs of a segment are those of its own time; a section may be gone.
            let section_at = |place: &u32| -> usize {
                let slug = (*place as usize)
                    .checked_sub(1)
                    .and_then(|place| rows.section_slugs.get(place));
                let mut names = site.sections.iter();
                slug.and_then(|slug| names.position(|name| name.slug == *slug))
                    .map_or(0, |place| place + 1)
            };
            let country_at = |place: &u32| -> Option<usize> {
                let slug = rows.country_slugs.get(*place as usize)?;
                site.countries.iter().position(|name| name.slug == *slug)
            };
            pages.days.extend(&rows.days);
            pages.sections.extend(rows.sections.iter().map(section_at));
            let countries = rows.countries.iter();
            pages.countries.extend(
                countries.map(|places| places.iter().filter_map(country_at).collect::<Vec<_>>()),
            );
            pages.segments.push(first..pages.days.len());
        }
        pages
    }

    /// The places of each segment.
    pub fn segments(&self) -> &[Range<usize>] {
        &self.segments
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The segment that a page is in, and its row there.
    pub fn segment_of(&self, place: usize) -> Option<(usize, usize)> {
        let segment = self
            .segments
            .iter()
            .position(|segment| segment.contains(&place))?;
        Some((segment, place - self.segments[segment].start))
    }

    /// Whether a page bears a day, as articles do.
    pub fn is_dated(&self, place: usize) -> bool {
        self.days.get(place).is_some_and(|day| *day > 0)
    }

    /// Puts the newest first; pages of one day stay in their order.
    pub fn sort_by_day(&self, places: &mut [usize]) {
        places.sort_by(|one, other| self.days[*other].cmp(&self.days[*one]));
    }

    /// Leaves the pages that a request wants, and counts what each of its filters
    /// would leave if it were set otherwise.
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
            places: Vec::new(),
            sections: vec![0; site.sections.len()],
            countries: vec![0; site.countries.len()],
            years: Vec::new(),
        };
        for &place in found {
            let day = self.days[place];
            if is_dated && (day == 0 || day < from || day > to) {
                continue;
            }
            let (in_section, own_year) =
                (self.sections[place].checked_sub(1), (day / 10_000) as usize);
            let of_section = in_section.map_or(section.is_any(), |own| section.allows(own));
            let of_country =
                country.is_any() || self.countries[place].iter().any(|own| country.allows(*own));
            let of_year = year.allows(own_year);
            if of_section && of_country && of_year {
                filtered.places.push(place);
            }
            if of_country
                && of_year
                && let Some(own) = in_section
            {
                filtered.sections[own] += 1;
            }
            if of_section && of_year {
                for own in &self.countries[place] {
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

/// What filters leave, and what others would leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filtered {
    /// The pages that are left, in the order in which they came.
    pub places: Vec<usize>,
    /// How many pages each section would leave, beside the other filters.
    pub sections: Vec<usize>,
    /// How many pages each country would leave.
    pub countries: Vec<usize>,
    /// The years that would leave any, newest first, with how many.
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
    /// It names what there is not.
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

    /// Two segments that number sections and countries otherwise than the site does.
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
        pages().filter(&site(), &request, &[0, 1, 2, 3]).places
    }

    #[test]
    fn each_filter_leaves_what_it_names() {
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
    fn a_filter_is_counted_beside_the_others_and_not_itself() {
        let request = Request {
            section: "missile".into(),
            year: "2012".into(),
            ..Request::default()
        };
        let filtered = pages().filter(&site(), &request, &[0, 1, 2, 3]);
        assert_eq!(filtered.places, [3]);
        assert_eq!(filtered.sections, [1, 1]);
        assert_eq!(filtered.countries, [0, 1]);
        assert_eq!(filtered.years, [(2012, 1), (2010, 1)]);
    }

    #[test]
    fn the_newest_stand_first_and_the_undated_last() {
        let mut places = vec![1, 0, 3, 2];
        pages().sort_by_day(&mut places);
        assert_eq!(places, [3, 2, 0, 1]);
    }
}
