//! The versions of articles: the words of each text that was published. The press writes
//! them into `history/`, one file for each, and never changes one.

use super::article::{LONGEST_DATELINE, LONGEST_HEADLINE, LONGEST_SUMMARY};
use super::fields::{Document, Fields};
use super::folder::{self, Entry, Folder};
use super::pages::slugs;
use super::redirects::Redirects;
use super::source::LONGEST_URL;
use super::{
    Amendment, Article, ContentFile, Context, Fault, Moment, Post, Source, post, read_all_at_once,
};
use crate::dates;
use crate::terminal::Shown;
use model::routes::Route;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// The folder of versions, in the content.
pub const HISTORY: &str = folder::HISTORY;

/// A text of an article as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, which is also the name of its file.
    pub number: u32,
    /// When it was published; not before the version in front of it.
    pub published: Moment,
    /// Its words.
    pub wording: Wording,
}

/// The words of an article, as its editors wrote them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The headline.
    pub headline: String,
    /// The summary.
    pub summary: String,
    /// The place that it reports from.
    pub dateline: Option<String>,
    /// Corrections, oldest first, in Markdown.
    pub corrections: Vec<Note>,
    /// Updates, oldest first, in Markdown.
    pub updates: Vec<Note>,
    /// The text, in Markdown.
    pub text: String,
    /// The posts of a live story, oldest first.
    pub posts: Vec<Note>,
    /// The sources, a line for each.
    pub sources: Vec<String>,
}

/// A part of an article that has a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The time.
    pub time: Moment,
    /// The headline of a post.
    pub headline: Option<String>,
    /// The text, in Markdown.
    pub text: String,
}

/// The maximum length of the text of a note: that of a post and more.
const LONGEST_NOTE: usize = 30_000;

/// The maximum length of a source in one line: title, publisher, date and address.
const LONGEST_SOURCE: usize = 1_100 + LONGEST_URL;

/// A text without the line breaks of other systems, which programs such as Git change, and
/// without empty lines around it.
pub(super) fn plain_breaks(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.trim().to_owned()
}

impl Wording {
    /// The words of an article that is public; `None` if it has been withdrawn, or if the
    /// site keeps no versions.
    pub fn of(article: &Article) -> Option<Self> {
        let amendments = |list: &[Amendment]| -> Option<Vec<Note>> {
            let notes = list.iter().map(|it| {
                Some(Note {
                    time: it.date.clone(),
                    headline: None,
                    text: it.markdown.clone()?,
                })
            });
            notes.collect()
        };
        let post = |post: &Post| {
            Some(Note {
                time: post.time.clone(),
                headline: Some(post.headline.clone()),
                text: post.markdown.clone()?,
            })
        };
        let mut posts: Vec<_> = article.posts.iter().map(post).collect::<Option<_>>()?;
        // They are newest first. Those of one time stay in one order when one is pinned.
        posts.sort_by(|one, other| (&one.time, &one.headline).cmp(&(&other.time, &other.headline)));
        Some(Self {
            headline: article.headline.clone(),
            summary: article.summary.clone(),
            dateline: article.dateline.clone(),
            corrections: amendments(&article.corrections)?,
            updates: amendments(&article.updates)?,
            text: article.markdown.clone()?,
            posts,
            sources: article.sources.iter().map(source).collect(),
        })
    }
}

/// A source in one line.
fn source(source: &Source) -> String {
    let Source {
        title,
        publisher,
        date,
        url,
    } = source;
    let date = date.map(|date| dates::day(date).text);
    let parts = [
        Some(title.clone()),
        Some(publisher.clone()),
        date,
        url.clone(),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

impl Version {
    /// The file in `history/`.
    pub(crate) fn file(&self) -> String {
        let Self {
            published, wording, ..
        } = self;
        let mut fields = format!(
            "published = {}\nheadline = {}\nsummary = {}\n",
            published.toml(),
            quoted(&wording.headline),
            quoted(&wording.summary)
        );
        if let Some(dateline) = &wording.dateline {
            fields += &format!("dateline = {}\n", quoted(dateline));
        }
        if !wording.sources.is_empty() {
            let lines = wording.sources.iter();
            let lines: String = lines.map(|it| format!("    {},\n", quoted(it))).collect();
            fields += &format!("sources = [\n{lines}]\n");
        }
        for (name, time, notes) in [
            ("corrections", "date", &wording.corrections),
            ("updates", "date", &wording.updates),
            ("posts", "time", &wording.posts),
        ] {
            for note in notes {
                // Writing into a text cannot fail.
                let _ = writeln!(fields, "\n[[{name}]]\n{time} = {}", note.time.toml());
                if let Some(headline) = &note.headline {
                    let _ = writeln!(fields, "headline = {}", quoted(headline));
                }
                let _ = writeln!(fields, "text = {}", quoted(&note.text));
            }
        }
        format!("+++\n{fields}+++\n\n{}\n", wording.text)
    }
}

/// A text as a string in TOML, in as many lines as it has. None of them is a line `+++`,
/// which would end the fields.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    if !escaped.contains('\n') {
        return format!("\"{escaped}\"");
    }
    let lines = escaped
        .split('\n')
        .map(|line| match line.strip_prefix('+') {
            Some(rest) => format!("\\u002B{rest}"),
            None => line.to_owned(),
        });
    let lines: Vec<_> = lines.collect();
    // A line break right after the quotation marks does not count.
    format!("\"\"\"\n{}\"\"\"", lines.join("\n"))
}

/// Reads `history/`: the versions of each article, by its slug.
pub(super) fn read_all(
    content: &Folder,
    articles: &Option<Vec<Entry>>,
    moved: &Redirects,
    faults: &mut Vec<Fault>,
    context: &Context<'_>,
) -> BTreeMap<String, Vec<Version>> {
    let Some((folder, paths)) = folder::files(content, HISTORY, faults) else {
        return BTreeMap::new();
    };
    let slugs: BTreeSet<_> = slugs(articles).into_iter().collect();
    let mut strange = BTreeSet::new();
    let mut entries = Vec::new();
    for path in paths {
        let Some((slug, _)) = place(&folder, &path) else {
            let problem =
                "Unexpected file: only versions, such as history/a-treaty/1.md, are read.";
            let advice = "Move it out of the folder.";
            faults.push(Fault::of_file(&path, problem, advice));
            continue;
        };
        // Which articles there are may be unknown, which has been reported.
        if articles.is_some() && !slugs.contains(&slug) {
            if strange.insert(slug.clone()) {
                faults.push(without_article(&folder, &slug, moved));
            }
            continue;
        }
        entries.push(Entry { slug, path });
    }
    let versions = read_all_at_once(content, Some(entries), faults, |slug, file| {
        let (_, number) = place(&folder, file.path())?;
        Some((slug.to_owned(), version(number, file, context)?))
    });
    let mut histories: BTreeMap<String, Vec<Version>> = BTreeMap::new();
    for (slug, version) in versions {
        histories.entry(slug).or_default().push(version);
    }
    for (slug, versions) in &mut histories {
        versions.sort_by_key(|version| version.number);
        for pair in versions.windows(2) {
            if let [before, version] = pair
                && version.published < before.published
            {
                let path = path(&folder, slug, version.number);
                let problem = format!(
                    "Version {} was published before version {}, at {}.",
                    version.number, before.number, before.published
                );
                let advice = "Restore both files from your version control, or remove them.";
                faults.push(Fault::of_file(Path::new(&path), problem, advice));
            }
        }
    }
    histories
}

/// The article and the number that the path of a version is for.
fn place(folder: &Folder, path: &Path) -> Option<(String, u32)> {
    let path = path.strip_prefix(folder.path()).ok()?.to_str()?;
    let (slug, name) = path.split_once(std::path::MAIN_SEPARATOR)?;
    let number: u32 = name.strip_suffix(".md")?.parse().ok()?;
    // There is one spelling of each number.
    let is_spelled_so = number > 0 && name == format!("{number}.md");
    is_spelled_so.then(|| (slug.to_owned(), number))
}

fn path(folder: &Folder, slug: &str, number: u32) -> std::path::PathBuf {
    folder.path().join(slug).join(format!("{number}.md"))
}

/// The fault of versions whose article does not exist. If they stayed, they would become
/// those of the next article with this name.
fn without_article(folder: &Folder, slug: &str, moved: &Redirects) -> Fault {
    let from = Route::Article(slug.to_owned()).to_string();
    let to = moved.all.iter().find(|moved| moved.value.from == from);
    let to = to.and_then(|moved| Route::parse(&moved.value.to));
    let advice = match to {
        Some(Route::Article(to)) => format!("Rename it to “{to}”, as the article was."),
        _ => "Remove it, or rename it as the article was.".to_owned(),
    };
    let path = folder.path().join(slug);
    let problem = format!("The versions in {} belong to no article.", path.shown());
    Fault::of_file(&path, problem, advice)
}

fn version(number: u32, file: &ContentFile, context: &Context<'_>) -> Option<Version> {
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let published = fields.required("published").moment(context.clock);
    let headline = fields.required("headline").text(LONGEST_HEADLINE);
    let summary = fields.required("summary").text(LONGEST_SUMMARY);
    let dateline = fields.optional("dateline").text(LONGEST_DATELINE);
    let sources = fields.optional("sources").texts(LONGEST_SOURCE);
    let sources = sources.into_iter().flatten().map(|it| it.value).collect();
    let corrections = notes(&mut fields, "corrections", "date", context);
    let updates = notes(&mut fields, "updates", "date", context);
    let posts = notes(&mut fields, "posts", "time", context);
    fields.finish();
    let text = plain_breaks(document.body);
    if text.is_empty() {
        let advice = "Restore it from your version control, or remove it.";
        file.fault(document.body_start, "The version has no text.", advice);
    }
    file.is_faultless().then_some(())?;
    Some(Version {
        number,
        published: published?.value,
        wording: Wording {
            headline: headline?.value,
            summary: summary?.value,
            dateline: dateline.map(|dateline| dateline.value),
            corrections,
            updates,
            text,
            posts,
            sources,
        },
    })
}

fn notes(
    fields: &mut Fields<'_>,
    name: &'static str,
    time: &'static str,
    context: &Context<'_>,
) -> Vec<Note> {
    let tables = fields.optional(name).tables().unwrap_or_default();
    let notes = tables.into_iter().filter_map(|mut table| {
        let moment = table.required(time).moment(context.clock);
        let headline = match name {
            "posts" => Some(table.required("headline").text(post::LONGEST_HEADLINE)),
            _ => None,
        };
        let text = table.required("text").markdown(LONGEST_NOTE);
        table.finish();
        Some(Note {
            time: moment?.value,
            headline: match headline {
                Some(headline) => Some(headline?.value),
                None => None,
            },
            text: plain_breaks(&text?.value),
        })
    });
    notes.collect()
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_quoted_text_is_read_as_it_was() {
        for text in [
            "",
            "A \"word\" and a \\.",
            "Two\nlines, \"\"\" and \\n.",
            "\nA\n+++\n+++ b\n\"",
            "“ü”\t\u{2028}",
        ] {
            let line = format!("text = {}", quoted(text));
            let table: toml::Table = line.parse().expect(&line);
            assert_eq!(table["text"].as_str(), Some(text), "{line}");
            assert!(line.lines().all(|line| line != "+++"), "{line}");
        }
    }
}
