use super::amendment::Period;
use super::fields::{Document, Fields, Located};
use super::running_text::markdown;
use super::running_text::mentions::Mentions;
use super::withdrawal;
use super::{
    Amendment, AuthorRef, Contributor, CountryRef, Image, LANGUAGE, Moment, Post, SectionRef,
    Source, Tag, TopicRef, Version, post, tag,
};
use super::{
    ContentFile, Context, Withdrawal, amendment, contributor, image, language, release, source,
    suggestion,
};
use crate::dates;
use jiff::civil::Date;
use model::Language;
use model::routes::Route;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A file in `articles/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The slug in its URL: the file's name.
    pub slug: String,
    /// What is above the headline instead of the section, if the file says so: plain text, at
    /// most 60 characters.
    pub kicker: Option<String>,
    /// Its headline: plain text, at most 500 characters.
    pub headline: String,
    /// The summary: plain text, at most 200 characters.
    pub summary: String,
    /// The place that it reports from, if the file names one: plain text, at most 100
    /// characters. It is also at the beginning of the text.
    pub dateline: Option<String>,
    /// Its authors who have pages, each once.
    pub authors: Vec<AuthorRef>,
    /// Another author, if the file names one: plain text, at most 200 characters.
    pub byline: Option<String>,
    /// Who else worked on it.
    pub contributors: Vec<Contributor>,
    /// Whether it is from the original newswire, and is shown as it was there.
    pub is_original: bool,
    /// Whether it is in no list, feed or sitemap, and search does not find it.
    pub is_unlisted: bool,
    /// The time of the article.
    pub date: Moment,
    /// The time of the last change to its text, if the file says so; not before `date`.
    pub updated: Option<Moment>,
    /// Its sections, each once; it is at home in the first.
    pub sections: Vec<SectionRef>,
    /// The countries that it is about, each once.
    pub countries: Vec<CountryRef>,
    /// The topics that it belongs to, each once.
    pub topics: Vec<TopicRef>,
    /// Its tags, each once.
    pub tags: Vec<Tag>,
    /// The date that its facts were checked to, if the file says so; not before `date`.
    pub as_of: Option<Date>,
    /// The language that it is written in, if the file sets one.
    pub language: Option<model::Language>,
    /// Its sources, if the file names any.
    pub sources: Vec<Source>,
    /// Corrections, oldest first; none before `date` or after `as_of`.
    pub corrections: Vec<Amendment>,
    /// Updates, oldest first; none before `date`.
    pub updates: Vec<Amendment>,
    /// The posts of a live story, pinned ones first, then the newest; none before `date`.
    pub posts: Vec<Post>,
    /// When the live coverage ended, if it has.
    pub ended: Option<Moment>,
    /// That it has been withdrawn. Then nothing is left of it but a headline that says so,
    /// its date, its lists and this.
    pub withdrawn: Option<Withdrawal>,
    /// The picture at its head, if it has one.
    pub image: Option<Image>,
    /// What its editors say of its place on the front page.
    pub ranking: Ranking,
    /// The word count of its text, without its posts.
    pub words: usize,
    /// The plain text of its first paragraph, without the dateline; empty if it has none.
    pub first_paragraph: String,
    /// The paths of the countries, treaties and terms that its text names.
    pub named: BTreeSet<String>,
    /// The text itself.
    pub body: model::Html,
    /// The Markdown of the text, if the site keeps versions.
    pub markdown: Option<String>,
    /// Its versions, the first one first, if the site keeps them.
    pub versions: Vec<Version>,
}

/// What an article's editors say of its place on the front page. What they do not say is
/// decided by time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// Whether it leads the page.
    pub lead: bool,
    /// Whether it is beside the lead.
    pub second: bool,
    /// The name of the subject that it shares with other articles.
    pub cluster: Option<String>,
    /// Its place among the articles that it is shown with; the lowest number comes first.
    pub rank: Option<u32>,
}

impl Article {
    /// The plain text of its first paragraph, with the dateline, as the page shows it.
    pub fn opening(&self) -> Cow<'_, str> {
        match &self.dateline {
            Some(dateline) => [dateline, DASH, &self.first_paragraph].concat().into(),
            None => self.first_paragraph.as_str().into(),
        }
    }

    /// The time of its last change, correction or update, or else its own time.
    pub fn changed(&self) -> &Moment {
        let amendments = self.corrections.iter().chain(&self.updates);
        let times = amendments.map(|amendment| &amendment.date);
        let withdrawn = self.withdrawn.iter().map(|withdrawn| &withdrawn.date);
        let posts = self.posts.iter().map(|post| &post.time);
        let last = times
            .chain(&self.updated)
            .chain(withdrawn)
            .chain(posts)
            .max();
        // On the day of an article without an hour, any change is later than the article.
        let last = last.filter(|last| self.date.is_day() || *last > &self.date);
        last.unwrap_or(&self.date)
    }

    /// Its corrections and updates, each with its name, newest first.
    pub fn amendments(&self) -> Vec<(&'static str, &Amendment)> {
        let corrections = self.corrections.iter().map(|it| ("Correction", it));
        let updates = self.updates.iter().map(|it| ("Update", it));
        let mut all: Vec<_> = corrections.chain(updates).collect();
        all.reverse();
        all.sort_by(|(_, one), (_, other)| other.date.cmp(&one.date));
        all
    }

    /// Whether there are versions to compare.
    pub fn has_history(&self) -> bool {
        self.versions.len() > 1
    }

    /// Whether more posts are to be expected.
    pub fn is_live(&self) -> bool {
        !self.posts.is_empty() && self.ended.is_none()
    }

    /// The word count of its text and its posts.
    pub fn word_count(&self) -> usize {
        let posts = self.posts.iter();
        self.words + posts.map(|post| post.words).sum::<usize>()
    }

    /// Its text, and the texts of its corrections, updates and posts.
    pub(super) fn texts(&mut self) -> impl Iterator<Item = &mut model::Html> {
        let amendments = self.corrections.iter_mut().chain(&mut self.updates);
        let amendments = amendments.map(|amendment| &mut amendment.text);
        let posts = self.posts.iter_mut().map(|post| &mut post.text);
        [&mut self.body].into_iter().chain(amendments).chain(posts)
    }

    /// Whether it has been corrected or withdrawn, and that is listed.
    pub(super) fn has_corrections(&self) -> bool {
        !self.is_unlisted && (!self.corrections.is_empty() || self.withdrawn.is_some())
    }

    /// Leaves of an article that has been withdrawn only what says so.
    pub(super) fn withdraw(&mut self) {
        let Some(withdrawn) = &self.withdrawn else {
            return;
        };
        let day = dates::day(withdrawn.date.day()).text;
        // Two languages in one headline could not both be marked.
        let headline = match &self.language {
            None => format!("Withdrawn: {}", self.headline),
            Some(_) => "Withdrawn Article".to_owned(),
        };
        *self = Self {
            slug: self.slug.clone(),
            kicker: None,
            headline,
            summary: format!("This article was withdrawn on {day}."),
            dateline: None,
            authors: Vec::new(),
            byline: None,
            contributors: Vec::new(),
            is_original: false,
            is_unlisted: self.is_unlisted,
            date: self.date.clone(),
            updated: None,
            sections: self.sections.clone(),
            countries: self.countries.clone(),
            topics: self.topics.clone(),
            tags: self.tags.clone(),
            as_of: None,
            language: None,
            sources: Vec::new(),
            corrections: Vec::new(),
            updates: Vec::new(),
            posts: Vec::new(),
            ended: None,
            withdrawn: self.withdrawn.clone(),
            image: None,
            ranking: Ranking::default(),
            words: 0,
            first_paragraph: String::new(),
            named: BTreeSet::new(),
            body: model::Html::default(),
            markdown: None,
            versions: Vec::new(),
        };
    }

    /// The language that it is written in (BCP 47): its own, or that of the site.
    pub fn language_tag(&self) -> &str {
        let language = self.language.as_ref();
        language.map_or(LANGUAGE, |language| &language.tag)
    }

    /// The section where it is at home.
    pub fn home(&self) -> &SectionRef {
        &self.sections[0]
    }

    /// The year and the month of its date.
    pub fn month(&self) -> (u32, u32) {
        let day = self.date.day();
        (
            u32::from(day.year().unsigned_abs()),
            u32::from(day.month().unsigned_abs()),
        )
    }
}

pub(super) const LONGEST_HEADLINE: usize = 500;
const LONGEST_KICKER: usize = 60;
pub(super) const LONGEST_SUMMARY: usize = 200;
pub(super) const LONGEST_SLUG: usize = 200;
const LONGEST_BYLINE: usize = 200;
/// What is between a dateline and the text.
pub(crate) const DASH: &str = " — ";

pub(super) const LONGEST_DATELINE: usize = 100;
const LONGEST_CLUSTER: usize = 60;
const LONGEST_TAG: usize = 100;

/// Reads a file in `articles/`, and links what it mentions.
pub(super) fn read(
    slug: &str,
    file: &ContentFile,
    mentions: &Mentions,
    context: &Context<'_>,
) -> Option<Article> {
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let release = release::read(&mut fields, context.clock);
    context.places.add_release(slug, release);
    let clock = release.clock(context.clock);
    let route = Route::Article(slug.to_owned());
    let context = &Context {
        clock: &clock,
        release,
        article: Some(&route),
        ..*context
    };
    let kicker = fields.optional("kicker").text(LONGEST_KICKER);
    let headline = fields.required("headline").text(LONGEST_HEADLINE);
    let summary = fields.required("summary").text(LONGEST_SUMMARY);
    let dateline = fields.optional("dateline").text(LONGEST_DATELINE);
    let dateline = dateline.map(|dateline| dateline.value);
    let authors = authors(&mut fields, context);
    let byline = fields.optional("byline").text(LONGEST_BYLINE);
    let contributors = contributor::read(&mut fields);
    let is_original = fields.optional("original").flag_or_false();
    let is_unlisted = fields.optional("unlisted").flag_or_false();
    let date = fields.required("date").moment(context.clock);
    let updated = fields.optional("updated").moment(context.clock);
    let published = date.as_ref().map(|date| &date.value);
    if let Some(updated) = &updated
        && let Some(problem) = updated.value.before_article(published)
    {
        let advice = "Write a later time, or leave it out.";
        file.fault(updated.offset, problem, advice);
    }
    let sections = sections(&mut fields, context);
    let countries = countries(&mut fields, context);
    let topics = topics(&mut fields, context);
    let tags = tag::read(&mut fields, context);
    let as_of = fields
        .required_if(context.requirements.include("as_of"), "as_of")
        .date(context.clock);
    if let Some(as_of) = &as_of
        && let Some(day) = Moment::on(as_of.value, &context.clock.zone)
        && let Some(problem) = day.before_article(published)
    {
        let advice = "Write the article’s date or a later one.";
        file.fault(as_of.offset, problem, advice);
    }
    let as_of = as_of.map(|as_of| as_of.value);
    let language = language(&mut fields);
    let first = date.as_ref().map(|date| date.value.clone());
    let period = Period {
        first: first.clone(),
        last: as_of,
    };
    let corrections = amendment::read(
        &mut fields,
        "corrections",
        &period,
        language.as_ref(),
        context,
    );
    // The text is current as of that date; updates cover what happened later.
    let period = Period { first, last: None };
    let updates = amendment::read(&mut fields, "updates", &period, language.as_ref(), context);
    let last = as_of.max(updates.last.as_ref().map(Moment::day));
    let image = image::read(&mut fields, context.pictures);
    let posts = post::read(&mut fields, published, language.as_ref(), context);
    let ended = fields.optional("ended").moment(context.clock);
    if let Some(ended) = &ended
        && !fields.has("posts")
    {
        let problem = "An article without posts has “ended”.";
        let advice = "Leave it out: it says when the coverage of a live story ended.";
        file.fault(ended.offset, problem, advice);
    }
    let last_post = posts.iter().map(|post| &post.time).max();
    if let Some(ended) = &ended
        && let Some(last) = last_post.filter(|last| ended.value.is_before(last))
    {
        let problem = format!("{} is before the last post, {last}.", ended.value);
        let advice = "Write the time of that post or a later one.";
        file.fault(ended.offset, problem, advice);
    }
    let ranking = ranking(&mut fields);
    let is_withdrawn = fields.has("withdrawn");
    let withdrawn = withdrawal::read(&mut fields, published, context.clock);
    // Of what has been withdrawn, editors may remove the text and its sources.
    let needs_sources = context.requirements.include("sources") && !is_withdrawn;
    let sources = match needs_sources || fields.has("sources") {
        true => source::read_sources(&mut fields, last, context),
        false => Some(Vec::new()),
    };
    fields.finish();
    let (text, start) = (document.body, document.body_start);
    let body = match is_withdrawn && text.trim().is_empty() {
        true => markdown::Body::default(),
        false => markdown::render(file, text, start, language.as_ref(), context),
    };
    let ids = body.ids.map(|mut ids| {
        let posts = posts.iter();
        let public = posts.filter(|post| !post.is_held(context.clock.first));
        ids.extend(public.map(|post| post.id.clone()));
        ids
    });
    let held = posts
        .iter()
        .filter(|post| post.is_held(context.clock.first));
    context
        .places
        .add_held(&route, held.map(|post| post.id.clone()));
    context.places.add(&route, ids);
    // A name can mean something else in another language.
    let (body_html, named) = match &language {
        Some(language) if !is_english(language) => (body.html, BTreeSet::new()),
        _ => {
            let countries = countries.iter().flatten();
            let paths =
                countries.map(|country| Route::Country(country.slug().to_owned()).to_string());
            let linked = mentions.link(&body.html, paths, context.base);
            (linked.html, linked.named)
        }
    };
    Some(Article {
        slug: slug.to_owned(),
        kicker: kicker.map(|kicker| kicker.value),
        headline: headline?.value,
        summary: summary?.value,
        body: match &dateline {
            Some(dateline) => with_dateline(&body_html, dateline),
            None => body_html,
        },
        dateline,
        authors,
        byline: byline.map(|byline| byline.value),
        contributors,
        is_original,
        is_unlisted,
        date: date?.value,
        updated: updated.map(|updated| updated.value),
        sections: sections?,
        countries: countries?,
        topics,
        tags,
        as_of,
        language,
        sources: sources?,
        corrections: corrections.list,
        updates: updates.list,
        posts,
        ended: ended.map(|ended| ended.value),
        withdrawn,
        image,
        ranking,
        words: body.words,
        first_paragraph: body.first_paragraph,
        named,
        markdown: context.kept(text),
        versions: Vec::new(),
    })
}

/// A text with its dateline in front of the first words, as newspapers have it, or in a
/// paragraph of its own if it begins with something else, such as a picture.
fn with_dateline(body: &model::Html, dateline: &str) -> model::Html {
    let dateline = html_escape::encode_text(dateline);
    let html = match body.as_str().trim_start().strip_prefix("<p>") {
        Some(rest) => format!("<p>{dateline}{DASH}{rest}"),
        None => format!("<p>{dateline}</p>{}", body.as_str()),
    };
    model::Html::from_sanitized(html)
}

/// The sections from `section` or `sections`, at least one.
fn sections(fields: &mut Fields<'_>, context: &Context<'_>) -> Option<Vec<SectionRef>> {
    let all = fields.optional("sections").texts(LONGEST_SLUG);
    let one = fields
        .required_if(!fields.has("sections"), "section")
        .text(LONGEST_SLUG);
    if let (Some(_), Some(one)) = (&all, &one) {
        let problem = "An article cannot have both “section” and “sections”.";
        let advice =
            "Leave “section” out: the first of “sections” is where the article is at home.";
        fields.file().fault(one.offset, problem, advice);
    }
    let sections = all.or_else(|| one.map(|one| vec![one]))?;
    for Located { value, offset } in &sections {
        if !context.pages.contains(&Route::Section(value.clone())) {
            fields.file().fault(
                *offset,
                format!("The section “{value}” does not exist."),
                suggestion::one_of(value, context.pages.sections()),
            );
        }
    }
    report_repeated(fields.file(), "section", &sections);
    if sections.is_empty() {
        let problem = "The list “sections” is empty.";
        let advice = suggestion::one_of("", context.pages.sections());
        fields
            .file()
            .fault(fields.offset_of_table(), problem, advice);
        return None;
    }
    let slugs = sections.into_iter().map(|section| section.value);
    Some(slugs.map(SectionRef).collect())
}

fn countries(fields: &mut Fields<'_>, context: &Context<'_>) -> Option<Vec<CountryRef>> {
    let is_required = context.requirements.include("countries");
    let countries = fields.required_if(is_required, "countries");
    let countries = match countries.texts(LONGEST_SLUG) {
        None if is_required => return None,
        countries => countries.unwrap_or_default(),
    };
    for Located { value, offset } in &countries {
        if !context.pages.contains(&Route::Country(value.clone())) {
            fields.file().fault(
                *offset,
                format!("The country “{value}” has no profile."),
                suggestion::one_of(value, context.pages.countries()),
            );
        }
    }
    report_repeated(fields.file(), "country", &countries);
    let slugs = countries.into_iter().map(|country| country.value);
    Some(slugs.map(CountryRef).collect())
}

fn topics(fields: &mut Fields<'_>, context: &Context<'_>) -> Vec<TopicRef> {
    let topics = fields.optional("topics").texts(LONGEST_SLUG);
    let topics = topics.unwrap_or_default();
    for Located { value, offset } in &topics {
        if !context.pages.contains(&Route::Topic(value.clone())) {
            fields.file().fault(
                *offset,
                format!("The topic “{value}” does not exist."),
                suggestion::one_of(value, context.pages.topics()),
            );
        }
    }
    report_repeated(fields.file(), "topic", &topics);
    topics
        .into_iter()
        .map(|topic| TopicRef(topic.value))
        .collect()
}

fn authors(fields: &mut Fields<'_>, context: &Context<'_>) -> Vec<AuthorRef> {
    let authors = fields.optional("authors").texts(LONGEST_SLUG);
    let authors = authors.unwrap_or_default();
    for Located { value, offset } in &authors {
        if !context.pages.contains(&Route::Author(value.clone())) {
            let problem = format!("The author “{value}” does not exist.");
            let advice = match context.pages.authors().next() {
                Some(_) => suggestion::one_of(value, context.pages.authors()),
                None => {
                    format!("Create content/authors/{value}.md, or write: byline = \"{value}\"")
                }
            };
            fields.file().fault(*offset, problem, advice);
        }
    }
    report_repeated(fields.file(), "author", &authors);
    let slugs = authors.into_iter().map(|author| author.value);
    slugs.map(AuthorRef).collect()
}

/// Reports what a list of authors, sections, countries or topics names more than once.
fn report_repeated(file: &ContentFile, what: &str, slugs: &[Located<String>]) {
    let mut seen = BTreeSet::new();
    for Located { value, offset } in slugs {
        if !seen.insert(value) {
            let problem = format!("The {what} “{value}” is listed twice.");
            file.fault(*offset, problem, format!("List each {what} once."));
        }
    }
}

/// The place on the front page; what is wrong with it has been reported.
fn ranking(fields: &mut Fields<'_>) -> Ranking {
    let lead = fields.optional("lead").flag_or_false();
    let second = fields
        .optional("second")
        .flag()
        .filter(|second| second.value);
    if let Some(Located { offset, .. }) = second
        && lead
    {
        fields.file().fault(
            offset,
            "An article cannot be “lead” and “second” at once.",
            "Leave out one of the two.",
        );
    }
    Ranking {
        lead,
        second: second.is_some(),
        cluster: fields
            .optional("cluster")
            .text(LONGEST_CLUSTER)
            .map(|cluster| cluster.value),
        rank: fields.optional("rank").number().map(|rank| rank.value),
    }
}

/// The language, if the file sets one; an invalid tag has been reported.
fn language(fields: &mut Fields<'_>) -> Option<Language> {
    let Located { value, offset } = fields.optional("lang").text(LONGEST_TAG)?;
    language::parse(&value)
        .map_err(|(problem, advice)| fields.file().fault(offset, problem, advice))
        .ok()
}

fn is_english(language: &Language) -> bool {
    language.tag.split('-').next() == Some("en")
}
