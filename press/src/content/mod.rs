//! The content reader: from the editors' files to checked content.
//!
//! [`load`] reads the whole content folder and gives back either all of it,
//! ready to be published, or every fault in every file. What the files look
//! like is described for editors in `docs/content-format.md`.

mod amendment;
mod article;
mod characters;
mod claims;
mod content_file;
mod country;
mod event;
mod fault;
mod fields;
mod folder;
mod fonts;
mod html;
mod language;
mod limits;
mod links;
mod markdown;
mod markup;
mod mentions;
mod moved;
mod notes;
mod pages;
mod picture;
mod pieces;
mod places;
mod public;
mod sanitiser;
mod site;
mod source;
mod suggestion;
mod tables;
mod text;
mod today;
mod treaty;

use crate::terminal::Shown;
use content_file::ContentFile;
pub use country::REGIONS;
pub use fault::{Fault, Faults};
use folder::Folder;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use links::Places;
use mentions::{Mentions, Names};
use newswire::model;
use newswire::routes::Base;
use pages::Pages;
pub use public::PublicFile;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
pub use today::Today;
pub use treaty::{Standing, TREATIES, Treaty};

/// The language of the site, and of every text that names no other (BCP 47).
pub const LANGUAGE: &str = "en";

/// The checked content of the newswire. Each list is in the order of the file
/// names, so that the same files always give the same newsroom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newsroom {
    /// What every page shares, from `site.toml`.
    pub site: model::Site,
    /// Where the site is published, from `site.toml`: scheme and host, without a slash
    /// at the end. The site's base follows it in whole addresses.
    pub origin: String,
    /// What the names of articles for other machines begin with, from `site.toml`: a
    /// domain and a day (RFC 4151, `taggingEntity`).
    pub tagging_entity: String,
    /// The sections, from `site.toml`, in the order that they have there.
    pub sections: Vec<Section>,
    /// The articles, from `articles/`.
    pub articles: Vec<ArticleFile>,
    /// The country profiles, from `countries/`.
    pub countries: Vec<CountryFile>,
    /// The pages of running text, from `pages/`.
    pub texts: Vec<TextFile>,
    /// What is written in full or abbreviated, from `site.toml`: whoever searches for one
    /// finds the other.
    pub abbreviations: Vec<Abbreviation>,
    /// How many pages a part of the search index has at most, from `site.toml`.
    pub part_pages: usize,
    /// The pages that have moved, from `site.toml`.
    pub moved: Vec<Move>,
    /// The first address of each page that has been renamed, by the one that it has now.
    pub first_addresses: BTreeMap<String, String>,
    /// Whom to tell of a hole in the site's security, if `site.toml` says so.
    pub security: Option<SecurityContact>,
    /// What is kept of the published site although the press has not put it there, from
    /// `site.toml`: paths of files and folders in it.
    pub keep: Vec<String>,
    /// The files that are published as they are, from `public/`, in the order of their
    /// paths.
    pub files: Vec<PublicFile>,
    /// The editor's fonts for cards, from `fonts/`, in the order of their paths.
    pub fonts: Vec<Vec<u8>>,
    /// The time zone that its days are days of, from `site.toml`.
    pub timezone: TimeZone,
    /// The day on which it was read, which the age of its articles is told by.
    pub today: Date,
}

impl Newsroom {
    /// The file that is published as it is at a path below the site's root.
    pub fn public_file(&self, path: &str) -> Option<&PublicFile> {
        let path = path.trim_start_matches('/');
        let place = self
            .files
            .binary_search_by(|file| file.path.as_str().cmp(path));
        self.files.get(place.ok()?)
    }
}

/// A page that has another address than it had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The address that it had, below the base: that of a folder, with its slash, or of
    /// an HTML file. No page has it.
    pub from: String,
    /// The address of the page.
    pub to: String,
}

/// Whom to tell of a hole in the site's security.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact {
    /// Where somebody can be reached: begins with `mailto:` or `https:`.
    pub contact: String,
    /// The day from which that is not to be relied on any more.
    pub expires: Date,
}

/// What is written in full or abbreviated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// The abbreviation.
    pub short: String,
    /// What it stands for.
    pub long: String,
}

/// A subject that articles are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its part of the address; no other section has the same.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it covers, in one sentence.
    pub description: String,
}

/// A file of `articles/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleFile {
    /// Its part of the address: the file's name.
    pub slug: String,
    /// Its headline: plain text, at most 500 characters.
    pub headline: String,
    /// What it says: plain text, at most 200 characters.
    pub summary: String,
    /// Who wrote it, if the file names somebody: plain text, at most 200
    /// characters.
    pub byline: Option<String>,
    /// The day that it bears.
    pub date: model::Date,
    /// The slug of its section, which exists.
    pub section: String,
    /// The slugs of the countries that it is about, which exist; none twice.
    pub countries: Vec<String>,
    /// The day up to which it holds; not before `date`.
    pub as_of: model::Date,
    /// The language that it is written in, if the file names one.
    pub language: Option<model::Language>,
    /// What it rests on; at least one.
    pub sources: Vec<Source>,
    /// What in it was wrong and has been put right, oldest first; nothing before
    /// `date` or after `as_of`.
    pub corrections: Vec<Amendment>,
    /// What has happened since, oldest first; nothing before `date`.
    pub updates: Vec<Amendment>,
    /// How many words its text has.
    pub words: usize,
    /// The plain text of its first paragraph; empty if it has none.
    pub first_paragraph: String,
    /// Its text.
    pub body: model::Html,
}

impl ArticleFile {
    /// The day that it bears.
    ///
    /// # Panics
    /// Where `date` was not worded by the press.
    pub fn day(&self) -> Date {
        self.date.iso.parse().expect("the press has worded it")
    }

    /// The day on which its text last changed: that of its last correction or update,
    /// or its own.
    pub fn changed(&self) -> &model::Date {
        let amendments = self.corrections.iter().chain(&self.updates);
        amendments
            .map(|amendment| &amendment.date)
            .fold(&self.date, |last, date| match date.iso > last.iso {
                true => date,
                false => last,
            })
    }

    /// The year and the month of that day.
    pub fn month(&self) -> (u32, u32) {
        let day = self.day();
        (
            u32::from(day.year().unsigned_abs()),
            u32::from(day.month().unsigned_abs()),
        )
    }

    /// That month, for machines and for people.
    pub fn month_date(&self) -> model::Date {
        model_month(self.day())
    }
}

/// What was said of an article after it had been published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The day.
    pub date: model::Date,
    /// What was put right, or has happened: plain text, at most 500 characters.
    pub text: String,
}

/// A file of `countries/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryFile {
    /// Its part of the address: the file's name.
    pub slug: String,
    /// The country's name.
    pub name: String,
    /// What else it is called.
    pub other_names: Vec<String>,
    /// Names under which readers look for it, and which mean no more than a part of it
    /// or what was there before: plain text.
    pub search_names: Vec<String>,
    /// The code of the country's flag: two letters a to z, in lower case.
    pub flag: String,
    /// What the profile says: plain text, at most 200 characters.
    pub summary: String,
    /// The country's capital, if the file names one.
    pub capital: Option<String>,
    /// The part of the world that it lies in, if the file names one: one of
    /// [`REGIONS`].
    pub region: Option<String>,
    /// Where it stands with treaties and regimes, if the file says so.
    pub treaties: Option<Treaties>,
    /// What happened, oldest first; nothing after `as_of`.
    pub events: Vec<Event>,
    /// The day up to which it holds.
    pub as_of: model::Date,
    /// What it rests on; at least one.
    pub sources: Vec<Source>,
    /// Its text.
    pub body: model::Html,
}

impl CountryFile {
    /// Everything that it is called, its name first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = [&self.name].into_iter().chain(&self.other_names);
        names.map(String::as_str)
    }

    /// Everything that a reader may look for it under, its name first.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names()
            .chain(self.search_names.iter().map(String::as_str))
    }
}

/// Where a country stands with treaties and regimes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treaties {
    /// The day for which that holds.
    pub as_of: model::Date,
    /// One for each treaty or regime, in the order that they have on every page.
    pub rows: Vec<TreatyStatus>,
}

/// Where a country stands with one of the [`TREATIES`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatyStatus {
    /// The treaty or regime.
    pub treaty: &'static Treaty,
    /// Where the country stands with it.
    pub standing: Standing,
    /// The year since which it does, if the file says so.
    pub year: Option<u32>,
    /// What else is to be said: plain text, at most 80 characters.
    pub note: Option<String>,
}

/// Something that happened, in the timeline of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day, or the month or year where no more is known.
    pub date: model::Date,
    /// What happened: plain text, at most 200 characters.
    pub text: String,
}

/// Where something was published that a text rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document's title: plain text.
    pub title: String,
    /// Who published it: plain text.
    pub publisher: String,
    /// When, where that is known.
    pub date: Option<model::Date>,
    /// Its address, where it has one.
    pub url: Option<String>,
}

/// A file of `pages/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its address: the file's name.
    pub slug: String,
    /// Its title: plain text.
    pub title: String,
    /// What it says: plain text, at most 200 characters.
    pub summary: String,
    /// Its text.
    pub body: model::Html,
}

/// What a file is checked against.
struct Context<'a> {
    pages: &'a Pages,
    /// The places that links can lead to in the texts.
    places: &'a Places,
    /// Where the site is published, if `site.toml` has told.
    origin: Option<&'a String>,
    base: &'a Base,
    /// The folder of the files that are published as they are.
    public: &'a Path,
    today: Date,
}

/// Reads and checks a content folder.
///
/// Links in the texts get the site's base. No date may lie after `today`.
///
/// # Errors
///
/// Gives back all faults of all files, if there is a single one.
pub fn load(folder: &Path, base: &Base, today: impl Into<Today>) -> Result<Newsroom, Faults> {
    let content = open(folder).map_err(|fault| Faults::new(vec![fault]))?;
    let mut faults = folder::unknown_folders(&content);
    let mut entries = |name| folder::markdown_files(&content, name, &mut faults);
    let articles = entries(folder::ARTICLES);
    let countries = entries(folder::COUNTRIES);
    let texts = entries(folder::PAGES);

    // A file's page counts as existing even if the file has faults, so that no
    // fault is reported a second time at the links to it.
    let public = public_folder(folder);
    let files = public::read(&public, &mut faults);
    let fonts = fonts::read(&fonts_folder(folder), &mut faults);
    let mut pages = Pages::new(
        articles.as_deref(),
        countries.as_deref(),
        texts.as_deref(),
        &files,
    );
    let site_file = ContentFile::open(&content, &folder.join("site.toml"));
    let site_file = site_file.map_err(|fault| faults.push(fault)).ok();
    let today = today.into();
    let site = site_file.as_ref();
    let site = site.map(|file| site::read(file, &mut pages, base, today));
    let (today, settings) = site.unwrap_or_else(|| (today.date(&TimeZone::UTC), None));
    let places = Places::default();
    let context = Context {
        pages: &pages,
        places: &places,
        origin: settings.as_ref().map(|settings| &settings.origin),
        base,
        public: &public,
        today,
    };
    // Articles link to the countries that they name.
    let mut names = Names::default();
    let countries = read_all(&content, countries, &mut faults, |slug, file| {
        country::read(slug, file, &mut names, &context)
    });
    let mentions = Mentions::new(names);
    let articles = read_all(&content, articles, &mut faults, |slug, file| {
        article::read(slug, file, &mentions, &context)
    });
    let texts = read_all(&content, texts, &mut faults, |slug, file| {
        text::read(slug, file, &context)
    });
    faults.extend(places.into_faults());

    let (moved, newsroom) = settings.map_or_else(Default::default, |settings| {
        let newsroom = Newsroom {
            site: settings.site,
            origin: settings.origin,
            tagging_entity: settings.tagging_entity,
            sections: settings.sections,
            articles,
            countries,
            texts,
            abbreviations: settings.abbreviations,
            part_pages: settings.part_pages,
            moved: settings
                .moves
                .moved
                .iter()
                .map(|moved| moved.value.clone())
                .collect(),
            first_addresses: settings.moves.first_addresses,
            security: settings.security,
            keep: settings.keep,
            files,
            fonts,
            timezone: settings.timezone,
            today,
        };
        (settings.moves.moved, Some(newsroom))
    });
    if let (Some(newsroom), Some(site_file)) = (&newsroom, &site_file) {
        places::check(newsroom, &moved, &pages, site_file, &mut faults);
    }
    faults.extend(site_file.into_iter().flat_map(ContentFile::into_faults));
    match newsroom {
        Some(newsroom) if faults.is_empty() => Ok(newsroom),
        _ => Err(Faults::new(faults)),
    }
}

/// The folder of the files that are published as they are, which lies beside the
/// content.
pub fn public_folder(content: &Path) -> PathBuf {
    beside(content, "public")
}

/// The folder of the editor's fonts for cards, which lies beside the content; there need
/// not be one.
pub fn fonts_folder(content: &Path) -> PathBuf {
    beside(content, "fonts")
}

fn beside(content: &Path, name: &str) -> PathBuf {
    // What lies beside a link is what lies beside the folder that it leads to.
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

/// Reads one file and keeps its faults. A reader gives nothing back only after
/// it has reported a fault.
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
    debug_assert!(
        value.is_some() || !found.is_empty(),
        "lost {}",
        path.shown()
    );
    faults.extend(found);
    value
}

/// Words a date for machines and for people.
fn model_date(date: Date) -> model::Date {
    model::Date {
        iso: date.to_string(),
        text: date.strftime("%B %-d, %Y").to_string(),
    }
}

/// Words the month of a date for machines and for people.
fn model_month(date: Date) -> model::Date {
    model::Date {
        iso: date.strftime("%Y-%m").to_string(),
        text: date.strftime("%B %Y").to_string(),
    }
}
