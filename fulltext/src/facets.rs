//! Dates and facets of documents: selecting by them, and counting what each value would
//! leave.

use crate::bits::{Bits, Bytes};
use crate::postings;

/// Something by name. A list: there are few names, and the code of a map weighs more in a
/// browser.
pub type Named<T> = Vec<(String, T)>;

/// What has a name in a list.
pub fn named<'n, T>(list: &'n Named<T>, name: &str) -> Option<&'n T> {
    list.iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
}

/// What has a name in a list, to which it is added if it is not there.
fn entry<'n, T: Default>(list: &'n mut Named<T>, name: &str) -> &'n mut T {
    let known = list.iter().position(|(known, _)| known == name);
    let at = known.unwrap_or_else(|| {
        list.push((name.to_owned(), T::default()));
        list.len() - 1
    });
    &mut list[at].1
}

/// The dates and facets of a segment's documents.
#[derive(Debug, Default)]
pub(crate) struct SegmentFacets {
    days: Vec<u32>,
    /// By facet: its values with their documents.
    facets: Named<Named<Vec<u32>>>,
}

impl SegmentFacets {
    /// Reads a file's content, for a segment of `docs` documents.
    pub(crate) fn read(content: &[u8], docs: u32) -> Option<Self> {
        let mut bytes = Bytes(content);
        let (mut days, mut day) = (Vec::new(), 0_u32);
        while days.len() < docs as usize {
            day = day.checked_add(bytes.number()?)?;
            let count = bytes.length()?;
            if count == 0 || days.len() + count > docs as usize {
                return None;
            }
            days.resize(days.len() + count, day);
        }
        let mut facets = Vec::new();
        for _ in 0..bytes.number()? {
            let facet = bytes.text()?.to_owned();
            let mut values = Vec::new();
            for _ in 0..bytes.number()? {
                let value = bytes.text()?.to_owned();
                let count = bytes.number()?;
                let length = bytes.length()?;
                let mut bits = Bits::new(bytes.take(length)?);
                values.push((value, postings::read_docs(&mut bits, docs, count)?));
            }
            facets.push((facet, values));
        }
        bytes.0.is_empty().then_some(Self { days, facets })
    }
}

/// The dates and facets of all documents.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    days: Vec<u32>,
    facets: Named<Named<Vec<u32>>>,
}

/// What is selected. Values of one facet add up; facets, years and dates restrict each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The selected values, by facet.
    pub values: Named<Vec<String>>,
    /// The selected years.
    pub years: Vec<u32>,
    /// The first day, as 20120301; zero for any.
    pub from: u32,
    /// The last day; zero for any.
    pub to: u32,
}

impl Selection {
    /// Whether it selects all documents.
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(|(_, chosen)| chosen.is_empty())
            && self.years.is_empty()
            && self.from == 0
            && self.to == 0
    }
}

/// What a selection leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The documents, in their order before.
    pub docs: Vec<u32>,
    /// By facet: how many documents each value has, given the other facets, years and dates.
    /// Values without any are left out.
    pub values: Named<Named<usize>>,
    /// The same for years, newest first.
    pub years: Vec<(u32, usize)>,
}

impl Facets {
    /// Adds the next document: its day, zero if it has none, and its values by facet.
    pub fn add(&mut self, day: u32, values: &[(&str, &[String])]) {
        let doc = self.days.len() as u32;
        self.days.push(day);
        for (facet, values) in values {
            let facet = entry(&mut self.facets, facet);
            for value in *values {
                entry(facet, value).push(doc);
            }
        }
    }

    pub(crate) fn new<'a>(segments: impl IntoIterator<Item = (u32, &'a SegmentFacets)>) -> Self {
        let mut all = Self::default();
        for (first, segment) in segments {
            all.days.extend(&segment.days);
            for (facet, values) in &segment.facets {
                let facet = entry(&mut all.facets, facet);
                for (value, docs) in values {
                    let docs = docs.iter().map(|doc| first + doc);
                    entry(facet, value).extend(docs);
                }
            }
        }
        all
    }

    /// The date of a document, as 20120301; zero for none.
    pub fn day(&self, doc: u32) -> u32 {
        self.days.get(doc as usize).copied().unwrap_or_default()
    }

    /// What a selection leaves of the documents found.
    pub fn select(&self, selection: &Selection, found: &[u32]) -> Counts {
        let size = self.days.len();
        let (from, to) = (selection.from, selection.to);
        let is_in_range =
            |day: u32| (from == 0 && to == 0) || (day > 0 && day >= from && (to == 0 || day <= to));
        // Years are a facet, too: how many facets with a choice each document is outside of,
        // and the last one of them.
        let mut outside = vec![0_u8; size];
        let mut last = vec![""; size];
        for (facet, chosen) in &selection.values {
            if chosen.is_empty() {
                continue;
            }
            let mut is_chosen = vec![false; size];
            let values = named(&self.facets, facet);
            for docs in chosen.iter().filter_map(|value| named(values?, value)) {
                for doc in docs {
                    is_chosen[*doc as usize] = true;
                }
            }
            for doc in (0..size).filter(|doc| !is_chosen[*doc]) {
                outside[doc] += 1;
                last[doc] = facet;
            }
        }
        for (doc, day) in self.days.iter().enumerate() {
            if !selection.years.is_empty() && !selection.years.contains(&(day / 10_000)) {
                outside[doc] += 1;
                last[doc] = YEAR;
            }
        }
        let mut counts = Counts::default();
        let mut is_found = vec![false; size];
        let mut years: Vec<(u32, usize)> = Vec::new();
        for &doc in found {
            let Some(&day) = self.days.get(doc as usize) else {
                continue;
            };
            if !is_in_range(day) {
                continue;
            }
            is_found[doc as usize] = true;
            let outside = outside[doc as usize];
            if outside == 0 {
                counts.docs.push(doc);
            }
            if day > 0 && (outside == 0 || (outside == 1 && last[doc as usize] == YEAR)) {
                let year = day / 10_000;
                match years.iter().position(|(known, _)| *known <= year) {
                    Some(at) if years[at].0 == year => years[at].1 += 1,
                    at => years.insert(at.unwrap_or(years.len()), (year, 1)),
                }
            }
        }
        for (facet, values) in &self.facets {
            let counted = values.iter().map(|(value, docs)| {
                let counts = docs.iter().map(|doc| *doc as usize).filter(|doc| {
                    is_found[*doc]
                        && (outside[*doc] == 0 || (outside[*doc] == 1 && last[*doc] == facet))
                });
                (value.clone(), counts.count())
            });
            let counted = counted.filter(|(_, count)| *count > 0).collect();
            counts.values.push((facet.clone(), counted));
        }
        counts.years = years;
        counts
    }
}

/// The name of the facet of years, which no other has.
const YEAR: &str = "\0";

#[cfg(feature = "build")]
pub(crate) mod write {
    use crate::bits::{BitWriter, put_number, put_text};
    use crate::postings;
    use std::collections::BTreeMap;

    /// The content of a file with dates, which must be in order, and facets.
    pub(crate) fn facets(
        days: &[u32],
        facets: &BTreeMap<String, BTreeMap<String, Vec<u32>>>,
    ) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut before = 0;
        for same in days.chunk_by(|one, other| one == other) {
            put_number(&mut bytes, (same[0] - before) as usize);
            put_number(&mut bytes, same.len());
            before = same[0];
        }
        put_number(&mut bytes, facets.len());
        for (facet, values) in facets {
            put_text(&mut bytes, facet);
            put_number(&mut bytes, values.len());
            for (value, docs) in values {
                put_text(&mut bytes, value);
                put_number(&mut bytes, docs.len());
                let mut bits = BitWriter::default();
                postings::write::docs(&mut bits, days.len() as u32, docs.iter().copied());
                put_number(&mut bytes, bits.bytes.len());
                bytes.extend(bits.bytes);
            }
        }
        bytes
    }
}
