//! The content reader: from the editors' files to checked content.
//!
//! [`load`](crate::load) reads the whole content folder and returns either all of it,
//! ready to be published, or every fault in every file. The file formats are documented
//! for editors in `docs/content-format.md`.

mod amendment;
mod article;
mod author;
mod content_file;
mod contributor;
mod country;
mod edition;
mod event;
mod fault;
mod fields;
mod folder;
mod fonts;
mod image;
mod language;
mod limits;
mod links;
mod moment;
mod nuclear;
mod page;
mod pages;
mod pictures;
mod post;
mod public;
mod redirects;
mod references;
mod release;
mod requirements;
mod running_text;
mod site;
mod source;
mod status;
mod suggestion;
mod tag;
mod term;
mod today;
mod topic;
mod treaty;
mod version;
mod web_address;
mod withdrawal;

pub use self::image::{Focus, Image};
use crate::terminal::Shown;
pub use amendment::Amendment;
pub(crate) use article::DASH;
pub use article::{Article, Ranking};
pub use author::{Author, AuthorLink};
use content_file::ContentFile;
pub use contributor::Contributor;
pub use country::{Country, HEADINGS, REGIONS};
pub use edition::{Audience, Edition, Held};
pub use event::Event;
pub use fault::{Fault, Faults};
use fields::Located;
use folder::Folder;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use links::Places;
use model;
use model::routes::{Base, Route};
pub use moment::Moment;
pub use nuclear::Nuclear;
pub use page::Page;
use pages::{Entries, Pages};
pub use pictures::Original;
use pictures::Pictures;
pub use post::Post;
pub use public::PublicFile;
use rayon::prelude::*;
pub use redirects::Redirect;
pub use references::{ArticleRef, AuthorRef, CountryRef, SectionRef, TopicRef, TreatyRef};
use release::Release;
use requirements::Requirements;
use running_text::mentions::{Mentions, Names};
pub use site::{Abbreviation, Section, SecurityContact};
pub use source::Source;
pub use status::{Standing, Treaties, TreatyStatus};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
pub use tag::Tag;
use tag::Tags;
pub use term::Term;
use today::Clock;
pub use today::{GivenTime, Today};
pub use topic::Topic;
pub use treaty::{Kind as TreatyKind, Treaty};
pub use version::{HISTORY, Note, Version, Wording};
pub use withdrawal::Withdrawal;

/// The language of the site, and of every text that sets no other (BCP 47).
pub const LANGUAGE: &str = "en";

/// The slug of the page with all corrections, which the press makes.
pub const CORRECTIONS: &str = "corrections";

/// The checked content of the newswire. Lists are sorted by file name, so that the same
/// files always give the same newsroom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newsroom {
    /// The data that all pages carry for the app, from `site.toml`.
    pub site: model::Site,
    /// What the shell around every page shows, from `site.toml`.
    pub shell: model::ShellContent,
    /// The origin that the site is published at, from `site.toml`: scheme and host,
    /// without a trailing slash. In absolute URLs the site's base follows.
    pub origin: String,
    /// The prefix of articles' ids in machine formats, from `site.toml`: a domain and a
    /// date (RFC 4151, `taggingEntity`).
    pub tagging_entity: String,
    /// The sections, in the order of `site.toml`.
    pub sections: Vec<Section>,
    /// The articles, from `articles/`.
    pub articles: Vec<Article>,
    /// The country profiles, from `countries/`.
    pub countries: Vec<Country>,
    /// The treaties and regimes, from `treaties/`, in the order used on every page.
    pub treaties: Vec<Treaty>,
    /// The terms, from `glossary/`.
    pub glossary: Vec<Term>,
    /// The pages of running text, from `pages/`.
    pub texts: Vec<Page>,
    /// The topics, from `topics/`.
    pub topics: Vec<Topic>,
    /// The authors, from `authors/`.
    pub authors: Vec<Author>,
    /// Abbreviations and their long forms, from `site.toml`: a search for one also finds
    /// the other.
    pub abbreviations: Vec<Abbreviation>,
    /// Groups of words that mean the same, from `site.toml`: a search for one also finds
    /// the others.
    pub synonyms: Vec<Vec<String>>,
    /// The pages that have moved, from `site.toml`.
    pub redirects: Vec<Redirect>,
    /// The original URL of each renamed page, by its current one.
    pub first_addresses: BTreeMap<String, String>,
    /// The contact for security reports, if set in `site.toml`.
    pub security: Option<SecurityContact>,
    /// Paths of files and folders in the published site to keep although the press did
    /// not write them, from `site.toml`.
    pub keep: Vec<String>,
    /// The files that are published as they are, from `public/`, sorted by path.
    pub files: Vec<PublicFile>,
    /// The editors' fonts for social cards, from `fonts/`, sorted by path.
    pub fonts: Vec<Vec<u8>>,
    /// The time zone of its dates, from `site.toml`.
    pub timezone: TimeZone,
    /// The date on which it was read, which the ages of articles are relative to.
    pub today: Date,
    /// The time at which it was read; if that is a whole day, its beginning.
    pub now: Timestamp,
    /// Whether the versions of articles are kept and shown, from `site.toml`.
    pub keeps_history: bool,
    /// Whom it is for.
    pub audience: Audience,
}

impl Newsroom {
    /// Whether it is for editors only, and has what is held.
    pub fn is_preview(&self) -> bool {
        self.audience == Audience::Editors
    }

    /// The public file at a path below the site's root.
    pub fn public_file(&self, path: &str) -> Option<&PublicFile> {
        let path = path.trim_start_matches('/');
        let place = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path));
        self.files.get(place.ok()?)
    }
}

/// What files are checked against.
struct Context<'a> {
    pages: &'a Pages,
    /// The fragments that links can target.
    places: &'a Places,
    /// How tags are written.
    tags: &'a Tags,
    /// The origin of the site, if `site.toml` sets it.
    origin: Option<&'a String>,
    /// Where readers report problems, if `site.toml` says so.
    contact: Option<&'a str>,
    base: &'a Base,
    /// The folder of public files.
    public: &'a Path,
    /// The originals of pictures.
    pictures: &'a Pictures,
    /// The time, which no date may be later than.
    clock: &'a Clock,
    /// When the text that is read may be public.
    release: Release,
    /// The article whose text is read.
    article: Option<&'a Route>,
    /// The optional fields that every article must have.
    requirements: &'a Requirements,
    /// Whether the site keeps the versions of articles.
    keeps_history: bool,
}

impl Context<'_> {
    /// The Markdown of a text, if versions need it.
    fn kept(&self, markdown: &str) -> Option<String> {
        self.keeps_history.then(|| version::plain_breaks(markdown))
    }
}

/// A content folder that has been read, with the faults found so far.
pub(crate) struct Draft {
    newsroom: Option<Newsroom>,
    /// The redirects, with their offsets in `site.toml`.
    redirects: Vec<Located<Redirect>>,
    pages: Pages,
    site_file: Option<ContentFile>,
    faults: Vec<Fault>,
    /// When each article may be public, by slug.
    releases: BTreeMap<String, Release>,
    clock: Clock,
    audience: Audience,
}

impl Draft {
    /// The content, if `site.toml` could be read.
    pub(crate) fn newsroom(&self) -> Option<&Newsroom> {
        self.newsroom.as_ref()
    }

    /// The redirects with their offsets in `site.toml`, except those from existing pages,
    /// which are reported when they are read.
    pub(crate) fn redirects(&self) -> impl Iterator<Item = (&Redirect, usize)> {
        let redirects = self.redirects.iter();
        redirects
            .filter(|redirect| !self.pages.has(&redirect.value.from))
            .map(|redirect| (&redirect.value, redirect.offset))
    }

    /// Reports a fault at an offset in `site.toml`.
    pub(crate) fn fault_in_site_file(&self, offset: usize, problem: String, advice: &str) {
        if let Some(file) = &self.site_file {
            file.fault(offset, problem, advice);
        }
    }

    /// Reports faults of other files.
    pub(crate) fn add(&mut self, faults: Vec<Fault>) {
        self.faults.extend(faults);
    }

    /// Returns what may be public of the newsroom, or all faults.
    pub(crate) fn finish(mut self) -> Result<Edition, Faults> {
        let of_site_file = self
            .site_file
            .into_iter()
            .flat_map(ContentFile::into_faults);
        self.faults.extend(of_site_file);
        match self.newsroom {
            Some(newsroom) if self.faults.is_empty() => Ok(edition::divide(
                newsroom,
                &self.releases,
                &self.clock,
                self.audience,
            )),
            _ => Err(Faults::new(self.faults)),
        }
    }
}

/// Reads a content folder.
///
/// # Errors
/// If the folder does not exist.
pub(crate) fn read_folder(
    folder: &Path,
    base: &Base,
    today: Today,
    audience: Audience,
) -> Result<Draft, Faults> {
    let content = open(folder).map_err(|fault| Faults::new(vec![fault]))?;
    let mut faults = folder::unknown_folders(&content);
    let mut entries = |name| folder::markdown_files(&content, name, &mut faults);
    let entries = Entries {
        articles: entries(folder::ARTICLES),
        authors: entries(folder::AUTHORS),
        countries: entries(folder::COUNTRIES),
        treaties: entries(folder::TREATIES),
        glossary: entries(folder::GLOSSARY),
        texts: entries(folder::PAGES),
        topics: entries(folder::TOPICS),
    };

    // A page counts as existing even if its file has faults, so that links to it do not
    // report the same fault again.
    let public = public_folder(folder);
    let files = public::read(&public, &mut faults);
    let fonts = fonts::read(&fonts_folder(folder), &mut faults);
    let pictures = pictures::read(&content, &mut faults);
    let mut pages = Pages::new(&entries, &files);
    let site_file = ContentFile::open(&content, &folder.join("site.toml"));
    let site_file = site_file.map_err(|fault| faults.push(fault)).ok();
    let site = site_file.as_ref();
    let places = Places::default();
    let tags = Tags::default();
    let site = site.map(|file| site::read(file, &mut pages, &places, base, today));
    let (clock, settings) = site.unwrap_or_else(|| (today.clock(&TimeZone::UTC), None));
    let none = Requirements::default();
    let requirements = settings.as_ref().map(|settings| &settings.requirements);
    let context = Context {
        requirements: requirements.unwrap_or(&none),
        keeps_history: settings.as_ref().is_some_and(|it| it.keeps_history),
        pages: &pages,
        places: &places,
        tags: &tags,
        origin: settings.as_ref().map(|settings| &settings.origin),
        contact: settings
            .as_ref()
            .and_then(|settings| settings.contact.as_deref()),
        base,
        public: &public,
        pictures: &pictures,
        clock: &clock,
        release: Release::default(),
        article: None,
    };
    // Texts link to what they mention, so names are collected first.
    let mut names = Names::default();
    let mut treaties = read_all(&content, entries.treaties, &mut faults, |slug, file| {
        treaty::read(slug, file, &mut names, &context)
    });
    treaties.sort_by_key(|treaty| treaty.order);
    let mut glossary = read_all(&content, entries.glossary, &mut faults, |slug, file| {
        term::read(slug, file, &mut names, &context)
    });
    let ids = glossary.iter().map(|term| term.slug.clone()).collect();
    places.add(&Route::Glossary, Some(ids));
    let mut countries = read_all(&content, entries.countries, &mut faults, |slug, file| {
        country::read(slug, file, &mut names, &treaties, &context)
    });
    let mentions = Mentions::new(names);
    link_background(
        &mut countries,
        &mut treaties,
        &mut glossary,
        &mentions,
        base,
    );
    let mut histories = match &settings {
        Some(settings) if settings.keeps_history => {
            let moved = &settings.redirects;
            version::read_all(&content, &entries.articles, moved, &mut faults, &context)
        }
        _ => BTreeMap::new(),
    };
    let mut articles = read_all_at_once(&content, entries.articles, &mut faults, |slug, file| {
        article::read(slug, file, &mentions, &context)
    });
    for article in &mut articles {
        article.versions = histories.remove(&article.slug).unwrap_or_default();
    }
    let texts = read_all(&content, entries.texts, &mut faults, |slug, file| {
        page::read(slug, file, &context)
    });
    let topics = read_all(&content, entries.topics, &mut faults, |slug, file| {
        topic::read(slug, file, &context)
    });
    let authors = read_all(&content, entries.authors, &mut faults, |slug, file| {
        author::read(slug, file, &context)
    });
    let (broken, releases) = places.finish(&articles, &clock, audience);
    faults.extend(content_file::listed(
        broken.into_iter().chain(tags.finish()),
    ));

    let (redirects, newsroom) = settings.map_or_else(Default::default, |settings| {
        let newsroom = Newsroom {
            site: settings.site,
            shell: settings.shell,
            origin: settings.origin,
            tagging_entity: settings.tagging_entity,
            sections: settings.sections,
            articles,
            countries,
            treaties,
            glossary,
            texts,
            topics,
            authors,
            abbreviations: settings.abbreviations,
            synonyms: settings.synonyms,
            redirects: settings
                .redirects
                .all
                .iter()
                .map(|redirect| redirect.value.clone())
                .collect(),
            first_addresses: settings.redirects.first_addresses,
            security: settings.security,
            keep: settings.keep,
            files,
            fonts,
            timezone: settings.timezone,
            today: clock.today,
            now: clock.first,
            keeps_history: settings.keeps_history,
            audience: Audience::Public,
        };
        (settings.redirects.all, Some(newsroom))
    });
    Ok(Draft {
        newsroom,
        redirects,
        pages,
        site_file,
        faults,
        releases,
        clock,
        audience,
    })
}

/// Links what profiles, treaties and terms mention. Profiles link to other profiles only
/// where editors say so: they name too many countries.
fn link_background(
    countries: &mut [Country],
    treaties: &mut [Treaty],
    glossary: &mut [Term],
    mentions: &Mentions,
    base: &Base,
) {
    let profiles = countries
        .iter()
        .map(|country| Route::Country(country.slug.clone()).to_string());
    let profiles: Vec<_> = profiles.collect();
    for country in countries {
        let linked = mentions.link(&country.body, profiles.iter().cloned(), base);
        country.body = linked.html;
    }
    for treaty in treaties {
        let itself = Route::Treaty(treaty.slug.clone()).to_string();
        treaty.body = mentions.link(&treaty.body, [itself].into_iter(), base).html;
    }
    for term in glossary {
        let itself = Term::path(&term.slug);
        term.body = mentions.link(&term.body, [itself].into_iter(), base).html;
    }
}

/// The folder of public files, next to the content.
pub fn public_folder(content: &Path) -> PathBuf {
    beside(content, "public")
}

/// The folder of the editors' fonts for social cards, next to the content; optional.
pub fn fonts_folder(content: &Path) -> PathBuf {
    beside(content, "fonts")
}

fn beside(content: &Path, name: &str) -> PathBuf {
    // If the folder is a link, its siblings are those of the link's target.
    match content.file_name() {
        Some(_) if !content.is_symlink() => content.with_file_name(name),
        _ => content.join("..").join(name),
    }
}

fn open(content: &Path) -> Result<Folder, Fault> {
    Folder::open(content)?.ok_or_else(|| {
        Fault::of_file(
            content,
            "The content folder is missing.",
            "Run the press in the project’s folder, or name the content folder: --content DIR",
        )
    })
}

fn read_all<T>(
    content: &Folder,
    entries: Option<Vec<folder::Entry>>,
    faults: &mut Vec<Fault>,
    mut reader: impl FnMut(&str, &ContentFile) -> Option<T>,
) -> Vec<T> {
    let read_one = |entry: folder::Entry| {
        read(content, &entry.path, faults, |file| {
            reader(&entry.slug, file)
        })
    };
    let entries = entries.unwrap_or_default();
    entries.into_iter().filter_map(read_one).collect()
}

/// Reads files as [`read_all`] does, several at once: the reader takes note of nothing whose
/// order matters.
fn read_all_at_once<T: Send>(
    content: &Folder,
    entries: Option<Vec<folder::Entry>>,
    faults: &mut Vec<Fault>,
    reader: impl Fn(&str, &ContentFile) -> Option<T> + Sync,
) -> Vec<T> {
    let read_one = |entry: folder::Entry| {
        let mut faults = Vec::new();
        let value = read(content, &entry.path, &mut faults, |file| {
            reader(&entry.slug, file)
        });
        (value, faults)
    };
    let entries = entries.unwrap_or_default().into_par_iter();
    let (values, found): (Vec<_>, Vec<_>) = entries.map(read_one).unzip();
    faults.extend(found.into_iter().flatten());
    values.into_iter().flatten().collect()
}

/// Reads one file and collects its faults. Readers return `None` only after reporting a
/// fault.
fn read<T>(
    content: &Folder,
    path: &Path,
    faults: &mut Vec<Fault>,
    reader: impl FnOnce(&ContentFile) -> Option<T>,
) -> Option<T> {
    let file = ContentFile::open(content, path)
        .map_err(|fault| faults.push(fault))
        .ok()?;
    let value = reader(&file);
    let found = file.into_faults();
    // Otherwise a text would be missing from the site, and nobody would know.
    assert!(
        value.is_some() || !found.is_empty(),
        "lost {}",
        path.shown()
    );
    faults.extend(found);
    value
}
