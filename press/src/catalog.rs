//! The articles in the orders in which pages list them.

use crate::content::{
    Amendment, Article, Author, CORRECTIONS, Country, CountryRef, Moment, Newsroom, Section, Tag,
    Topic, Treaty, TreatyStatus, Withdrawal,
};
use jiff::ZonedDateTime;
use model::routes::Route;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// How many articles before and after an article, in each of its lists, may be related to
/// it. More distant ones are too old or too new, and the limit keeps the work for a large
/// archive proportional to its size.
const NEIGHBORS: usize = 30;

/// A list of articles that readers can follow.
#[derive(Clone, Copy)]
pub enum List<'a> {
    /// All articles.
    All,
    /// Those of a section.
    Section(&'a Section),
    /// Those about a country.
    Country(&'a Country),
    /// Those of a section about a country.
    CountrySection(&'a Country, &'a Section),
    /// Those of a topic.
    Topic(&'a Topic),
    /// Those by an author.
    Author(&'a Author),
    /// Those with a tag.
    Tag(&'a Tag),
    /// Those that have been corrected or withdrawn. Its feed has the corrections.
    Corrections,
}

/// A correction of an article, or its withdrawal.
#[derive(Clone, Copy)]
pub struct Correction<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was corrected.
    pub reason: Reason<'a>,
}

/// Why an article is among the corrections.
#[derive(Clone, Copy)]
pub enum Reason<'a> {
    /// A correction, with its number among those of the article, the earliest first.
    Correction(usize, &'a Amendment),
    /// Its withdrawal.
    Withdrawal(&'a Withdrawal),
}

impl<'a> Correction<'a> {
    /// The name of the page of all corrections.
    pub const PAGE: &'static str = "Corrections";

    /// What that page is, for feeds too.
    pub const DESCRIPTION: &'static str =
        "Errors that were found in articles after their publication, the latest first.";

    /// The address of that page.
    pub fn page() -> Route {
        Route::Text(CORRECTIONS.to_owned())
    }

    /// The time of the correction.
    pub fn date(&self) -> &'a Moment {
        match self.reason {
            Reason::Correction(_, amendment) => &amendment.date,
            Reason::Withdrawal(withdrawal) => &withdrawal.date,
        }
    }
}

/// Who an article is by.
#[derive(Clone, Copy)]
pub enum Writer<'a> {
    /// An author who has a page.
    Author(&'a Author),
    /// Somebody else.
    Other(&'a str),
}

impl<'a> Writer<'a> {
    /// The name.
    pub fn name(self) -> &'a str {
        match self {
            Self::Author(author) => &author.name,
            Self::Other(name) => name,
        }
    }
}

/// The articles of a newsroom by date, section, country, topic and month.
///
/// Every list is newest first; articles of one time are in the order of their ranks, then
/// of their slugs, so that the same content always makes the same lists.
pub struct Catalog<'a> {
    newsroom: &'a Newsroom,
    all: Vec<&'a Article>,
    /// Places in `all`, as in the maps below.
    sections: HashMap<&'a str, Vec<usize>>,
    countries: HashMap<&'a str, Vec<usize>>,
    topics: HashMap<&'a str, Vec<usize>>,
    authors: HashMap<&'a str, Vec<usize>>,
    /// By slug, each with the tag itself.
    tags: BTreeMap<&'a str, (&'a Tag, Vec<usize>)>,
    /// By year and month.
    months: BTreeMap<(u32, u32), Vec<usize>>,
    profiles: HashMap<&'a str, &'a Country>,
    slugs: HashMap<&'a str, &'a Article>,
}

impl<'a> Catalog<'a> {
    /// Sorts the articles of a newsroom.
    pub fn new(newsroom: &'a Newsroom) -> Self {
        let articles = newsroom.articles.iter();
        let mut all: Vec<_> = articles.filter(|article| !article.is_unlisted).collect();
        all.sort_by(|one, other| order(one).cmp(&order(other)));
        let mut sections: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut countries: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut topics: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut authors: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut tags: BTreeMap<&str, (&Tag, Vec<usize>)> = BTreeMap::new();
        let mut months: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (place, article) in all.iter().enumerate() {
            for section in &article.sections {
                sections.entry(section.slug()).or_default().push(place);
            }
            for tag in &article.tags {
                let (_, places) = tags.entry(&tag.slug).or_insert((tag, Vec::new()));
                places.push(place);
            }
            for country in &article.countries {
                countries.entry(country.slug()).or_default().push(place);
            }
            for topic in &article.topics {
                topics.entry(topic.slug()).or_default().push(place);
            }
            for author in &article.authors {
                authors.entry(author.slug()).or_default().push(place);
            }
            months.entry(article.month()).or_default().push(place);
        }
        let profiles = newsroom
            .countries
            .iter()
            .map(|country| (country.slug.as_str(), country))
            .collect();
        let slugs = newsroom
            .articles
            .iter()
            .map(|article| (article.slug.as_str(), article))
            .collect();
        Self {
            newsroom,
            all,
            sections,
            countries,
            topics,
            authors,
            tags,
            months,
            profiles,
            slugs,
        }
    }

    /// The newsroom that the catalog is of.
    pub fn newsroom(&self) -> &'a Newsroom {
        self.newsroom
    }

    /// The articles that are in no list.
    pub fn unlisted(&self) -> impl Iterator<Item = &'a Article> {
        let articles = self.newsroom.articles.iter();
        articles.filter(|article| article.is_unlisted)
    }

    /// All articles, but for those that are in no list.
    pub fn articles(&self) -> &[&'a Article] {
        &self.all
    }

    /// All articles that have not been withdrawn.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &'a Article> + '_ {
        let all = self.all.iter().copied();
        all.filter(|article| article.withdrawn.is_none())
    }

    /// The latest articles of a list, at most `most`.
    pub fn latest(&self, list: List<'_>, most: usize) -> Vec<&'a Article> {
        match list {
            List::All => self.all.iter().copied().take(most).collect(),
            List::Section(section) => self
                .at(self.sections.get(&*section.slug))
                .take(most)
                .collect(),
            List::Country(country) => self
                .at(self.countries.get(&*country.slug))
                .take(most)
                .collect(),
            List::CountrySection(country, section) => {
                let articles = self.at(self.countries.get(&*country.slug));
                let articles = articles.filter(|article| {
                    let mut sections = article.sections.iter();
                    sections.any(|it| it.slug() == section.slug)
                });
                articles.take(most).collect()
            }
            List::Topic(topic) => self.at(self.topics.get(&*topic.slug)).take(most).collect(),
            List::Author(author) => {
                let articles = self.at(self.authors.get(&*author.slug));
                articles.take(most).collect()
            }
            List::Tag(tag) => self.of_tag(&tag.slug).into_iter().take(most).collect(),
            List::Corrections => {
                let corrections = self.corrections().into_iter();
                corrections.map(|it| it.article).take(most).collect()
            }
        }
    }

    /// All corrections and withdrawals, the latest first.
    pub fn corrections(&self) -> Vec<Correction<'a>> {
        let of_article = |article: &'a Article| {
            let corrections = article.corrections.iter().enumerate();
            let corrections = corrections.map(|(place, it)| Reason::Correction(place + 1, it));
            let withdrawal = article.withdrawn.iter().map(Reason::Withdrawal);
            let reasons = withdrawal.chain(corrections.rev());
            reasons.map(move |reason| Correction { article, reason })
        };
        let mut all: Vec<_> = self.all.iter().copied().flat_map(of_article).collect();
        all.sort_by(|one, other| other.date().cmp(one.date()));
        all
    }

    /// The latest articles of a list, at most `most`, and older ones that have been withdrawn
    /// since the first of these: who has read them is told.
    pub fn latest_with_withdrawn(&self, list: List<'_>, most: usize) -> Vec<&'a Article> {
        let mut articles = self.latest(list, usize::MAX).into_iter();
        let mut latest: Vec<_> = articles.by_ref().take(most).collect();
        let since = latest.last().map(|article| &article.date);
        let since_then = |article: &&Article| {
            let withdrawn = article.withdrawn.as_ref();
            withdrawn.is_some_and(|it| since.is_some_and(|since| it.date > *since))
        };
        let withdrawn: Vec<_> = articles.filter(since_then).collect();
        latest.extend(withdrawn);
        latest
    }

    /// The countries that an article is about, in its order.
    ///
    /// # Panics
    /// If the article is not from this newsroom.
    pub fn countries_of(&self, article: &Article) -> impl Iterator<Item = &'a Country> {
        let countries = article.countries.iter();
        countries.map(|country| self.profiles[country.slug()])
    }

    /// The section where an article is at home.
    ///
    /// # Panics
    /// If the article is not from this newsroom.
    pub fn section_of(&self, article: &Article) -> &'a Section {
        let section = self.section(article.home().slug());
        section.expect("an article's section exists")
    }

    /// The sections of an article, its home first.
    ///
    /// # Panics
    /// If the article is not from this newsroom.
    pub fn sections_of(&self, article: &Article) -> impl Iterator<Item = &'a Section> {
        let sections = article.sections.iter();
        sections.map(|section| {
            let section = self.section(section.slug());
            section.expect("an article's section exists")
        })
    }

    /// Who an article is by; nobody if that is the newswire itself.
    ///
    /// # Panics
    /// If the article is not from this newsroom.
    pub fn writers_of<'b>(&self, article: &'b Article) -> Vec<Writer<'b>>
    where
        'a: 'b,
    {
        let authors = article.authors.iter().map(|author| {
            let author = self.author(author.slug());
            Writer::Author(author.expect("an article's author exists"))
        });
        let other = article.byline.as_deref().map(Writer::Other);
        authors.chain(other).collect()
    }

    /// Who an article is by, in words: “Jane Doe and Nuclear Desk”, or the newswire.
    ///
    /// # Panics
    /// If the article is not from this newsroom.
    pub fn credit_of(&self, article: &Article) -> String {
        let writers = self.writers_of(article);
        let mut credit = String::new();
        for (place, writer) in writers.iter().enumerate() {
            credit += separator(place, writers.len());
            credit += writer.name();
        }
        match writers.is_empty() {
            true => self.newsroom.site.name.clone(),
            false => credit,
        }
    }

    /// The articles of a section.
    pub fn of_section(&self, slug: &str) -> Vec<&'a Article> {
        self.at(self.sections.get(slug)).collect()
    }

    /// The articles about a country.
    pub fn of_country(&self, slug: &str) -> Vec<&'a Article> {
        self.at(self.countries.get(slug)).collect()
    }

    /// The articles of a topic.
    pub fn of_topic(&self, slug: &str) -> Vec<&'a Article> {
        self.at(self.topics.get(slug)).collect()
    }

    /// The articles by an author.
    pub fn of_author(&self, slug: &str) -> Vec<&'a Article> {
        self.at(self.authors.get(slug)).collect()
    }

    /// The articles with a tag.
    pub fn of_tag(&self, slug: &str) -> Vec<&'a Article> {
        let places = self.tags.get(slug).map(|(_, places)| places);
        self.at(places).collect()
    }

    /// A tag.
    pub fn tag(&self, slug: &str) -> Option<&'a Tag> {
        self.tags.get(slug).map(|(tag, _)| *tag)
    }

    /// All tags, by slug.
    pub fn tags(&self) -> impl Iterator<Item = &'a Tag> + '_ {
        self.tags.values().map(|(tag, _)| *tag)
    }

    /// The months that there are articles of, by year and month, oldest first,
    /// each with its articles.
    pub fn months(&self) -> Vec<((u32, u32), Vec<&'a Article>)> {
        self.months
            .iter()
            .map(|(month, places)| (*month, self.at(Some(places)).collect()))
            .collect()
    }

    /// An article.
    pub fn article(&self, slug: &str) -> Option<&'a Article> {
        self.slugs.get(slug).copied()
    }

    /// A country's profile.
    pub fn profile(&self, slug: &str) -> Option<&'a Country> {
        self.profiles.get(slug).copied()
    }

    /// A treaty or regime.
    pub fn treaty(&self, slug: &str) -> Option<&'a Treaty> {
        let mut treaties = self.newsroom.treaties.iter();
        treaties.find(|treaty| treaty.slug == slug)
    }

    /// The treaty or regime of a row of a profile.
    ///
    /// # Panics
    /// If the row is not from this newsroom.
    pub fn treaty_of(&self, row: &TreatyStatus) -> &'a Treaty {
        let treaty = self.treaty(row.treaty.slug());
        treaty.expect("a row's treaty exists")
    }

    /// The articles that name a treaty.
    pub fn of_treaty(&self, slug: &str) -> Vec<&'a Article> {
        let path = Route::Treaty(slug.to_owned()).to_string();
        let all = self.all.iter().copied();
        all.filter(|article| article.named.contains(&path))
            .collect()
    }

    /// A section.
    pub fn section(&self, slug: &str) -> Option<&'a Section> {
        let mut sections = self.newsroom.sections.iter();
        sections.find(|section| section.slug == slug)
    }

    /// A topic.
    pub fn topic(&self, slug: &str) -> Option<&'a Topic> {
        let mut topics = self.newsroom.topics.iter();
        topics.find(|topic| topic.slug == slug)
    }

    /// An author.
    pub fn author(&self, slug: &str) -> Option<&'a Author> {
        let mut authors = self.newsroom.authors.iter();
        authors.find(|author| author.slug == slug)
    }

    /// The topics of an article, in its order.
    ///
    /// # Panics
    /// If the article is not from this newsroom.
    pub fn topics_of(&self, article: &Article) -> impl Iterator<Item = &'a Topic> {
        let topics = article.topics.iter();
        topics.map(|topic| {
            let topic = self.topic(topic.slug());
            topic.expect("an article's topic exists")
        })
    }

    /// The articles before and after one in its section: the next newer and the next older
    /// that its page does not show already.
    pub fn beside(
        &self,
        article: &Article,
        shown: &[&Article],
    ) -> (Option<&'a Article>, Option<&'a Article>) {
        self.beside_in(article, self.sections.get(article.home().slug()), shown)
    }

    /// The articles before and after one in a topic: the next newer and the next older that
    /// its page does not show already.
    pub fn beside_in_topic(
        &self,
        article: &Article,
        topic: &Topic,
        shown: &[&Article],
    ) -> (Option<&'a Article>, Option<&'a Article>) {
        self.beside_in(article, self.topics.get(topic.slug.as_str()), shown)
    }

    fn beside_in(
        &self,
        article: &Article,
        list: Option<&Vec<usize>>,
        shown: &[&Article],
    ) -> (Option<&'a Article>, Option<&'a Article>) {
        let Some((list, place)) = self.place(article, list) else {
            return (None, None);
        };
        let is_new = |other: &&Article| shown.iter().all(|shown| shown.slug != other.slug);
        let newer = list[..place].iter().rev().map(|&place| self.all[place]);
        let older = list[place + 1..].iter().map(|&place| self.all[place]);
        ({ newer }.find(is_new), { older }.find(is_new))
    }

    /// The articles most closely related to one, at most `most`: those that
    /// share a topic and most countries with it, then those of its section, then those
    /// nearest in time. Sharing nothing but the section is not enough where an
    /// article names countries. Those that its page shows already are left out.
    pub fn related(&self, article: &Article, shown: &[&Article], most: usize) -> Vec<&'a Article> {
        let lists = article
            .countries
            .iter()
            .map(|country| self.countries.get(country.slug()))
            .chain(
                article
                    .topics
                    .iter()
                    .map(|topic| self.topics.get(topic.slug())),
            )
            .chain(
                article
                    .sections
                    .iter()
                    .map(|section| self.sections.get(section.slug())),
            );
        let mut candidates: Vec<usize> = lists
            .filter_map(|list| self.place(article, list))
            .flat_map(|(list, place)| {
                let from = place.saturating_sub(NEIGHBORS);
                let to = list.len().min(place + NEIGHBORS + 1);
                &list[from..to]
            })
            .copied()
            .filter(|&place| self.all[place].withdrawn.is_none())
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let Some(here) = self.position(article) else {
            return Vec::new();
        };
        let mut ranked: Vec<_> = candidates
            .into_iter()
            .map(|place| {
                let other = self.all[place];
                let shared = |country: &&CountryRef| article.countries.contains(country);
                let countries = other.countries.iter().filter(shared).count();
                let mut topics = other.topics.iter();
                let same_topic = usize::from(topics.any(|topic| article.topics.contains(topic)));
                let mut sections = other.sections.iter();
                let same_section =
                    usize::from(sections.any(|section| article.sections.contains(section)));
                // Four steps for a topic, two for each country, one for the section.
                (4 * same_topic + 2 * countries + same_section, place)
            })
            .filter(|(score, _)| *score > 1 || article.countries.is_empty())
            .collect();
        ranked.sort_by_key(|(score, place)| (usize::MAX - score, place.abs_diff(here), *place));
        let is_shown = |other: &Article| {
            let mut shown = shown.iter().chain([&article]);
            shown.any(|shown| shown.slug == other.slug)
        };
        ranked
            .into_iter()
            .map(|(_, place)| self.all[place])
            .filter(|other| !is_shown(other))
            .take(most)
            .collect()
    }

    /// A list that contains an article, and its index there.
    fn place<'b>(
        &self,
        article: &Article,
        list: Option<&'b Vec<usize>>,
    ) -> Option<(&'b Vec<usize>, usize)> {
        let here = self.position(article)?;
        let list = list?;
        Some((list, list.binary_search(&here).ok()?))
    }

    /// An article's place among all.
    fn position(&self, article: &Article) -> Option<usize> {
        self.all
            .binary_search_by(|other| order(other).cmp(&order(article)))
            .ok()
    }

    fn at<'b>(&'b self, places: Option<&'b Vec<usize>>) -> impl Iterator<Item = &'a Article> + 'b {
        places.into_iter().flatten().map(|&place| self.all[place])
    }
}

/// What is in front of a name in a sentence with so many names.
pub fn separator(place: usize, names: usize) -> &'static str {
    match place {
        0 => "",
        _ if place + 1 < names => ", ",
        1 => " and ",
        _ => ", and ",
    }
}

/// What articles are sorted by. Those without a rank follow those with one.
fn order(article: &Article) -> (Reverse<&ZonedDateTime>, u32, &str) {
    let rank = article.ranking.rank.unwrap_or(u32::MAX);
    (Reverse(article.date.at()), rank, &article.slug)
}
