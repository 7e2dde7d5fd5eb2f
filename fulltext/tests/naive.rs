//! Every answer of an index, next to that of a scan of all documents, and with every file
//! broken.

use fulltext::analyzer::{analyze, fold, inflections, runs};
use fulltext::build::{Builder, Document, stem};
use fulltext::query::{self, Clause};
use fulltext::score::{
    COARSE, EXPLAINS, NAMED, NEAR, coarse, is_enough, level, nearness, rarity, score,
};
use fulltext::{Answer, Error, Fetch, How, Index, Manifest, Selection, named};
use futures_util::FutureExt;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The files of an index. Fetching a missing one fails.
#[derive(Clone, Default)]
struct Site(BTreeMap<String, Vec<u8>>);

impl Fetch for Site {
    type Error = ();

    async fn fetch(&self, name: &str) -> Result<Vec<u8>, ()> {
        self.0.get(name).cloned().ok_or(())
    }
}

#[derive(Debug)]
struct Never;

impl From<fulltext::build::Unordered> for Never {
    fn from(_: fulltext::build::Unordered) -> Self {
        Self
    }
}

/// An index of these segments, with small blocks, so that there are many.
fn built(segments: &[Vec<Document>]) -> (Site, Manifest) {
    let mut site = Site::default();
    let mut entries = Vec::new();
    for (number, documents) in segments.iter().enumerate() {
        let mut builder = Builder::with_blocks_of(60);
        builder.add(documents);
        let folder = format!("part-{number}");
        let write = |name: &str, contents: &[u8]| -> Result<(), Never> {
            site.0.insert(name.to_owned(), contents.to_owned());
            Ok(())
        };
        entries.push(builder.finish(&folder, write).expect("ordered"));
    }
    (site, Manifest::new(entries))
}

fn ask(
    site: &Site,
    manifest: &Manifest,
    query: &str,
    is_typing: bool,
) -> Result<Answer, Error<()>> {
    let index = Index::new(manifest.clone())?;
    let clauses = query::parse(query);
    let how = How::of(query, is_typing);
    let answer = index.search(site, &clauses, how).now_or_never();
    answer.expect("nothing waits")
}

/// A document as a scan sees it.
struct Scanned {
    /// Position, form, stem and weight of each word.
    words: Vec<(usize, String, String, f32)>,
    length: usize,
}

fn scanned(document: &Document) -> Scanned {
    let (mut words, mut start, mut length) = (BTreeMap::new(), 0, 0);
    for (weight, text) in &document.fields {
        for run in runs(text) {
            let lower = if run.is_spaceless {
                fold
            } else {
                |text: &str| text.to_lowercase()
            };
            let analyzed = analyze(run, lower);
            for (at, word) in analyzed.words {
                let language = if run.is_spaceless {
                    ""
                } else {
                    &document.language
                };
                let key = (start + at, fold(&word), stem(language, &word));
                words.entry(key).or_insert(*weight);
            }
            start += analyzed.length;
            length += analyzed.length;
        }
        start += 16;
    }
    let words = words.into_iter();
    let words = words.map(|((at, form, stem), weight)| (at, form, stem, weight));
    Scanned {
        words: words.collect(),
        length,
    }
}

/// Finds by looking at every document.
struct Scan<'d> {
    documents: Vec<Scanned>,
    days: Vec<u32>,
    /// The words of each document's names.
    names: Vec<Vec<Vec<String>>>,
    /// The words of the terms that each explains.
    explained: Vec<Vec<Vec<String>>>,
    segments: &'d [Vec<Document>],
}

type Docs = BTreeMap<u32, u8>;

impl Scan<'_> {
    fn stems(&self, is: impl Fn(&str) -> bool) -> BTreeSet<String> {
        let words = self.documents.iter().flat_map(|document| &document.words);
        let words = words.filter(|(_, form, ..)| is(form));
        words.map(|(_, _, stem, _)| stem.clone()).collect()
    }

    fn range(&self, segment: usize) -> std::ops::Range<usize> {
        let first = self.segments[..segment].iter().map(Vec::len).sum();
        first..first + self.segments[segment].len()
    }

    fn with_stem(&self, stem: &str) -> Docs {
        let mut docs = Docs::new();
        for segment in 0..self.segments.len() {
            let has = |doc: &usize| {
                let words = &self.documents[*doc].words;
                words.iter().any(|(_, _, other, _)| other == stem)
            };
            let of_segment: Vec<_> = self.range(segment).filter(has).collect();
            for doc in &of_segment {
                let document = &self.documents[*doc];
                let places: BTreeMap<_, _> = (document.words.iter())
                    .filter(|(_, _, other, _)| other == stem)
                    .map(|(at, _, _, weight)| (*at, *weight))
                    .collect();
                let level = level(places.values().sum(), document.length);
                let is_common = of_segment.len() > COARSE;
                docs.insert(*doc as u32, if is_common { coarse(level) } else { level });
            }
        }
        docs
    }

    fn with_any(&self, stems: &BTreeSet<String>) -> Docs {
        let mut docs = Docs::new();
        for (doc, level) in stems.iter().flat_map(|stem| self.with_stem(stem)) {
            let highest = docs.entry(doc).or_default();
            *highest = level.max(*highest);
        }
        docs
    }

    fn places(&self, doc: u32, stems: &BTreeSet<String>) -> Vec<usize> {
        let words = self.documents[doc as usize].words.iter();
        let words = words.filter(|(_, _, stem, _)| stems.contains(stem));
        words.map(|(at, ..)| *at).collect()
    }

    fn in_sequence(&self, groups: &[BTreeSet<String>]) -> Docs {
        let mut docs = Docs::new();
        for doc in 0..self.documents.len() as u32 {
            let levels: Option<Vec<u8>> = (groups.iter())
                .map(|stems| self.with_any(stems).get(&doc).copied())
                .collect();
            let is_start = |start: &usize| {
                (groups.iter().enumerate())
                    .all(|(after, stems)| self.places(doc, stems).contains(&(start + after)))
            };
            let is_found =
                (groups.first()).is_some_and(|first| self.places(doc, first).iter().any(is_start));
            if let Some(lowest) = levels.and_then(|levels| levels.into_iter().min())
                && is_found
            {
                docs.insert(doc, lowest);
            }
        }
        docs
    }

    /// The sequences of stems that a word stands for. A word that no document has may stand
    /// for `meant`.
    fn sequences(
        &self,
        sought: &query::Sought<'_>,
        is_last: bool,
        meant: Option<&str>,
    ) -> Vec<Vec<BTreeSet<String>>> {
        let known = |with_beginnings: bool| -> Vec<Vec<BTreeSet<String>>> {
            let sequences = sought.alternatives.iter().map(|forms| {
                let groups = forms.iter().enumerate().map(|(at, form)| {
                    let begins = with_beginnings && at + 1 == forms.len();
                    self.stems(|other| match begins {
                        true if form.is_ascii() && form.len() < 2 => false,
                        true => other.starts_with(form.as_str()),
                        false => other == form,
                    })
                });
                groups.collect::<Vec<_>>()
            });
            let sequences = sequences.filter(|groups| groups.iter().all(|it| !it.is_empty()));
            sequences.collect()
        };
        let exact = known(false);
        let found = match sought.is_beginning || (is_last && exact.is_empty()) {
            true => known(true),
            false => exact,
        };
        match sought.alternatives.first().map(Vec::as_slice) {
            Some([form]) if found.is_empty() => {
                let others: BTreeSet<_> = inflections(form).collect();
                let inflected = self.stems(|form| others.contains(form));
                let stems = match meant {
                    Some(meant) if inflected.is_empty() => self.stems(|form| form == meant),
                    _ => inflected,
                };
                if stems.is_empty() {
                    found
                } else {
                    vec![vec![stems]]
                }
            }
            _ => found,
        }
    }

    /// Finds what `answer` should have found. Which words are near enough to be meant has
    /// tests of its own, so that is the answer's to say.
    fn find(&self, query: &str, is_typing: bool, answer: &Answer) -> (Vec<(u32, f32)>, Vec<u32>) {
        let clauses = query::parse(query);
        let asks_for_meaning = query::asks_for_meaning(query);
        let size = self.documents.len();
        let mut scored: Vec<(Docs, Option<BTreeSet<String>>)> = Vec::new();
        let (mut required, mut excluded) = (Vec::new(), BTreeSet::new());
        for (number, clause) in clauses.iter().enumerate() {
            let words: Vec<_> = clause.words().collect();
            let mut phrase = Vec::new();
            for (at, sought) in words.iter().enumerate() {
                let is_last = is_typing
                    && number + 1 == clauses.len()
                    && at + 1 == words.len()
                    && !clause.is_excluded;
                let word = answer.words.iter().find(|word| word.typed == sought.text);
                let meant = word.and_then(|word| word.taken.as_deref());
                let meant = meant.filter(|_| !clause.is_phrase && !clause.is_excluded);
                let sequences = self.sequences(sought, is_last, meant);
                phrase.extend(
                    sequences
                        .last()
                        .cloned()
                        .unwrap_or_else(|| vec![BTreeSet::new()]),
                );
                let mut docs = Docs::new();
                for groups in &sequences {
                    let found = match groups.as_slice() {
                        [stems] => self.with_any(stems),
                        groups => self.in_sequence(groups),
                    };
                    for (doc, level) in found {
                        let highest = docs.entry(doc).or_default();
                        *highest = level.max(*highest);
                    }
                }
                if !clause.is_excluded {
                    let single = sequences.into_iter().next().filter(|it| it.len() == 1);
                    scored.push((docs, single.and_then(|it| it.into_iter().next())));
                } else if !clause.is_phrase {
                    excluded.extend(docs.into_keys());
                }
            }
            if clause.is_phrase {
                let docs = self.in_sequence(&phrase).into_keys();
                match clause.is_excluded {
                    true => excluded.extend(docs),
                    false => required.push(docs.collect::<BTreeSet<_>>()),
                }
            }
        }
        let met = |doc: &u32| {
            scored
                .iter()
                .filter(|(docs, _)| docs.contains_key(doc))
                .count()
        };
        let allowed: Vec<u32> = (0..size as u32)
            .filter(|doc| !excluded.contains(doc) && required.iter().all(|it| it.contains(doc)))
            .collect();
        let most = allowed.iter().map(met).max();
        let most = most.filter(|most| 2 * most >= scored.len());
        let rarity_of = |doc: Option<&u32>| {
            let parts = scored.iter().filter(|(docs, _)| match doc {
                Some(doc) => docs.contains_key(doc),
                None => !docs.is_empty(),
            });
            parts.fold(0.0, |sum, (docs, _)| sum + rarity(size, docs.len()))
        };
        let is_met = |doc: &&u32| {
            let is_enough = is_enough(
                met(doc),
                scored.len(),
                rarity_of(Some(*doc)),
                rarity_of(None),
            );
            most.is_some_and(|most| met(doc) == most || is_enough)
        };
        let asked: Vec<_> = (clauses.iter())
            .filter(|clause| !clause.is_excluded)
            .flat_map(|clause| clause.words().map(|sought| sought.alternatives[0].concat()))
            .zip(&answer.words)
            .map(|(word, taken)| taken.taken.clone().unwrap_or(word))
            .collect();
        let mut whole = Vec::new();
        let mut hits: Vec<(u32, f32)> = Vec::new();
        for doc in allowed.iter().filter(is_met) {
            if met(doc) == scored.len() {
                whole.push(*doc);
            }
            let mut sum = 0.0;
            for (docs, _) in &scored {
                if let Some(level) = docs.get(doc) {
                    sum += score(*level, rarity(size, docs.len()));
                }
            }
            for pair in scored.windows(2) {
                let ((docs, Some(one)), (others, Some(other))) = (&pair[0], &pair[1]) else {
                    continue;
                };
                let distances = self.places(*doc, one).into_iter().flat_map(|place| {
                    let others = self.places(*doc, other).into_iter();
                    others.map(move |other| place.abs_diff(other) as u32)
                });
                let distance = distances.min().unwrap_or(NEAR + 1);
                let rarities = [docs, others].map(|docs| rarity(size, docs.len()));
                sum += nearness(distance, rarities[0], rarities[1]);
            }
            if asks_for_meaning && self.explained[*doc as usize].contains(&asked) {
                sum += EXPLAINS;
            }
            if self.names[*doc as usize].contains(&asked) {
                sum += NAMED;
            }
            hits.push((*doc, sum));
        }
        hits.sort_by(|one, other| {
            let by_date = |doc: u32| (self.days[doc as usize] == 0, u32::MAX - doc);
            let order = by_date(one.0).cmp(&by_date(other.0));
            other.1.total_cmp(&one.1).then(order)
        });
        (hits, whole)
    }
}

fn words_of_names(names: &[String]) -> Vec<Vec<String>> {
    let words = |name: &String| -> Vec<String> {
        let clauses = query::parse(name);
        let words = clauses.iter().flat_map(Clause::words);
        words
            .map(|sought| sought.alternatives[0].concat())
            .collect()
    };
    let names = names.iter().map(words);
    names.filter(|words| !words.is_empty()).collect()
}

fn scan(segments: &[Vec<Document>]) -> Scan<'_> {
    let all = |of: &dyn Fn(&Document) -> Vec<Vec<String>>| -> Vec<Vec<Vec<String>>> {
        segments.iter().flatten().map(of).collect()
    };
    Scan {
        documents: segments.iter().flatten().map(scanned).collect(),
        days: segments
            .iter()
            .flatten()
            .map(|document| document.day)
            .collect(),
        names: all(&|document| words_of_names(&document.names)),
        explained: all(&|document| words_of_names(&document.explains)),
        segments,
    }
}

const WORDS: [&str; 32] = [
    "missile",
    "missiles",
    "Missile’s",
    "anti-missile",
    "antimissile",
    "weapon",
    "weapons",
    "weaponry",
    "uranium",
    "Iran",
    "Iranian",
    "U.S.",
    "us",
    "1,550",
    "1550",
    "Novichok-5",
    "Novichok",
    "armées",
    "armée",
    "Straße",
    "strasse",
    "国際原子力",
    "原子力",
    "国",
    "คนไทย",
    "السِّلاح",
    "السلاح",
    "d’Ivoire",
    "die",
    "dying",
    "ran",
    "runs",
];

fn text(most: usize) -> impl Strategy<Value = String> {
    let words = prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..most);
    words.prop_map(|words| words.join(" "))
}

fn document() -> impl Strategy<Value = Document> {
    let language = prop::sample::select(vec!["en", "fr", "de", "und"]);
    let facets = (0..3_usize, prop::collection::vec(0..4_usize, 0..3));
    (text(4), text(30), language, 0..40_u32, facets).prop_map(
        |(title, body, language, day, (section, countries))| Document {
            fields: vec![(4.0, title.clone()), (1.0, body)],
            names: (0..day % 3).map(|_| title.clone()).collect(),
            explains: (0..day % 2).map(|_| title.clone()).collect(),
            language: language.to_owned(),
            day: if day < 5 {
                0
            } else {
                20_000_101 + day / 10 * 10_000 + day % 10
            },
            facets: vec![
                ("section".to_owned(), vec![section.to_string()]),
                (
                    "country".to_owned(),
                    countries.iter().map(usize::to_string).collect(),
                ),
            ],
            stored: vec![title, "a\tb".to_owned()],
        },
    )
}

fn segments() -> impl Strategy<Value = Vec<Vec<Document>>> {
    let segment = prop::collection::vec(document(), 0..20).prop_map(|mut documents| {
        documents.sort_by_key(|document| document.day);
        documents
    });
    prop::collection::vec(segment, 1..4)
}

fn typed() -> impl Strategy<Value = String> {
    let clause = (prop::sample::select(WORDS.to_vec()), 0..8_usize, text(4)).prop_map(
        |(word, kind, phrase)| match kind {
            0 => format!("-{word}"),
            1 => format!("\"{phrase}\""),
            2 => format!("-\"{phrase}\""),
            // A beginning that is rarely a word.
            3 => word.chars().take(3).collect(),
            _ => word.to_owned(),
        },
    );
    let question = prop::sample::select(vec!["", "what is "]);
    (question, prop::collection::vec(clause, 0..5))
        .prop_map(|(question, clauses)| question.to_owned() + &clauses.join(" "))
}

/// As many cases as take a few seconds; a finding becomes a test of its own.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn answers_are_those_of_a_scan(segments in segments(), query in typed(), typing: bool) {
        let (site, manifest) = built(&segments);
        let answer = ask(&site, &manifest, &query, typing).expect("the files are whole");
        let (hits, whole) = scan(&segments).find(&query, typing, &answer);
        let found: Vec<_> = answer.hits.iter().map(|hit| (hit.doc, hit.score)).collect();
        prop_assert_eq!(found, hits);
        prop_assert_eq!(answer.whole, whole);
    }

    #[test]
    fn a_broken_file_is_an_error_or_does_not_matter(
        segments in segments(),
        query in typed(),
        at in any::<prop::sample::Index>(),
        flip in 1..=255_u8,
    ) {
        let (site, manifest) = built(&segments);
        let right = ask(&site, &manifest, &query, true);
        for (name, contents) in &site.0 {
            let cut = at.index(contents.len());
            let mut flipped = contents.clone();
            flipped[cut] ^= flip;
            for broken in [None, Some(contents[..cut].to_owned()), Some(flipped)] {
                let mut site = site.clone();
                match broken {
                    Some(contents) => site.0.insert(name.clone(), contents),
                    None => site.0.remove(name),
                };
                let answer = ask(&site, &manifest, &query, true);
                prop_assert!(answer.is_err() || answer == right, "{}", name);
            }
        }
    }

    /// Files with a right checksum and a wrong content: an error or another answer, but no
    /// panic.
    #[test]
    fn forged_files_do_no_harm(
        segments in segments(),
        query in typed(),
        at in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 1..8),
    ) {
        let (mut site, manifest) = built(&segments);
        for contents in site.0.values_mut() {
            let end = contents.len() - 4;
            let start = 4 + at.index(contents.len() - 7);
            for (place, byte) in contents[..end].iter_mut().skip(start).zip(&bytes) {
                *place = *byte;
            }
            let sum = contents[..end].iter().fold(0x811c_9dc5_u32, |sum, byte| {
                (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
            });
            contents[end..].copy_from_slice(&sum.to_le_bytes());
        }
        let _ = ask(&site, &manifest, &query, true);
        let index = Index::new::<()>(manifest).expect("the version is known");
        let _ = index.facets(&site).now_or_never();
    }

    #[test]
    fn selections_leave_and_count_what_a_scan_does(
        segments in segments(),
        section in prop::collection::vec(0..4_usize, 0..3),
        country in prop::collection::vec(0..5_usize, 0..3),
        years in prop::collection::vec(1999..2004_u32, 0..2),
        from in prop::sample::select(vec![0, 20_010_101, 20_020_105]),
        to in prop::sample::select(vec![0, 20_010_103, 20_020_105]),
    ) {
        let (site, manifest) = built(&segments);
        let index = Index::new::<()>(manifest).expect("the version is known");
        let facets = index.facets(&site).now_or_never().expect("ready").expect("whole");
        let texts = |values: &[usize]| values.iter().map(usize::to_string).collect::<Vec<_>>();
        let values = [("section", texts(&section)), ("country", texts(&country))];
        let values = values.map(|(facet, values)| (facet.to_owned(), values));
        let selection = Selection { values: values.into(), years, from, to };
        let all: Vec<_> = (0..index.size()).rev().collect();
        let counts = facets.select(&selection, &all);

        let documents: Vec<_> = segments.iter().flatten().collect();
        let has = |document: &Document, without: &str| {
            let chosen = selection.values.iter().all(|(facet, chosen)| {
                let own = document.facets.iter().find(|(name, _)| name == facet);
                let own = own.map(|(_, values)| values.as_slice()).unwrap_or_default();
                facet == without || chosen.is_empty() || own.iter().any(|it| chosen.contains(it))
            });
            let (day, years) = (document.day, &selection.years);
            chosen
                && (without == "year" || years.is_empty() || years.contains(&(day / 10_000)))
                && (from == 0 || day >= from)
                && (to == 0 || (day > 0 && day <= to))
        };
        let left = all.iter().copied().filter(|doc| has(documents[*doc as usize], ""));
        prop_assert_eq!(&counts.docs, &left.collect::<Vec<_>>());
        for facet in ["section", "country"] {
            let mut expected: BTreeMap<String, usize> = BTreeMap::new();
            for document in documents.iter().filter(|document| has(document, facet)) {
                let own = document.facets.iter().find(|(name, _)| name == facet);
                let own: BTreeSet<_> = own.iter().flat_map(|(_, values)| values).collect();
                for value in own {
                    *expected.entry(value.clone()).or_default() += 1;
                }
            }
            let counted = named(&counts.values, facet).cloned().unwrap_or_default();
            let counted: BTreeMap<_, _> = counted.into_iter().collect();
            prop_assert_eq!(counted, expected);
        }
        let mut years: BTreeMap<u32, usize> = BTreeMap::new();
        for document in documents.iter().filter(|it| it.day > 0 && has(it, "year")) {
            *years.entry(document.day / 10_000).or_default() += 1;
        }
        prop_assert_eq!(counts.years, years.into_iter().rev().collect::<Vec<_>>());

        let stored = index.stored(&site, &all).now_or_never().expect("ready").expect("whole");
        for (doc, stored) in all.iter().zip(stored) {
            prop_assert_eq!(&stored[0], &documents[*doc as usize].stored[0]);
            prop_assert_eq!(&stored[1], "a b");
        }
    }
}
