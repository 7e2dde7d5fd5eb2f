use super::folder::Entry;
use super::links::decoded;
use super::running_text::picture::Size;
use super::{CORRECTIONS, PublicFile, suggestion};
use crate::site_paths::NOTICES;
use model::routes::Route;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};
use std::sync::{Mutex, PoisonError};

/// The valid targets of internal links.
pub(super) struct Pages {
    paths: BTreeSet<String>,
    /// The kinds of page whose folder could not be read.
    unknown: Vec<Discriminant<Route>>,
    /// The paths of public files, and of the license notices that every site has.
    files: BTreeSet<String>,
    authors: Vec<String>,
    countries: Vec<String>,
    topics: Vec<String>,
    treaties: Vec<String>,
    /// `None` until `site.toml` has been read.
    sections: Option<BTreeSet<String>>,
    /// A cache of picture sizes: many texts can show the same picture.
    sizes: Mutex<BTreeMap<String, Option<Size>>>,
}

/// The files of each folder of the content; `None` if it could not be listed.
pub(super) struct Entries {
    pub(super) articles: Option<Vec<Entry>>,
    pub(super) authors: Option<Vec<Entry>>,
    pub(super) countries: Option<Vec<Entry>>,
    pub(super) treaties: Option<Vec<Entry>>,
    pub(super) glossary: Option<Vec<Entry>>,
    pub(super) texts: Option<Vec<Entry>>,
    pub(super) topics: Option<Vec<Entry>>,
}

impl Pages {
    /// The site's own pages, those of the content, and other files.
    pub(super) fn new(entries: &Entries, files: &[PublicFile]) -> Self {
        let mut routes = vec![
            Route::Front,
            Route::Archive,
            Route::Countries,
            Route::Search,
            Route::Saved,
            // Whether there are any is known once all articles are read.
            Route::Text(CORRECTIONS.to_owned()),
        ];
        routes.extend(has_any(&entries.treaties).then_some(Route::Treaties));
        routes.extend(has_any(&entries.glossary).then_some(Route::Glossary));
        let mut unknown = Vec::new();
        let mut add = |entries: &Option<Vec<Entry>>, route: fn(String) -> Route| match entries {
            Some(entries) => routes.extend(entries.iter().map(|it| route(it.slug.clone()))),
            None => unknown.push(discriminant(&route(String::new()))),
        };
        add(&entries.articles, Route::Article);
        add(&entries.authors, Route::Author);
        add(&entries.countries, Route::Country);
        add(&entries.countries, Route::CountryNews);
        add(&entries.treaties, Route::Treaty);
        add(&entries.texts, Route::Text);
        add(&entries.topics, Route::Topic);
        let files = files.iter().map(|file| file.path.as_str());
        let files = files.chain([NOTICES]);
        Self {
            paths: routes.iter().map(Route::to_string).collect(),
            unknown,
            files: files.map(|path| format!("/{path}")).collect(),
            authors: slugs(&entries.authors),
            countries: slugs(&entries.countries),
            topics: slugs(&entries.topics),
            treaties: slugs(&entries.treaties),
            sections: None,
            sizes: Mutex::default(),
        }
    }

    /// Adds the pages of the sections.
    pub(super) fn add_sections(&mut self, slugs: BTreeSet<String>) {
        let paths = slugs
            .iter()
            .map(|slug| Route::Section(slug.clone()).to_string());
        self.paths.extend(paths);
        self.sections = Some(slugs);
    }

    /// Whether a page exists. If it is unknown which pages of a kind exist, they all
    /// count as existing, because the unreadable folder or `site.toml` is already a
    /// fault.
    pub(super) fn contains(&self, route: &Route) -> bool {
        let is_unknown = match route {
            Route::Section(_) => self.sections.is_none(),
            _ => self.unknown.contains(&discriminant(route)),
        };
        is_unknown || self.paths.contains(&route.to_string())
    }

    /// The canonical URL of the page or file that a path refers to.
    pub(super) fn resolve(&self, path: &str) -> Option<String> {
        let page = Route::parse(path).filter(|route| self.contains(route));
        match page {
            Some(route) => Some(route.to_string()),
            None => self.is_file(&decoded(path)).then(|| path.to_owned()),
        }
    }

    /// Whether the content has a page or file at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        let is_page = Route::parse(path).is_some_and(|it| self.paths.contains(&it.to_string()));
        is_page || self.is_file(path)
    }

    /// Whether a path is that of a file.
    pub(super) fn is_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// The file whose path is most similar to a path that does not exist.
    pub(super) fn nearest_file(&self, path: &str) -> Option<&String> {
        let files = self.files.iter().map(|file| (file.as_str(), file));
        suggestion::nearest(path, files)
    }

    /// The size of the picture at a path, read once.
    pub(super) fn size(&self, path: &str, read: impl FnOnce() -> Option<Size>) -> Option<Size> {
        let mut sizes = self.sizes.lock().unwrap_or_else(PoisonError::into_inner);
        *sizes.entry(path.to_owned()).or_insert_with(read)
    }

    /// The slugs of the known sections.
    pub(super) fn sections(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().flatten().map(String::as_str)
    }

    /// The slugs of the authors.
    pub(super) fn authors(&self) -> impl Iterator<Item = &str> {
        self.authors.iter().map(String::as_str)
    }

    /// The slugs of the countries.
    pub(super) fn countries(&self) -> impl Iterator<Item = &str> {
        self.countries.iter().map(String::as_str)
    }

    /// The slugs of the topics.
    pub(super) fn topics(&self) -> impl Iterator<Item = &str> {
        self.topics.iter().map(String::as_str)
    }

    /// The slugs of the treaties.
    pub(super) fn treaties(&self) -> impl Iterator<Item = &str> {
        self.treaties.iter().map(String::as_str)
    }

    /// Suggests a replacement for a broken path: the page whose URL ends most like it.
    pub(super) fn advice(&self, path: &str) -> String {
        fn last_segment(path: &str) -> &str {
            path.trim_matches('/')
                .rsplit('/')
                .next()
                .unwrap_or_default()
        }
        let pages = self.paths.iter().map(|path| (last_segment(path), path));
        match suggestion::nearest(last_segment(path), pages) {
            Some(nearest) => format!("Did you mean “{nearest}”?"),
            None => "Write the address of a page of this site, from the root: \
                     /gsn/article/…/, /gsn/section/…/, /country-profiles/…/ or /…/"
                .to_owned(),
        }
    }
}

fn has_any(entries: &Option<Vec<Entry>>) -> bool {
    entries.as_ref().is_some_and(|entries| !entries.is_empty())
}

pub(super) fn slugs(entries: &Option<Vec<Entry>>) -> Vec<String> {
    let entries = entries.iter().flatten();
    entries.map(|entry| entry.slug.clone()).collect()
}
