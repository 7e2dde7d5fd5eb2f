//! A site on a host, published for one test.

use anyhow::{Context, Result, anyhow};
use host::{Fault, Host, Settings};
use model::contract::files;
use model::routes::Base;
use press::app_build::{AppBuild, Inline};
use press::content::{self, Newsroom};
use press::outputs::hosting::Policy;
use press::publish::cache::Cache;
use press::publish::disk::Disk;
use press::publish::site_folder::SiteFolder;
use press::publish::{self, PublishOptions};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// The article of the seed.
pub const SEED: &str = "/gsn/article/russia-eyes-ties-counter-us-antimissile-systems/";

/// The profile that the seed's card links to.
pub const RUSSIA: &str = "/country-profiles/russia/";

/// A page of each kind, and a missing one.
pub const KINDS: [&str; 16] = [
    "/",
    SEED,
    "/gsn/section/missile/",
    "/gsn/archive/",
    "/country-profiles/",
    RUSSIA,
    "/country-profiles/russia/news/page/1/",
    "/treaties/",
    "/treaties/npt/",
    "/glossary/",
    "/topics/new-start/",
    "/search/",
    "/search/?q=treaty",
    "/saved/",
    "/about/",
    NOWHERE,
];

/// The icon, which a browser requests when it likes, or never.
pub const ICON: &str = "/favicon.svg";

/// An address without a page.
pub const NOWHERE: &str = "/gsn/article/nothing-of-that-name/";

/// A file or folder of the project.
pub fn project(path: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).join(path)
}

/// A published site on its own host. Both are removed on drop.
pub struct Site {
    /// The host, with configurable faults.
    pub host: Host,
    /// The published content.
    pub newsroom: Newsroom,
    /// The published app.
    app: AppBuild,
    /// What other tests read, too, until this site is published again.
    original: PathBuf,
    folder: TempDir,
}

impl Site {
    /// The newswire itself.
    ///
    /// # Errors
    /// If the app has not been built or the content has errors.
    pub fn newswire() -> Result<Self> {
        Self::publish("content", "/")
    }

    /// Content by a malicious or unlucky editor.
    ///
    /// # Errors
    /// As for [`Site::newswire`].
    pub fn hostile() -> Result<Self> {
        Self::publish("press/tests/content/valid/hostile", "/")
    }

    /// Articles in several languages, some of them right-to-left.
    ///
    /// # Errors
    /// As for [`Site::newswire`].
    pub fn languages() -> Result<Self> {
        Self::publish("press/tests/content/valid/languages", "/")
    }

    /// The newswire in a folder of its host.
    ///
    /// # Errors
    /// As for [`Site::newswire`].
    pub fn below(base: &str) -> Result<Self> {
        Self::publish("content", base)
    }

    fn publish(folder: &str, path: &str) -> Result<Self> {
        let original = Original::of(folder, path)?;
        let app = read_app(&Base::new(path))?;
        let Original { newsroom, folder } = original;
        let (original, folder) = (folder, TempDir::new_in(project(SITES))?);
        symlink(&original, root_in(&folder))?;
        let host = start_host(&Settings {
            base: path.to_owned(),
            ..Settings::new(root_in(&folder))
        })?;
        // Most tests check what the host sends, not what a service worker has cached:
        // hold the worker back while they run.
        host.fail(&at_root(files::WORKER), Fault::Hold);
        Ok(Self {
            host,
            newsroom,
            app,
            original,
            folder,
        })
    }

    /// Lets the host send the published service worker from now on.
    pub fn with_worker(self) -> Self {
        self.host.mend(&at_root(files::WORKER));
        self
    }

    /// Publishes again after a change.
    ///
    /// # Errors
    /// As for [`Site::newswire`].
    pub fn publish_again(
        &mut self,
        change: impl FnOnce(&mut Newsroom, &mut AppBuild),
    ) -> Result<()> {
        change(&mut self.newsroom, &mut self.app);
        let own = self.folder.path().join("own");
        let is_first = !own.exists();
        if is_first {
            link(&self.original, &own)?;
            link(Cache::of(&self.original).folder(), Cache::of(&own).folder())?;
        }
        publish_into(&own, &self.newsroom, &self.app, own.clone())?;
        if is_first {
            let new_root = self.folder.path().join("new-root");
            symlink(&own, &new_root)?;
            fs::rename(new_root, self.root())?;
        }
        Ok(())
    }

    /// The URL of a page or file.
    pub fn url(&self, path: &str) -> String {
        self.host.url(path)
    }

    /// The browser's requests, without those that come at a time of their own: the icon,
    /// for which each browser asks when it likes, and the offline script and the style of
    /// other kinds of pages, which load some time after the app has started.
    pub fn requests(&self) -> Vec<String> {
        let comes_when_it_likes = |path: &String| {
            path == ICON
                || *path == self.style()
                || [files::WORKER, files::MANIFEST, files::PUBLICATION]
                    .contains(&path.trim_start_matches('/'))
                || ["/offline-", "/icon-"]
                    .iter()
                    .any(|start| path.starts_with(start))
        };
        let mut requests = self.host.requests();
        requests.retain(|path| !comes_when_it_likes(path));
        requests
    }

    /// The path of the app's JavaScript.
    pub fn script(&self) -> String {
        format!("/{}", self.app.script)
    }

    /// The path of the app's WebAssembly.
    pub fn wasm(&self) -> String {
        format!("/{}", self.app.wasm)
    }

    /// The path of the style that pages do not contain.
    pub fn style(&self) -> String {
        format!("/{}", self.app.stylesheet)
    }

    /// The script in each page that applies the reader's color scheme.
    pub fn scheme_script(&self) -> &str {
        self.app.scheme_script.text()
    }

    /// The security headers that hosts are told to send.
    pub fn policies(&self) -> Vec<Policy> {
        press::outputs::hosting::policies(&self.app)
    }

    /// The path of the offline script.
    pub fn offline_script(&self) -> String {
        format!("/{}", self.app.offline_script)
    }

    /// Shortens the timers in pages from now on, so that tests need not wait as long as
    /// readers.
    ///
    /// # Errors
    /// If the pages cannot be published again.
    pub fn shorten_timers(&mut self) -> Result<()> {
        let script = format!(
            "const wait = setTimeout;
            setTimeout = (act, delay, ...rest) => wait(act, Math.min(delay, 50), ...rest);
            {}",
            self.scheme_script()
        );
        let script = Inline::script(&script)?;
        self.publish_again(|_, app| app.scheme_script = script)
    }

    /// The folder that the host serves. It is for reading only.
    pub fn root(&self) -> PathBuf {
        root_in(&self.folder)
    }

    /// The paths of all published pages, as files: `/about/index.html`.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn html_files(&self) -> Result<Vec<String>> {
        let mut files = Vec::new();
        let mut folders = vec![self.root()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path
                    .extension()
                    .is_some_and(|extension| extension == "html")
                {
                    let below = path.strip_prefix(self.root())?;
                    files.push(format!("/{}", below.to_string_lossy()));
                }
            }
        }
        files.sort();
        Ok(files)
    }

    /// The contents of a published file; a folder's are those of its `index.html`.
    ///
    /// # Errors
    /// If there is no such file.
    pub fn file(&self, path: &str) -> Result<Vec<u8>> {
        let mut file = self.root();
        file.push(path.trim_start_matches('/'));
        if path.ends_with('/') {
            file.push("index.html");
        }
        fs::read(&file).with_context(|| format!("{path} was not published"))
    }

    /// A published file as text.
    ///
    /// # Errors
    /// As for [`Site::file`].
    pub fn text(&self, path: &str) -> Result<String> {
        Ok(String::from_utf8(self.file(path)?)?)
    }

    /// A page's document as published.
    ///
    /// # Errors
    /// As for [`Site::file`].
    pub fn document(&self, page: &str) -> Result<Value> {
        Ok(serde_json::from_slice(&self.file(&document_of(page))?)?)
    }

    /// Makes the host send this document for a page from now on.
    pub fn replace_document(&self, page: &str, document: &Value) {
        self.host.fail(
            &document_of(page),
            Fault::Replace {
                content_type: "application/json".to_owned(),
                body: document.to_string().into_bytes(),
            },
        );
    }
}

/// Where a site's own folder has a link to what its host serves.
fn root_in(folder: &TempDir) -> PathBuf {
    folder.path().join("root")
}

/// Starts a host on a port that no other host had in this test process: browsers store
/// data by port and serve several tests.
///
/// # Errors
/// As for [`Host::start_with`].
pub fn start_host(settings: &Settings) -> Result<Host> {
    static PORTS: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let host = Host::start_with(settings.clone())?;
        let mut ports = PORTS.lock().unwrap_or_else(PoisonError::into_inner);
        if ports.insert(host.port()) {
            return Ok(host);
        }
    }
}

/// Where tests publish sites: on the same disk as the build, so that files can be linked.
const SITES: &str = "target/sites";

/// A site published by this process. Tests share it, because publishing takes seconds; one that
/// publishes again gets a copy. What an earlier process published is reused as in every run of
/// the press.
#[derive(Clone)]
struct Original {
    newsroom: Newsroom,
    folder: PathBuf,
}

/// The existing ones, by name.
static ORIGINALS: Mutex<BTreeMap<String, Original>> = Mutex::new(BTreeMap::new());

impl Original {
    /// The site of some content at a base; published on first use.
    fn of(content: &str, path: &str) -> Result<Self> {
        let name = format!("{content}{path}").replace('/', "-");
        // The list stays valid even if a test panicked while holding the lock.
        let mut originals = ORIGINALS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(original) = originals.get(&name) {
            return Ok(original.clone());
        }
        let base = Base::new(path);
        let newsroom = press::load(&project(content), &base, content::Today::Now)
            .map_err(|faults| anyhow!("{faults}"))?;
        fs::create_dir_all(project(SITES))?;
        let folder = project(SITES).join(&name);
        let previous = match folder.exists() {
            true => folder.clone(),
            false => project("dist"),
        };
        publish_into(&folder, &newsroom, &read_app(&base)?, previous)?;
        let original = Self { newsroom, folder };
        originals.insert(name, original.clone());
        Ok(original)
    }
}

/// Publishes into a folder, and reuses what has not changed since the previous site.
fn publish_into(
    folder: &Path,
    newsroom: &Newsroom,
    app: &AppBuild,
    previous: PathBuf,
) -> Result<()> {
    let site = SiteFolder::open(folder, &[project("content")], Disk::default())?;
    let options = PublishOptions {
        flags: project("node_modules/flag-icons/flags/4x3"),
        map: project("node_modules/world-atlas"),
        previous,
        compress: false,
        cache: Some(Cache::of(site.folder())),
    };
    publish::publish(newsroom, app, &options, site, None)?;
    Ok(())
}

fn read_app(base: &Base) -> Result<AppBuild> {
    AppBuild::read(&project("target/app/release"), base)
        .context("the tests need the release build: cargo xtask build")
}

/// Links all files of a folder into another one. Publishing again replaces the whole
/// folder and modifies no file.
fn link(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (from, to) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if from.is_dir() {
            link(&from, &to)?;
        } else {
            fs::hard_link(&from, &to)?;
        }
    }
    Ok(())
}

/// The path of a page's document.
pub fn document_of(page: &str) -> String {
    format!("{page}index.json")
}

/// The path of a file in the site's root on the host.
fn at_root(file: &str) -> String {
    format!("/{file}")
}
