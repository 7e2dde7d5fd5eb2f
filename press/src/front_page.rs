//! Which stories the front page shows, and in which order: what editors say in the front
//! matter of articles, else time. No story is on it twice.

use crate::catalog::Catalog;
use crate::content::{Article, Section};
use jiff::ToSpan;
use jiff::civil::Date;

/// Editors' marks count among so many of the latest articles: a forgotten mark does not
/// keep an old story on top.
const LATEST: usize = 20;

/// The number of stories in a strip: one with its summary, and headlines.
const STRIP: usize = 4;

/// The number of headlines below the lead.
const WITH_LEAD: usize = 3;

/// The number of stories beside the lead.
const SECONDS: usize = 2;

/// The stories of the front page.
#[derive(Default)]
pub struct FrontPage<'a> {
    /// The most important story; `None` if there are no articles.
    pub lead: Option<&'a Article>,
    /// Stories about the same subject as the lead.
    pub with_lead: Vec<&'a Article>,
    /// The stories beside the lead.
    pub seconds: Vec<&'a Article>,
    /// The other stories, by subject and by section.
    pub strips: Vec<Strip<'a>>,
    /// A story of an earlier year.
    pub record: Option<Record<'a>>,
}

/// Stories that are shown together.
pub struct Strip<'a> {
    /// The name of what they have in common.
    pub name: &'a str,
    /// The section that they are of, if that is what they have in common.
    pub section: Option<&'a Section>,
    /// At least one, the most important first.
    pub stories: Vec<&'a Article>,
}

/// A story of this time of the year in an earlier year.
pub struct Record<'a> {
    /// The story.
    pub story: &'a Article,
    /// How many years ago it was published.
    pub years: i16,
    /// Whether it was published in this week of its year, and not only in this month.
    pub is_of_week: bool,
}

impl<'a> FrontPage<'a> {
    /// Ranks the stories of a newsroom.
    pub fn of(catalog: &Catalog<'a>) -> Self {
        let mut stories = Stories {
            all: catalog.standing().collect(),
            latest: LATEST,
        };
        let Some(lead) = stories.take_marked(|article| article.ranking.lead) else {
            return Self::default();
        };
        let seconds = (0..SECONDS).map_while(|_| stories.take_marked(|it| it.ranking.second));
        let mut page = Self {
            lead: Some(lead),
            seconds: ranked(seconds.collect()),
            ..Self::default()
        };
        for name in stories.clusters() {
            let is_of_lead = lead.ranking.cluster.as_deref() == Some(name);
            let most = if is_of_lead { WITH_LEAD } else { STRIP };
            let cluster = stories.cluster(name, most);
            match cluster.len() {
                _ if is_of_lead => page.with_lead = stories.take(cluster),
                // Alone, a story is one of its section.
                0 | 1 => {}
                _ => page.strips.push(Strip {
                    name,
                    section: None,
                    stories: stories.take(cluster),
                }),
            }
        }
        for section in &catalog.newsroom().sections {
            let of_section = stories.all.iter().copied();
            let of_section = of_section.filter(|article| article.home().slug() == section.slug);
            let of_section = ranked(of_section.take(STRIP).collect());
            if !of_section.is_empty() {
                page.strips.push(Strip {
                    name: &section.name,
                    section: Some(section),
                    stories: stories.take(of_section),
                });
            }
        }
        page.record = record(&stories.all, catalog.newsroom().today);
        page
    }

    /// All its stories, each once.
    pub fn stories(&self) -> impl Iterator<Item = &'a Article> {
        let strips = self.strips.iter().flat_map(|strip| &strip.stories);
        let others = self.seconds.iter().chain(&self.with_lead).chain(strips);
        let record = self.record.as_ref().map(|record| record.story);
        self.lead.into_iter().chain(others.copied()).chain(record)
    }
}

/// The stories that have no place yet, newest first.
struct Stories<'a> {
    all: Vec<&'a Article>,
    /// How many of them are among the latest.
    latest: usize,
}

impl<'a> Stories<'a> {
    fn latest(&self) -> &[&'a Article] {
        &self.all[..self.all.len().min(self.latest)]
    }

    /// Takes the newest story with a mark, or else the newest.
    fn take_marked(&mut self, is_marked: fn(&Article) -> bool) -> Option<&'a Article> {
        let mut latest = self.latest().iter();
        let place = latest.position(|article| is_marked(article)).unwrap_or(0);
        let story = self.all.get(place).copied()?;
        self.take(vec![story]);
        Some(story)
    }

    /// The names of the clusters, that of the newest story first.
    fn clusters(&self) -> Vec<&'a str> {
        let mut names = Vec::new();
        for article in self.latest() {
            if let Some(name) = article.ranking.cluster.as_deref()
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }

    /// The newest stories of a cluster, ranked.
    fn cluster(&self, name: &str, most: usize) -> Vec<&'a Article> {
        let latest = self.latest().iter().copied();
        let of_cluster = latest.filter(|article| article.ranking.cluster.as_deref() == Some(name));
        ranked(of_cluster.take(most).collect())
    }

    /// Takes stories, so that none is shown twice.
    fn take(&mut self, stories: Vec<&'a Article>) -> Vec<&'a Article> {
        for story in &stories {
            if let Some(place) = self.all.iter().position(|other| other.slug == story.slug) {
                self.all.remove(place);
                if place < self.latest {
                    self.latest -= 1;
                }
            }
        }
        stories
    }
}

/// Stories in the order of their ranks; those without one follow, newest first.
fn ranked(mut stories: Vec<&Article>) -> Vec<&Article> {
    stories.sort_by_key(|article| article.ranking.rank.unwrap_or(u32::MAX));
    stories
}

/// A story of this week in an earlier year, or else of this month: the newest that there
/// is. The week begins on Monday, and all its days give the same story.
fn record<'a>(stories: &[&'a Article], today: Date) -> Option<Record<'a>> {
    let since_monday = today.weekday().to_monday_zero_offset();
    let monday = today.saturating_sub(i64::from(since_monday).days());
    let week: Vec<_> = (0..7)
        .map(|day: i64| monday.saturating_add(day.days()))
        .collect();
    let of = |days: &[Date], is_same: fn(Date, Date) -> bool, is_of_week: bool| {
        stories.iter().find_map(|story| {
            let published = story.date.day();
            let day = days.iter().find(|day| is_same(**day, published))?;
            let years = day.year() - published.year();
            (years > 0).then_some(Record {
                story,
                years,
                is_of_week,
            })
        })
    };
    let is_same_day =
        |one: Date, other: Date| (one.month(), one.day()) == (other.month(), other.day());
    let is_same_month = |one: Date, other: Date| one.month() == other.month();
    of(&week, is_same_day, true).or_else(|| of(&[monday], is_same_month, false))
}
