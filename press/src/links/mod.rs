//! Checks that every internal link of a published site resolves.
//!
//! Reads the published files rather than the press's data, so that nothing can be right
//! in the press and wrong on the host: pages, feeds, sitemaps and manifests, several in
//! parallel. Absolute URLs with the site's own origin count as internal; external links
//! are skipped.

mod reading;

use crate::publish::site_writer;
use crate::terminal::Shown;
use ammonia::Url;
use anyhow::{Context, Result};
use model::contract::files;
use model::routes::{Base, Route};
use reading::{Link, References};
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Not a valid URL (URL Standard, "URL parsing").
    NoAddress,
    /// The file does not exist.
    Nothing,
    /// A folder with a page, but the URL lacks the trailing slash.
    NoSlash,
    /// The URL is outside the base that the site lives under.
    OutsideBase,
    /// The page has no element with that id.
    NoFragment,
    /// The page exists, but not its document, which the app would load.
    NoDocument,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAddress => "is not a valid URL",
            Self::Nothing => "points to a missing file",
            Self::NoSlash => "points to a folder: add a trailing slash",
            Self::OutsideBase => "points outside the site: the base is missing",
            Self::NoFragment => "points to an id that the page does not have",
            Self::NoDocument => {
                "points to a page without a document, such as one that has moved: \
                 link to its current address"
            }
        })
    }
}

/// A broken link, with the file that it is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The file, below the site's root.
    pub file: String,
    /// The link as written: `<a href="/abuot/">`.
    pub written: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}.", self.file, self.written, self.problem)
    }
}

/// The result of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The number of files read.
    pub files: usize,
    /// The number of internal links in them.
    pub links: usize,
    /// The broken links, sorted by file, without duplicates.
    pub broken: Vec<Broken>,
}

/// Checks the links of the site in a folder.
///
/// # Errors
/// If a file cannot be read or is not what its extension says.
pub fn check(folder: &Path, origin: &str, base: &Base) -> Result<Checked> {
    let files = site_writer::files(folder)?;
    let site = Site {
        folder: folder.to_owned(),
        root: Url::parse(&format!("{origin}{}", base.as_str())).context("invalid origin")?,
        base,
        files: files.iter().map(String::as_str).collect(),
    };
    let next = AtomicUsize::new(0);
    let readers = thread::available_parallelism().map_or(1, usize::from);
    let findings: Vec<Result<Findings>> = thread::scope(|scope| {
        let read = || site.read_some(&files, &next);
        let readers: Vec<_> = (0..readers).map(|_| scope.spawn(read)).collect();
        let findings = readers.into_iter().map(|reader| {
            let findings = reader.join();
            findings.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        findings.collect()
    });

    let mut all = Findings::default();
    for findings in findings {
        all.add(findings?);
    }
    let missing = all
        .places
        .into_iter()
        .filter(|(place, _)| !all.ids.contains(place));
    all.checked.broken.extend(missing.map(|(_, broken)| broken));
    all.checked.broken.sort_unstable();
    all.checked.broken.dedup();
    Ok(all.checked)
}

/// What one of the parallel readers has found.
#[derive(Default)]
struct Findings {
    checked: Checked,
    /// Hashes of all ids with their files, because the ids of a large site would take too
    /// much memory.
    ids: HashSet<u64>,
    /// Links to fragments in other pages, as such hashes, with what to report if they do
    /// not exist.
    places: Vec<(u64, Broken)>,
}

impl Findings {
    fn add(&mut self, other: Self) {
        self.checked.files += other.checked.files;
        self.checked.links += other.checked.links;
        self.checked.broken.extend(other.checked.broken);
        self.ids.extend(other.ids);
        self.places.extend(other.places);
    }
}

/// The target of an internal link.
struct Target<'a> {
    file: &'a str,
    fragment: Option<String>,
}

struct Site<'a> {
    folder: PathBuf,
    /// The URL of the front page.
    root: Url,
    base: &'a Base,
    files: HashSet<&'a str>,
}

impl<'a> Site<'a> {
    /// Reads files that no other reader has taken, until none are left.
    fn read_some(&self, files: &'a [String], next: &AtomicUsize) -> Result<Findings> {
        let mut findings = Findings::default();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let place = self.folder.join(file);
            let Some(format) = reading::Format::of(file) else {
                continue;
            };
            let references = fs::read_to_string(&place)
                .map_err(Into::into)
                .and_then(|text| format.read(&text))
                .with_context(|| format!("cannot read {}", place.shown()))?;
            self.check_file(file, &references, &mut findings)
                .with_context(|| format!("{file} has no valid URL"))?;
        }
        Ok(findings)
    }

    fn check_file(
        &self,
        file: &'a str,
        references: &References,
        found: &mut Findings,
    ) -> Result<()> {
        let address = file.strip_suffix("index.html").unwrap_or(file);
        let page = self.root.join(address)?;
        found.checked.files += 1;
        found
            .ids
            .extend(references.ids.iter().map(|id| place(file, id)));
        for link in &references.links {
            let broken = |problem| Broken {
                file: file.to_owned(),
                written: link.to_string(),
                problem,
            };
            match self.target(&page, link) {
                Err(problem) => found.checked.broken.push(broken(problem)),
                Ok(None) => continue,
                // Feeds contain parts of pages, which have the ids.
                Ok(Some(target)) if references.has_ids => {
                    if let Some(fragment) = target.fragment {
                        let place = place(target.file, &fragment);
                        // Most links target the page itself and can be checked right
                        // away.
                        if target.file != file {
                            found.places.push((place, broken(Problem::NoFragment)));
                        } else if !found.ids.contains(&place) {
                            found.checked.broken.push(broken(Problem::NoFragment));
                        }
                    }
                }
                Ok(Some(_)) => {}
            }
            found.checked.links += 1;
        }
        Ok(())
    }

    /// The target of a link on a page; `None` if it is external.
    fn target(&self, page: &Url, link: &Link) -> Result<Option<Target<'a>>, Problem> {
        let url = page.join(&link.address).map_err(|_| Problem::NoAddress)?;
        if url.origin() != self.root.origin() {
            return Ok(None);
        }
        let path = percent_decode(url.path());
        let Some(path) = self.base.strip(&path) else {
            // What else the host serves is unknown here.
            let is_whole = Url::parse(&link.address).is_ok();
            return if is_whole {
                Ok(None)
            } else {
                Err(Problem::OutsideBase)
            };
        };
        let address = path.trim_start_matches('/');
        let is_folder = address.is_empty() || address.ends_with('/');
        let file = if is_folder {
            format!("{address}index.html")
        } else {
            address.to_owned()
        };
        let Some(file) = self.files.get(&file[..]) else {
            let page = format!("{address}/index.html");
            let is_folder = self.files.contains(&page[..]);
            return Err(if is_folder {
                Problem::NoSlash
            } else {
                Problem::Nothing
            });
        };
        if link.is_followed() && is_folder && Route::parse(path).is_some() {
            let document = format!("{address}{}", files::DOCUMENT);
            if !self.files.contains(&document[..]) {
                return Err(Problem::NoDocument);
            }
        }
        let fragment = url.fragment().map(percent_decode);
        // The top of a page needs no id (HTML, "select the indicated part").
        let fragment = fragment.filter(|id| !id.is_empty() && id != "top");
        Ok(Some(Target { file, fragment }))
    }
}

/// A hash of a fragment in a file.
fn place(file: &str, id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (file, id).hash(&mut hasher);
    hasher.finish()
}

fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
