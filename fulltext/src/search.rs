//! Finds and ranks documents.

use crate::analyzer::inflections;
use crate::names;
use crate::query::{self, Clause, Sought};
use crate::reader::{Files, Index};
use crate::score::{EXPLAINS, NAMED, NEAR, is_enough, nearness, rarity, score};
use crate::spelling::Nearest;

/// The documents that were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The documents, best first; of equal ones, newer first.
    pub hits: Vec<Hit>,
    /// Those of the documents that have all the words, in order. The others have most of them.
    pub whole: Vec<u32>,
    /// The words of the query that documents should have.
    pub words: Vec<Word>,
    /// If nothing was found: what remains without one of the clauses.
    pub left: Vec<Left>,
}

/// How to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct How {
    /// Whether the last word may be unfinished: then it also stands for all that begin with
    /// it, unless it is a word itself.
    pub is_typing: bool,
    /// Whether words near each other count more. Without, fewer files are needed.
    pub by_nearness: bool,
    /// Whether a document that explains what is sought comes before others; see
    /// [`query::asks_for_meaning`].
    pub asks_for_meaning: bool,
}

impl How {
    /// For what a reader has typed, with all that helps to find the best documents.
    pub fn of(typed: &str, is_typing: bool) -> Self {
        Self {
            is_typing,
            by_nearness: true,
            asks_for_meaning: query::asks_for_meaning(typed),
        }
    }
}

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The document's number.
    pub doc: u32,
    /// How well it fits.
    pub score: f32,
}

/// What became of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word as typed.
    pub typed: String,
    /// The forms of it that were looked for, folded.
    pub forms: Vec<String>,
    /// The word that was taken instead, because no document has this one.
    pub taken: Option<String>,
    /// If no document has it, and none was taken instead: the nearest words.
    pub offered: Vec<String>,
    /// Whether some document has it, or the word that was taken instead.
    pub is_known: bool,
}

/// The documents that remain without one of the clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The clause, as typed.
    pub without: String,
    /// The other clauses.
    pub query: String,
    /// The documents.
    pub docs: Vec<u32>,
}

/// How many blocks of a segment are looked through for words that begin like another.
const BLOCKS: usize = 4;

/// How many stems a beginning may stand for.
const STEMS: usize = 128;

/// The shortest beginning, in letters, that stands for words.
const BEGINNING: usize = 2;

/// The largest file of positions, in bytes, that is fetched for nearness only.
const POSITIONS: usize = 32_768;

/// The stems of a word, and the forms that have them, as far as known.
#[derive(Clone, Debug, Default)]
struct Group {
    stems: Vec<String>,
    forms: Vec<String>,
}

/// Adds a text to a list in order, if it is not there. A list: the code of a set weighs more
/// in a browser.
fn add(list: &mut Vec<String>, text: &str) {
    if let Err(at) = list.binary_search_by(|known| known.as_str().cmp(text)) {
        list.insert(at, text.to_owned());
    }
}

impl Group {
    fn add_stems<'s>(&mut self, stems: impl Iterator<Item = &'s str>) {
        stems.for_each(|stem| add(&mut self.stems, stem));
    }
}

/// What a clause means for a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Scored,
    Required,
    Excluded,
}

/// The documents of a part of the query.
struct Part {
    /// The number of its clause.
    clause: usize,
    role: Role,
    /// In order, each with its level.
    docs: Vec<(u32, u8)>,
    /// If it is a single word.
    group: Option<Group>,
}

/// Answers a query from files.
pub(crate) fn evaluate(files: &Files<'_>, clauses: &[Clause], how: How) -> Answer {
    let mut answer = Answer::default();
    let mut parts = Vec::new();
    let mut name = String::new();
    for (number, clause) in clauses.iter().enumerate() {
        let is_last = how.is_typing && number + 1 == clauses.len() && !clause.is_excluded;
        let words: Vec<_> = clause.words().collect();
        let mut phrase = Vec::new();
        for (at, sought) in words.iter().enumerate() {
            let is_beginning = sought.is_beginning || (is_last && at + 1 == words.len());
            let may_be_corrected = !clause.is_phrase && !clause.is_excluded;
            let (mut word, sequences) = look_up(files, sought, is_beginning, may_be_corrected);
            // A word that no document has makes a phrase that none has.
            phrase.extend(
                sequences
                    .last()
                    .cloned()
                    .unwrap_or_else(|| vec![Group::default()]),
            );
            if clause.is_phrase && clause.is_excluded {
                continue;
            }
            let docs = any_of(files, &sequences);
            word.is_known = !docs.is_empty();
            let single = sequences
                .into_iter()
                .next()
                .filter(|groups| groups.len() == 1);
            parts.push(Part {
                clause: number,
                role: if clause.is_excluded {
                    Role::Excluded
                } else {
                    Role::Scored
                },
                docs,
                group: single.and_then(|groups| groups.into_iter().next()),
            });
            if !clause.is_excluded {
                names::append(&mut name, sought, word.taken.as_deref());
                answer.words.push(word);
            }
        }
        if clause.is_phrase {
            parts.push(Part {
                clause: number,
                role: if clause.is_excluded {
                    Role::Excluded
                } else {
                    Role::Required
                },
                docs: in_sequence(files, &phrase),
                group: None,
            });
        }
    }
    let size = files.index.size();
    let all: Vec<_> = parts.iter().collect();
    let (mut hits, whole) = rank(size, &all);
    if how.by_nearness {
        add_nearness(files, &parts, &mut hits);
    }
    if how.asks_for_meaning {
        prefer_named(files, names::explained(name.clone()), EXPLAINS, &mut hits);
    }
    prefer_named(files, name, NAMED, &mut hits);
    sort(files, &mut hits);
    if hits.is_empty() && clauses.len() > 1 {
        for (number, clause) in clauses.iter().enumerate() {
            let others: Vec<_> = parts.iter().filter(|part| part.clause != number).collect();
            let (hits, _) = rank(size, &others);
            let rest = clauses.iter().filter(|other| *other != clause);
            if !hits.is_empty() {
                answer.left.push(Left {
                    without: query::print([clause]),
                    query: query::print(rest),
                    docs: hits.iter().map(|hit| hit.doc).collect(),
                });
            }
        }
    }
    answer.hits = hits;
    answer.whole = whole;
    answer
}

/// Sorts documents: the best first, and of equal ones, newer first.
fn sort(files: &Files<'_>, hits: &mut [Hit]) {
    // The bits of scores, which are not negative, are in the order of the scores.
    let key = |hit: &Hit| u64::from(!hit.score.to_bits()) << 32 | files.index.by_date(hit.doc);
    let mut keys: Vec<_> = hits.iter().map(key).collect();
    keys.sort_unstable();
    for (hit, key) in hits.iter_mut().zip(keys) {
        *hit = Hit {
            doc: Index::doc(key),
            score: f32::from_bits(!((key >> 32) as u32)),
        };
    }
}

/// Looks up a word: itself, else words that begin with it if it may be a beginning, else
/// other forms of it, else the word that is meant.
fn look_up(
    files: &Files<'_>,
    sought: &Sought<'_>,
    is_beginning: bool,
    may_be_corrected: bool,
) -> (Word, Vec<Vec<Group>>) {
    let mut word = Word {
        typed: sought.text.to_owned(),
        ..Word::default()
    };
    let find = |with: &dyn Fn(&str, bool) -> Group| -> Vec<Vec<Group>> {
        let sequences = sought.alternatives.iter().map(|forms| {
            let groups = forms.iter().enumerate();
            let groups = groups.map(|(at, form)| with(form, at + 1 == forms.len()));
            groups.collect::<Vec<_>>()
        });
        let is_known = |groups: &Vec<Group>| groups.iter().all(|group| !group.stems.is_empty());
        sequences.filter(is_known).collect()
    };
    let mut found = find(&|form, _| exact(files, form));
    if is_beginning && (found.is_empty() || sought.is_beginning) {
        found = find(&|form, is_last| match is_last {
            true => beginning(files, form),
            false => exact(files, form),
        });
    }
    let first = sought.alternatives.first();
    let single = first
        .filter(|forms| forms.len() == 1)
        .and_then(|forms| forms.first());
    if found.is_empty()
        && files.are_complete()
        && let Some(form) = single
    {
        let group = other_forms(files, form);
        if !group.stems.is_empty() {
            found.push(vec![group]);
        } else if files.are_complete() && may_be_corrected {
            let nearest = files.nearest(form);
            let Nearest { meant, offered } = nearest.unwrap_or_default();
            let group = meant.as_deref().map(|meant| exact(files, meant));
            match group.filter(|group| !group.stems.is_empty()) {
                Some(group) => {
                    found.push(vec![group]);
                    word.taken = meant;
                }
                None => word.offered = offered,
            }
        }
    }
    for form in found.iter().flatten().flat_map(|group| &group.forms) {
        add(&mut word.forms, form);
    }
    (word, found)
}

/// The stems of a word.
fn exact(files: &Files<'_>, form: &str) -> Group {
    let mut group = Group::default();
    for (_, segment) in files.segments() {
        let Some(block) = segment.block_of(form) else {
            continue;
        };
        files.block(segment, block, |block| {
            let Some(entry) = block.entry(form).filter(|entry| entry.is_word) else {
                return;
            };
            group.add_stems(entry.all_stems());
        });
    }
    add_forms(files, form, &mut group);
    group
}

/// Adds the forms of a group's stems that are near a word in the dictionary.
fn add_forms(files: &Files<'_>, form: &str, group: &mut Group) {
    if group.stems.is_empty() {
        return;
    }
    add(&mut group.forms, form);
    let shared: String = form.chars().take(3).collect();
    for (_, segment) in files.segments() {
        let Some(block) = segment.block_of(form) else {
            continue;
        };
        files.block(segment, block, |block| {
            for entry in block.beginning(&shared).filter(|entry| entry.is_word) {
                if entry
                    .all_stems()
                    .any(|stem| group.stems.iter().any(|known| known == stem))
                {
                    add(&mut group.forms, &entry.word);
                }
            }
        });
    }
}

/// The stems of all words that begin so.
fn beginning(files: &Files<'_>, with: &str) -> Group {
    let mut group = Group::default();
    if with.is_ascii() && with.len() < BEGINNING {
        return group;
    }
    for (_, segment) in files.segments() {
        let Some(first) = segment.block_of(with) else {
            continue;
        };
        let more = segment.blocks[first + 1..].iter();
        let more = more.take_while(|first| first.starts_with(with)).count();
        for block in first..=first + more.min(BLOCKS - 1) {
            files.block(segment, block, |block| {
                for entry in block.beginning(with).filter(|entry| entry.is_word) {
                    add(&mut group.forms, &entry.word);
                    group.add_stems(entry.all_stems());
                }
            });
        }
    }
    group.stems.truncate(STEMS);
    group
}

/// The stems of other forms of an unknown word.
fn other_forms(files: &Files<'_>, form: &str) -> Group {
    let mut group = Group::default();
    for other in inflections(form) {
        let other = exact(files, &other);
        group.add_stems(other.stems.iter().map(String::as_str));
        other
            .forms
            .iter()
            .for_each(|form| add(&mut group.forms, form));
    }
    group
}

/// The documents that have any of some sequences, each with its highest level.
fn any_of(files: &Files<'_>, sequences: &[Vec<Group>]) -> Vec<(u32, u8)> {
    let lists = sequences.iter().map(|groups| match groups.as_slice() {
        [group] => of_group(files, group),
        groups => in_sequence(files, groups),
    });
    merged(lists)
}

/// Several lists as one, with the highest level of each document.
fn merged(lists: impl Iterator<Item = Vec<(u32, u8)>>) -> Vec<(u32, u8)> {
    let mut lists: Vec<_> = lists.filter(|list| !list.is_empty()).collect();
    if lists.len() < 2 {
        return lists.pop().unwrap_or_default();
    }
    let key = |(doc, level): &(u32, u8)| u64::from(*doc) << 8 | u64::from(!level);
    let mut all: Vec<_> = lists.iter().flatten().map(key).collect();
    all.sort_unstable();
    all.dedup_by_key(|key| *key >> 8);
    all.into_iter()
        .map(|key| ((key >> 8) as u32, !(key as u8)))
        .collect()
}

/// The documents that have any of a group's stems.
fn of_group(files: &Files<'_>, group: &Group) -> Vec<(u32, u8)> {
    let mut docs = Vec::new();
    for (first, segment) in files.segments() {
        let lists = group.stems.iter().filter_map(|stem| {
            let block = segment.block_of(stem)?;
            let postings = files.block(segment, block, |block| {
                let occurs = block.entry(stem)?.occurs.as_ref()?;
                let postings = block.postings(occurs, segment.docs);
                files.read(
                    || segment.words_file(segment.block_of(stem).unwrap_or(0)),
                    postings,
                )
            });
            let postings = postings??.into_iter();
            Some(
                postings
                    .map(|posting| (first + posting.doc, posting.level))
                    .collect(),
            )
        });
        docs.extend(merged(lists));
    }
    docs
}

/// The positions of a group's stems in each of some documents, which are in order.
fn positions(files: &Files<'_>, group: &Group, docs: &[u32], most: usize) -> Vec<Vec<u64>> {
    let mut all = vec![Vec::new(); docs.len()];
    for (first, segment) in files.segments() {
        let from = docs.partition_point(|doc| *doc < first);
        let to = docs.partition_point(|doc| *doc < first + segment.docs);
        if from == to {
            continue;
        }
        for stem in &group.stems {
            let Some(block) = segment.block_of(stem) else {
                continue;
            };
            let found = files.block(segment, block, |words| {
                let occurs = words.entry(stem)?.occurs.clone()?;
                let postings = words.postings(&occurs, segment.docs)?;
                (words.positions <= most).then_some((occurs, postings))
            });
            let Some((occurs, postings)) = found.flatten() else {
                continue;
            };
            let places = files.positions(segment, block, |bytes| {
                let bytes = bytes.get(occurs.positions.clone());
                let places = bytes.and_then(|bytes| crate::positions::read(bytes, occurs.count));
                files.read(|| segment.positions_file(block), places)
            });
            let places = places.flatten().unwrap_or_default();
            for (posting, places) in postings.iter().zip(places) {
                if let Ok(at) = docs[from..to].binary_search(&(first + posting.doc)) {
                    all[from + at].extend(places.into_iter().map(u64::from));
                }
            }
        }
    }
    for places in &mut all {
        places.sort_unstable();
    }
    all
}

/// The documents that have words of these groups in sequence, each with its lowest level.
fn in_sequence(files: &Files<'_>, groups: &[Group]) -> Vec<(u32, u8)> {
    let mut lists = groups.iter().map(|group| of_group(files, group));
    let Some(mut docs) = lists.next() else {
        return Vec::new();
    };
    for list in lists {
        let mut rest = list.into_iter().peekable();
        docs.retain_mut(|(doc, level)| {
            while rest.next_if(|(other, _)| other < doc).is_some() {}
            let Some((_, other)) = rest.next_if(|(other, _)| other == doc) else {
                return false;
            };
            *level = other.min(*level);
            true
        });
    }
    let numbers: Vec<_> = docs.iter().map(|(doc, _)| *doc).collect();
    let places: Vec<_> = groups
        .iter()
        .map(|group| positions(files, group, &numbers, usize::MAX))
        .collect();
    let mut at = 0;
    docs.retain(|_| {
        let places: Vec<_> = places.iter().map(|places| &places[at]).collect();
        at += 1;
        let Some((first, rest)) = places.split_first() else {
            return false;
        };
        first.iter().any(|start| {
            let mut rest = rest.iter().zip(1..);
            rest.all(|(places, after)| places.binary_search(&(start + after)).is_ok())
        })
    });
    docs
}

/// The documents that the parts leave, in order, and those of them that meet all scored parts.
///
/// A document must meet as many of these as any does, provided that is at least half of them.
/// Of several, it may also lack some, if the others are most of what was asked for: who types
/// many words describes a page, and rarely in the very words of that page.
fn rank(size: u32, parts: &[&Part]) -> (Vec<Hit>, Vec<u32>) {
    let size = size as usize;
    let mut scores = vec![0.0_f32; size];
    let mut covered = vec![0.0_f32; size];
    let mut met = vec![0_usize; size];
    let mut obeyed = vec![0_usize; size];
    let mut is_excluded = vec![false; size];
    let count = |role| parts.iter().filter(|part| part.role == role).count();
    let (scored, required) = (count(Role::Scored), count(Role::Required));
    let mut total = 0.0;
    for part in parts {
        let rarity = rarity(size, part.docs.len());
        if part.role == Role::Scored && !part.docs.is_empty() {
            total += rarity;
        }
        for &(doc, level) in &part.docs {
            let doc = doc as usize;
            match part.role {
                Role::Scored => {
                    scores[doc] += score(level, rarity);
                    covered[doc] += rarity;
                    met[doc] += 1;
                }
                Role::Required => obeyed[doc] += 1,
                Role::Excluded => is_excluded[doc] = true,
            }
        }
    }
    let is_allowed = |doc: &usize| obeyed[*doc] == required && !is_excluded[*doc];
    let most = (0..size).filter(is_allowed).map(|doc| met[doc]).max();
    let Some(most) = most.filter(|most| 2 * most >= scored) else {
        return (Vec::new(), Vec::new());
    };
    let is_met =
        |doc: &usize| met[*doc] == most || is_enough(met[*doc], scored, covered[*doc], total);
    let docs: Vec<_> = (0..size).filter(is_allowed).filter(is_met).collect();
    let whole = docs.iter().filter(|doc| met[**doc] == scored);
    let whole = whole.map(|doc| *doc as u32).collect();
    let hits = docs.iter().map(|doc| Hit {
        doc: *doc as u32,
        score: scores[*doc],
    });
    (hits.collect(), whole)
}

/// Adds to the scores of the documents of this name.
fn prefer_named(files: &Files<'_>, name: String, score: f32, hits: &mut [Hit]) {
    let group = Group {
        stems: vec![name],
        ..Group::default()
    };
    for (doc, _) in of_group(files, &group) {
        // They are in the order of their numbers.
        if let Ok(at) = hits.binary_search_by_key(&doc, |hit| hit.doc) {
            hits[at].score += score;
        }
    }
}

/// Adds to the scores of documents in which adjacent words of the query are near each other.
fn add_nearness(files: &Files<'_>, parts: &[Part], hits: &mut [Hit]) {
    let docs: Vec<_> = hits.iter().map(|hit| hit.doc).collect();
    let scored = parts.iter().filter(|part| part.role == Role::Scored);
    let scored: Vec<_> = scored.collect();
    for pair in scored.windows(2) {
        let [one, other] = pair else { continue };
        let (Some(group), Some(next)) = (&one.group, &other.group) else {
            continue;
        };
        let first = positions(files, group, &docs, POSITIONS);
        let second = positions(files, next, &docs, POSITIONS);
        let size = files.index.size() as usize;
        let rarities = [one, other].map(|part| rarity(size, part.docs.len()));
        for ((hit, one), other) in hits.iter_mut().zip(&first).zip(&second) {
            hit.score += nearness(distance(one, other), rarities[0], rarities[1]);
        }
    }
}

/// The smallest distance between two of the positions, which are in order; beyond [`NEAR`],
/// any larger number.
fn distance(one: &[u64], other: &[u64]) -> u32 {
    let mut least = u64::from(NEAR) + 1;
    for place in one {
        let at = other.partition_point(|other| other < place);
        let around = other[at.saturating_sub(1)..].iter().take(2);
        let nearest = around.map(|other| other.abs_diff(*place)).min();
        least = least.min(nearest.unwrap_or(least));
    }
    least as u32
}
