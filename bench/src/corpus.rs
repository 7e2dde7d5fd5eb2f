//! Generated articles: as long as real ones, with a realistic distribution of word
//! frequencies (Zipf's law).

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::date;
use jiff::tz::TimeZone;
use model::Html;
use press::content::{Article, Moment, Ranking, Section, SectionRef};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

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
            dateline: None,
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
            image: None,
            withdrawn: None,
            markdown: None,
            versions: vec![],
            named: BTreeSet::new(),
            ranking: Ranking::default(),
            words: WORDS,
            first_paragraph: String::new(),
            body: Html::from_sanitized(body),
        }
    })
}

/// The number of countries in a [written](write) newsroom.
pub const COUNTRIES: usize = 40;

/// The flags of these countries.
const FLAGS: [&str; COUNTRIES] = [
    "af", "ar", "am", "au", "at", "by", "be", "br", "bg", "ca", "cn", "hr", "cu", "cz", "dk", "eg",
    "fi", "fr", "de", "gr", "hu", "in", "ir", "iq", "ie", "il", "it", "jp", "kz", "kg", "ly", "mx",
    "nl", "no", "pk", "pl", "ro", "ru", "sa", "za",
];

/// The sections of that newsroom.
const SECTIONS: [&str; 4] = ["nuclear", "biological", "chemical", "missile"];

/// Writes a newsroom with this many articles, as editors do: `content/` and `public/` in a
/// folder.
pub fn write(folder: &Path, count: usize) -> Result<()> {
    let content = folder.join("content");
    for name in ["articles", "countries"] {
        fs::create_dir_all(content.join(name))?;
    }
    fs::create_dir_all(folder.join("public"))?;
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"166\" height=\"24\"/>";
    fs::write(folder.join("public/logo.svg"), logo)?;
    let sections = SECTIONS.map(|name| {
        format!("\n[[sections]]\nslug = \"{name}\"\nname = \"{name}\"\ndescription = \"News.\"\n")
    });
    let site = format!(
        "name = \"Newswire\"\ntagline = \"News\"\nnotice = \"A benchmark.\"\n\
         origin = \"https://newswire.example\"\ntagging_entity = \"newswire.example,2012\"\n\n\
         [producer]\nlogo = \"/logo.svg\"\nlogo_alt = \"Logo\"\nlogo_width = 166\n\
         logo_height = 24\n{}\n[[navigation]]\nlabel = \"Latest\"\npath = \"/\"\n\n\
         [[footer]]\nlabel = \"Archive\"\npath = \"/gsn/archive/\"\n",
        sections.concat()
    );
    fs::write(content.join("site.toml"), site)?;
    let source = "\n[[sources]]\ntitle = \"A report\"\npublisher = \"An agency\"\n+++\n\n";
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for flag in FLAGS {
        let text: Vec<_> = (0..WORDS).map(|_| word(numbers.rank())).collect();
        let parts = ["Overview", "Nuclear", "Biological", "Chemical", "Missile"];
        let parts = parts.map(|part| format!("## {part}\n\n{}.\n\n", text.join(" ")));
        let profile = format!(
            "+++\nname = \"Land {flag}\"\nflag = \"{flag}\"\nsummary = \"A summary.\"\n\
             as_of = 2014-01-01\n{source}{}",
            parts.concat()
        );
        fs::write(content.join(format!("countries/{flag}.md")), profile)?;
    }
    let sections = SECTIONS.map(|slug| Section {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        description: String::new(),
        has_pictures: false,
    });
    for (number, article) in articles(count, &sections).enumerate() {
        let day = article.date.day();
        let body = article.body.as_str();
        let paragraphs = body.replace("<p>", "").replace("</p>", "\n\n");
        let text = format!(
            "+++\nheadline = \"{}\"\nsummary = \"{:.190}\"\ndate = {day}\nas_of = {day}\n\
             section = \"{}\"\ncountries = [\"{}\", \"{}\"]\n{source}{paragraphs}",
            article.headline,
            article.summary,
            article.sections[0].slug(),
            FLAGS[number % COUNTRIES],
            FLAGS[(number + 1 + number / COUNTRIES % (COUNTRIES - 1)) % COUNTRIES],
        );
        fs::write(content.join(format!("articles/{}.md", article.slug)), text)?;
    }
    Ok(())
}
