use super::fields::{Fields, Located};
use super::folder::slug_fault;
use super::running_text::markdown;
use super::{Context, Moment};
use crate::dates;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::{Html, Language};
use std::collections::BTreeSet;

/// A post of a live story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The id of its element, which is the fragment of its address.
    pub id: String,
    /// Its time. It is held until then.
    pub time: Moment,
    /// Its headline: plain text, at most 200 characters.
    pub headline: String,
    /// The text itself.
    pub text: Html,
    /// The Markdown of the text, if the site keeps versions.
    pub markdown: Option<String>,
    /// The word count of its text.
    pub words: usize,
    /// Whether it is above all other posts.
    pub is_pinned: bool,
}

/// What the ids of posts begin with; [reserved](crate::ids) for them.
const PREFIX: &str = "post-";

pub(super) const LONGEST_HEADLINE: usize = 200;
const LONGEST_ID: usize = 60;
const LONGEST_TEXT: usize = 20_000;

/// Whether an id is that of a post.
pub(super) fn is_id(id: &str) -> bool {
    id.starts_with(PREFIX)
}

/// Reads the `[[posts]]` of an article, which are optional. The pinned posts come first,
/// then the newest.
pub(super) fn read(
    fields: &mut Fields<'_>,
    published: Option<&Moment>,
    language: Option<&Language>,
    context: &Context<'_>,
) -> Vec<Post> {
    let tables = fields.optional("posts").tables().unwrap_or_default();
    let mut ids = BTreeSet::new();
    let posts = tables.into_iter();
    let posts = posts.map(|table| post(table, &mut ids, published, language, context));
    // Read all of them before leaving out the faulty ones, so that every fault is reported.
    let posts: Vec<_> = posts.collect();
    let mut posts: Vec<_> = posts.into_iter().flatten().collect();
    posts.sort_by(|one, other| {
        let pinned = other.is_pinned.cmp(&one.is_pinned);
        pinned.then_with(|| other.time.cmp(&one.time))
    });
    posts
}

fn post(
    mut table: Fields<'_>,
    ids: &mut BTreeSet<String>,
    published: Option<&Moment>,
    language: Option<&Language>,
    context: &Context<'_>,
) -> Option<Post> {
    let time = table.required("time").any_moment(&context.clock.zone);
    let headline = table.required("headline").text(LONGEST_HEADLINE);
    let text = table.required("text").markdown(LONGEST_TEXT);
    let is_pinned = table.optional("pinned").flag_or_false();
    let given = table.optional("id").text(LONGEST_ID);
    // Links in it have to work from its time on, not sooner.
    let from = time.as_ref().map(|time| time.value.beginning());
    let context = &Context {
        release: from.map_or(context.release, |from| context.release.not_before(from)),
        ..*context
    };
    let markdown = text.as_ref().and_then(|text| context.kept(&text.value));
    let body = text.map(|text| {
        let body = markdown::render(table.file(), &text.value, text.offset, language, context);
        // They would be between the headings and notes of the article's own text.
        if !body.headings.is_empty() || body.has_notes {
            let problem = "The text of this post contains a heading or a note.";
            let advice = "Write paragraphs; lists, links and pictures are allowed.";
            table.file().fault(text.offset, problem, advice);
        }
        body
    });
    if let Some(time) = &time
        && let Some(problem) = time.value.before_article(published)
    {
        let advice = "Write the time of the post.";
        table.file().fault(time.offset, problem, advice);
    }
    let id = id(&table, given, time.as_ref());
    if let Some(id) = &id
        && !ids.insert(id.clone())
    {
        let problem = format!("Two posts have the address “#{id}”.");
        let advice = "Give one of them an id of its own, such as: id = \"second-round\"";
        table.file().fault(table.offset_of_table(), problem, advice);
    }
    table.finish();
    let body = body?;
    Some(Post {
        id: id?,
        time: time?.value,
        headline: headline?.value,
        text: body.html,
        markdown,
        words: body.words,
        is_pinned,
    })
}

/// The id that editors give a post, or else one made from its time in UTC: that stays the
/// same when its words and the site's time zone change.
fn id(
    table: &Fields<'_>,
    given: Option<Located<String>>,
    time: Option<&Located<Moment>>,
) -> Option<String> {
    if let Some(Located { value, offset }) = given {
        if let Some((problem, advice)) = slug_fault(&value) {
            table.file().fault(offset, problem, advice);
        }
        return Some(format!("{PREFIX}{value}"));
    }
    let time = &time?.value;
    let written = match time.is_day() {
        true => time.day().to_string(),
        false => {
            let utc = time.at().with_time_zone(TimeZone::UTC);
            utc.strftime("%Y-%m-%d-%H%M").to_string()
        }
    };
    Some(format!("{PREFIX}{written}"))
}

impl Post {
    /// Whether it is held at an instant.
    pub(super) fn is_held(&self, at: Timestamp) -> bool {
        self.time.beginning() > at
    }

    /// Its time in words, for machines and for people.
    pub fn written_time(&self) -> model::Date {
        dates::moment(&self.time)
    }
}
