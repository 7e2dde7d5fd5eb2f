use crate::content::{Audience, Edition};
use crate::publish::walk::{Entry, walk};
use crate::site_paths::PRESS_MANIFEST;
use crate::terminal::Shown;
use anyhow::{Context, Result, bail, ensure};
use model::routes::Route;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use walkdir::WalkDir;

/// The first line of the manifest, by the audience of the site. Each following line is a
/// path below the folder.
const HEADERS: [(Audience, &str); 2] = [
    (
        Audience::Public,
        "Files published by the newswire's press, format 1",
    ),
    (
        Audience::Editors,
        "Files of a preview published by the newswire's press, format 1",
    ),
];

/// The maximum number of foreign files to list.
const MOST_NAMED: usize = 5;

/// A site that was published by the press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedSite {
    folder: PathBuf,
    audience: Audience,
    files: BTreeSet<String>,
}

impl PublishedSite {
    /// Reads the site in a folder; `None` if the press did not publish it.
    ///
    /// # Errors
    /// If its manifest cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(PRESS_MANIFEST);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                return Ok(None);
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.shown()));
            }
        };
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        let header = HEADERS.iter().find(|(_, header)| *header == first);
        let (audience, _) = header.with_context(|| {
            format!(
                "{} was not written by this press. Move {} away, or publish into another folder: \
                 --out DIR",
                path.shown(),
                folder.shown()
            )
        })?;
        Ok(Some(Self {
            folder: folder.to_owned(),
            audience: *audience,
            files: lines.map(str::to_owned).collect(),
        }))
    }

    /// The site in an existing folder. If the press did not publish it, none of its files
    /// count as the press's own.
    ///
    /// # Errors
    /// See [`PublishedSite::read`].
    pub fn of_folder(folder: &Path) -> Result<Self> {
        let published = Self::read(folder)?;
        Ok(published.unwrap_or_else(|| Self {
            folder: folder.to_owned(),
            audience: Audience::Public,
            files: BTreeSet::new(),
        }))
    }

    /// The manifest of a site for an audience, with these files.
    pub fn manifest<'a>(audience: Audience, files: impl IntoIterator<Item = &'a str>) -> String {
        let files: BTreeSet<_> = files.into_iter().collect();
        let headers = HEADERS.iter().filter(|(of, _)| *of == audience);
        let lines = headers.map(|(_, header)| *header).chain(files);
        lines.map(|line| format!("{line}\n")).collect()
    }

    /// Checks that a site for an audience may replace this one. A preview never replaces a
    /// public site: what is held would be public.
    ///
    /// # Errors
    /// If it may not.
    pub fn ensure_replaceable_by(&self, audience: Audience) -> Result<()> {
        let is_public = self.audience == Audience::Public && !self.files.is_empty();
        ensure!(
            !(is_public && audience == Audience::Editors),
            "{} is a public site, which a preview must not replace. Publish the preview into \
             another folder: --out DIR",
            self.folder.shown()
        );
        Ok(())
    }

    /// The folder that it is in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files that the press wrote, as relative paths with forward slashes.
    pub fn files(&self) -> &BTreeSet<String> {
        &self.files
    }

    /// All other files and links in the folder, as relative paths, with folders collapsed
    /// (`.git/`) if the press wrote nothing in them. Empty folders and the folder
    /// `except` do not count.
    ///
    /// # Errors
    /// If the folder cannot be read, or something in it is on another disk.
    pub fn foreign(&self, except: Option<&Path>) -> Result<BTreeSet<String>> {
        let foreign = Mutex::new(BTreeSet::new());
        let add = |path: String| {
            let mut foreign = foreign.lock().unwrap_or_else(PoisonError::into_inner);
            foreign.insert(path);
        };
        let disk = device(&self.folder)?;
        walk(&self.folder, &|entry| {
            let Entry {
                place,
                path,
                is_folder,
            } = entry;
            if !is_folder {
                if path != PRESS_MANIFEST && !self.files.contains(path) {
                    add(path.clone());
                }
                return Ok(false);
            }
            if except == Some(place) {
                return Ok(false);
            }
            ensure!(
                device(place)? == disk,
                "{} is on another disk than the site around it, which cannot be replaced in one \
                 step. Publish into a folder that has no mount point in it: --out DIR",
                place.shown()
            );
            let path = format!("{path}/");
            let is_own = self.has_files_below(&path);
            if !is_own && has_files(place)? {
                add(path);
            }
            Ok(is_own)
        })?;
        Ok(foreign.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// The files to keep besides the press's own, as selected by `keep`: paths in the
    /// folder. The folder `except` does not count.
    ///
    /// # Errors
    /// If there are files that are neither the press's own nor to be kept; lists them.
    pub fn kept(&self, keep: &[String], except: Option<&Path>) -> Result<BTreeSet<String>> {
        let is_kept = |path: &String| {
            keep.iter().any(|kept| {
                let rest = path.strip_prefix(kept.trim_end_matches('/'));
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let foreign = self.foreign(except)?.into_iter();
        let (kept, foreign): (BTreeSet<_>, BTreeSet<_>) = foreign.partition(is_kept);
        let Some(first) = foreign.first() else {
            return Ok(kept);
        };
        let named: Vec<_> = foreign
            .iter()
            .take(MOST_NAMED)
            .map(String::as_str)
            .collect();
        let more = match foreign.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let or_else = match self.files.is_empty() {
            true => format!(
                "Publish into another folder: --out DIR. If this is a site that an earlier version \
                 published (it has no {PRESS_MANIFEST}), move it away"
            ),
            false => "Move them away".to_owned(),
        };
        bail!(
            "{} has files that the press did not write: {}{more}. {or_else}; or keep them in \
             each new site: --keep {first}, or keep = [\"{first}\"] in site.toml",
            self.folder.shown(),
            named.join(", ")
        )
    }

    /// Refuses content that would remove more than half of this site's articles or
    /// profiles: that is more likely an accident, such as a disk that is not mounted.
    /// Pages that have moved or are held do not count as removed.
    ///
    /// # Errors
    /// If too many would be removed; says how many.
    pub fn ensure_most_stay(&self, edition: &Edition) -> Result<()> {
        let Edition { newsroom, held, .. } = edition;
        let articles = newsroom.articles.iter();
        let countries = newsroom.countries.iter();
        let moved = newsroom.redirects.iter();
        let stay: HashSet<Route> = articles
            .map(|article| Route::Article(article.slug.clone()))
            .chain(countries.map(|country| Route::Country(country.slug.clone())))
            .chain(moved.filter_map(|moved| Route::parse(&moved.from)))
            .collect();
        let pages = || {
            let pages = self.files.iter();
            pages.filter_map(|file| Route::parse(&format!("/{}", file.strip_suffix("index.html")?)))
        };
        for (kind, is_of_kind) in KINDS {
            let before: Vec<Route> = pages().filter(is_of_kind).collect();
            let gone: Vec<_> = before
                .iter()
                .filter(|route| !stay.contains(route) && !held.has(route))
                .collect();
            if let Some(first) = gone.first()
                && gone.len() * 2 > before.len()
            {
                bail!(
                    "this would remove {} of the {} {kind} of the site in {}, including {first}. \
                     If that is intended, add --allow-removals",
                    gone.len(),
                    before.len(),
                    self.folder.shown()
                );
            }
        }
        Ok(())
    }

    fn has_files_below(&self, folder: &str) -> bool {
        let below = self.files.range(folder.to_owned()..);
        let mut below = below.map(|file| file.starts_with(folder));
        below.next().unwrap_or(false)
    }
}

/// A kind of page: its name in the plural, and whether a route is of that kind.
type Kind = (&'static str, fn(&Route) -> bool);

/// The kinds of page whose removal is guarded.
const KINDS: [Kind; 2] = [
    ("articles", |route| matches!(route, Route::Article(_))),
    ("country profiles", |route| {
        matches!(route, Route::Country(_))
    }),
];

/// Whether a folder contains any files, at any depth.
fn has_files(folder: &Path) -> Result<bool> {
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("cannot read {}", folder.shown()))?;
        if !entry.file_type().is_dir() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The device number of a folder; always the same on platforms without device numbers.
pub(super) fn device(folder: &Path) -> Result<u64> {
    let metadata =
        fs::symlink_metadata(folder).with_context(|| format!("cannot read {}", folder.shown()))?;
    #[cfg(unix)]
    return Ok(std::os::unix::fs::MetadataExt::dev(&metadata));
    #[cfg(not(unix))]
    {
        let _ = metadata;
        Ok(0)
    }
}
