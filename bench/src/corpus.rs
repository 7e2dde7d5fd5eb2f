//! Generated articles: as long as real ones, with a realistic distribution of word
//! frequencies (Zipf's law).

use jiff::ToSpan;
use jiff::civil::date;
use jiff::tz::TimeZone;
use model::Html;
use press::content::{Article, Moment, Ranking, Section, SectionRef};
use std::collections::BTreeSet;

/// The number of words in an article.
const WORDS: usize = 450;

/// The number of distinct words.
const VOCABULARY: usize = 60_000;

/// The number of years the articles cover.
const YEARS: usize = 20;

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "den", "fi", "gal", "ho", "in", "jar", "ke", "lum", "ma", "nor", "o", "pel",
    "qua", "ri", "sol", "ta", "un", "ver", "wil", "xa", "yor", "zen",
];

/// A word in about one percent of the articles.
pub const RARE: &str = "plutonium";

/// A word in every article.
pub const COMMON: &str = "weapons";

/// A deterministic random number generator (xorshift64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A word's rank: the k-th word is about k times as rare as the first.
    fn rank(&mut self) -> usize {
        let share = (self.next() % 1_000_000) as f64 / 1_000_000.0;
        (VOCABULARY as f64).powf(share) as usize - 1
    }
}

fn word(rank: usize) -> String {
    let mut word = String::new();
    let mut rest = rank + 24;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 24]);
        rest /= 24;
    }
    word
}

/// The articles in chronological order, in each of the sections in turn.
pub fn articles(count: usize, sections: &[Section]) -> impl Iterator<Item = Article> {
    let sections: Vec<_> = sections.iter().map(SectionRef::from).collect();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    (0..count).map(move |number| {
        let mut words: Vec<_> = (0..WORDS).map(|_| word(numbers.rank())).collect();
        for _ in 0..1 + numbers.next() % 8 {
            let index = (numbers.next() as usize) % WORDS;
            words[index] = COMMON.to_owned();
        }
        if number % 100 == 7 {
            words[40] = RARE.to_owned();
        }
        let paragraphs = words
            .chunks(90)
            .map(|words| format!("<p>{}.</p>", words.join(" ")));
        let body: String = paragraphs.collect();
        let first = date(1995, 1, 1);
        let days = number * YEARS * 365 / count;
        let date = first.saturating_add(i64::try_from(days).unwrap_or_default().days());
        Article {
            slug: format!("{}-{}-{number}", words[0], words[1]),
            kicker: None,
            headline: words[..8].join(" "),
            summary: words[8..24].join(" "),
            authors: vec![],
            byline: None,
            contributors: vec![],
            is_original: false,
            is_unlisted: false,
            date: Moment::on(date, &TimeZone::UTC).expect("a day of these years"),
            updated: None,
            sections: vec![sections[number % sections.len()].clone()],
            countries: vec![],
            topics: vec![],
            tags: vec![],
            as_of: Some(date),
            language: None,
            sources: vec![],
            corrections: vec![],
            updates: vec![],
            posts: vec![],
            ended: None,
            withdrawn: None,
            named: BTreeSet::new(),
            ranking: Ranking::default(),
            words: WORDS,
            first_paragraph: String::new(),
            body: Html::from_sanitized(body),
        }
    })
}
