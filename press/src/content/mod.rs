//! The content reader: from the editors' files to checked content.
//!
//! [`load`](crate::load) reads the whole content folder and gives back either all of it,
//! ready to be published, or every fault in every file. What the files look
//! like is described for editors in `docs/content-format.md`.

mod amendment;
mod article;
mod content_file;
mod country;
mod event;
mod fault;
mod fields;
mod folder;
mod fonts;
mod language;
mod limits;
mod links;
mod page;
mod pages;
mod public;
mod redirects;
mod running_text;
mod site;
mod source;
mod suggestion;
mod today;
mod treaty;

use crate::terminal::Shown;
pub use amendment::Amendment;
pub use article::Article;
use content_file::ContentFile;
pub use country::{Country, REGIONS};
pub use event::Event;
pub use fault::{Fault, Faults};
use fields::Located;
use folder::Folder;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use links::Places;
use model;
use model::routes::Base;
pub use page::Page;
use pages::Pages;
pub use public::PublicFile;
pub use redirects::Redirect;
use running_text::mentions::{Mentions, Names};
pub use site::{Abbreviation, Section, SecurityContact};
pub use source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
pub use today::Today;
pub use treaty::{Standing, TREATIES, Treaties, Treaty, TreatyStatus};

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
    pub articles: Vec<Article>,
    /// The country profiles, from `countries/`.
    pub countries: Vec<Country>,
    /// The pages of running text, from `pages/`.
    pub texts: Vec<Page>,
    /// What is written in full or abbreviated, from `site.toml`: whoever searches for one
    /// finds the other.
    pub abbreviations: Vec<Abbreviation>,
    /// How many pages a part of the search index has at most, from `site.toml`.
    pub part_pages: usize,
    /// The pages that have moved, from `site.toml`.
    pub redirects: Vec<Redirect>,
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

/// A content folder that has been read, with the faults that were found so far.
pub(crate) struct Draft {
    newsroom: Option<Newsroom>,
    /// The redirects, by where they are in `site.toml`.
    redirects: Vec<Located<Redirect>>,
    pages: Pages,
    site_file: Option<ContentFile>,
    faults: Vec<Fault>,
}

impl Draft {
    /// What was read, if `site.toml` could be.
    pub(crate) fn newsroom(&self) -> Option<&Newsroom> {
        self.newsroom.as_ref()
    }

    /// The redirects, with where they are in `site.toml`; without those from pages of the
    /// site, which are reported where they are read.
    pub(crate) fn redirects(&self) -> impl Iterator<Item = (&Redirect, usize)> {
        let redirects = self.redirects.iter();
        redirects
            .filter(|redirect| !self.pages.has(&redirect.value.from))
            .map(|redirect| (&redirect.value, redirect.offset))
    }

    /// Reports a fault at a place of `site.toml`.
    pub(crate) fn fault_in_site_file(&self, offset: usize, problem: String, advice: &str) {
        if let Some(file) = &self.site_file {
            file.fault(offset, problem, advice);
        }
    }

    /// Reports faults of other files.
    pub(crate) fn add(&mut self, faults: Vec<Fault>) {
        self.faults.extend(faults);
    }

    /// The newsroom, or all faults.
    pub(crate) fn finish(mut self) -> Result<Newsroom, Faults> {
        let of_site_file = self
            .site_file
            .into_iter()
            .flat_map(ContentFile::into_faults);
        self.faults.extend(of_site_file);
        match self.newsroom {
            Some(newsroom) if self.faults.is_empty() => Ok(newsroom),
            _ => Err(Faults::new(self.faults)),
        }
    }
}

/// Reads a content folder.
///
/// # Errors
/// Where there is none.
pub(crate) fn read_folder(folder: &Path, base: &Base, today: Today) -> Result<Draft, Faults> {
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
        page::read(slug, file, &context)
    });
    faults.extend(places.into_faults());

    let (redirects, newsroom) = settings.map_or_else(Default::default, |settings| {
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
            today,
        };
        (settings.redirects.all, Some(newsroom))
    });
    Ok(Draft {
        newsroom,
        redirects,
        pages,
        site_file,
        faults,
    })
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
