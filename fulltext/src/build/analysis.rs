//! The stems of a text's words, by the rules of its language.

use super::Document;
use crate::analyzer::{Run, analyze, fold};
use crate::names;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

/// The stems of a run with their places, and how many places it takes up.
pub(super) type Stems = (Vec<(usize, u32)>, usize);

/// The analysis of each run, which most texts repeat.
#[derive(Default)]
pub(super) struct Analysis<'t> {
    languages: Vec<(&'t str, Option<Stemmer>)>,
    runs: FxHashMap<(usize, &'t str), Stems>,
    stems: FxHashMap<String, u32>,
    /// The stems, by number.
    pub(super) names: Vec<String>,
    /// The words as they are written, each with one of its stems.
    pub(super) words: Vec<(String, u32)>,
}

impl<'t> Analysis<'t> {
    pub(super) fn language(&mut self, tag: &'t str) -> usize {
        let known = self.languages.iter().position(|(known, _)| *known == tag);
        known.unwrap_or_else(|| {
            let stemmer = algorithm(tag).map(Stemmer::create);
            self.languages.push((tag, stemmer));
            self.languages.len() - 1
        })
    }

    /// The number of a stem.
    fn stem(&mut self, stem: String) -> u32 {
        self.stems.get(&stem).copied().unwrap_or_else(|| {
            self.names.push(stem.clone());
            self.stems.insert(stem, self.names.len() as u32 - 1);
            self.names.len() as u32 - 1
        })
    }

    /// The entries of the documents' names and of the terms that they explain, in order, each
    /// with its document.
    pub(super) fn names_of(&mut self, documents: &[Document]) -> Vec<(u32, u32)> {
        let mut names = Vec::new();
        for (doc, document) in (0..).zip(documents) {
            let own = document.names.iter().filter_map(|name| names::entry(name));
            let terms = document.explains.iter();
            let terms = terms.filter_map(|term| names::entry(term));
            let entries = own.chain(terms.map(names::explained));
            names.extend(entries.map(|entry| (self.stem(entry), doc)));
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The stems of a run.
    pub(super) fn words(&mut self, language: usize, run: Run<'t>) -> &Stems {
        let key = (language, run.text);
        if !self.runs.contains_key(&key) {
            let analyzed = match run.is_spaceless {
                true => analyze(run, fold),
                // Stemmers need the accents.
                false => analyze(run, str::to_lowercase),
            };
            let mut words = Vec::new();
            for (at, word) in analyzed.words {
                let form = fold(&word);
                let stemmer = self.languages[language].1.as_ref();
                let stemmer = stemmer.filter(|_| !run.is_spaceless);
                let number = self.stem(stem_by(stemmer, &word));
                self.words.push((form, number));
                words.push((at, number));
            }
            self.runs.insert(key, (words, analyzed.length));
        }
        &self.runs[&key]
    }
}

/// The stemmer of a language, by its tag.
fn algorithm(tag: &str) -> Option<Algorithm> {
    Some(match tag.split(['-', '_']).next()? {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// The stem of a word as it is written, folded.
pub fn stem(language: &str, word: &str) -> String {
    let stemmer = algorithm(language).map(Stemmer::create);
    stem_by(stemmer.as_ref(), &word.to_lowercase())
}

/// The stem of a word in lowercase, folded; the word itself if nothing is left of it.
fn stem_by(stemmer: Option<&Stemmer>, word: &str) -> String {
    let stem = stemmer.map(|stemmer| fold(&stemmer.stem(word)));
    stem.filter(|stem| !stem.is_empty())
        .unwrap_or_else(|| fold(word))
}
