//! A site as it is put on a host, published for one test.

use anyhow::{Context, Result, anyhow};
use host::{Fault, Host, Settings};
use model::contract::files;
use model::routes::Base;
use press::app_build::AppBuild;
use press::content::{self, Newsroom};
use press::publish::disk::Disk;
use press::publish::site_folder::SiteFolder;
use press::publish::{self, PublishOptions};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::TempDir;

/// The article of the seed.
pub const SEED: &str = "/gsn/article/russia-eyes-ties-counter-us-antimissile-systems/";

/// The profile that the seed's card leads to.
pub const RUSSIA: &str = "/country-profiles/russia/";

/// A page of each kind, and one that is none.
pub const KINDS: [&str; 12] = [
    "/",
    SEED,
    "/gsn/section/missile/",
    "/gsn/archive/",
    "/country-profiles/",
    RUSSIA,
    "/country-profiles/russia/news/page/1/",
    "/search/",
    "/search/?q=treaty",
    "/saved/",
    "/about/",
    NOWHERE,
];

/// An address at which there is nothing.
pub const NOWHERE: &str = "/gsn/article/nothing-of-that-name/";

/// A file or folder of the project.
pub fn project(path: &str) -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).join(path)
}

/// A published site on a host of its own. Both go when it is dropped.
pub struct Site {
    /// The host, which can be told to fail.
    pub host: Host,
    /// The content that was published.
    pub newsroom: Newsroom,
    /// The app that was published.
    app: AppBuild,
    folder: TempDir,
}

impl Site {
    /// The newswire itself.
    ///
    /// # Errors
    /// Where the app has not been built, or the content has faults.
    pub fn newswire() -> Result<Self> {
        Self::publish("content", "/")
    }

    /// What an editor of ill will would write, or one of bad luck.
    ///
    /// # Errors
    /// As [`Site::newswire`].
    pub fn hostile() -> Result<Self> {
        Self::publish("press/tests/content/valid/hostile", "/")
    }

    /// Articles in several languages, some of them written from right to left.
    ///
    /// # Errors
    /// As [`Site::newswire`].
    pub fn languages() -> Result<Self> {
        Self::publish("press/tests/content/valid/languages", "/")
    }

    /// The newswire in a folder of its host.
    ///
    /// # Errors
    /// As [`Site::newswire`].
    pub fn below(base: &str) -> Result<Self> {
        Self::publish("content", base)
    }

    fn publish(folder: &str, path: &str) -> Result<Self> {
        let original = Original::of(folder, path)?;
        let app = read_app(&Base::new(path))?;
        let folder = TempDir::new_in(project(SITES))?;
        let root = folder.path().join("site");
        link(&original.folder, &root)?;
        let newsroom = original.newsroom;
        let host = start_host(&Settings {
            base: path.to_owned(),
            ..Settings::new(root)
        })?;
        // Tests that are not about the service worker look at what the host answers, and
        // not at what a browser has kept: it is on its way as long as they last.
        host.fail(&at_root(files::WORKER), Fault::Hold);
        Ok(Self {
            host,
            newsroom,
            app,
            folder,
        })
    }

    /// From now on, the host sends the service worker that was published.
    pub fn with_worker(self) -> Self {
        self.host.mend(&at_root(files::WORKER));
        self
    }

    /// Publishes again, after a change.
    ///
    /// # Errors
    /// As [`Site::newswire`].
    pub fn publish_again(
        &mut self,
        change: impl FnOnce(&mut Newsroom, &mut AppBuild),
    ) -> Result<()> {
        change(&mut self.newsroom, &mut self.app);
        let parts = parts(self.root());
        publish_into(&self.root(), &self.newsroom, &self.app, &parts)?;
        Ok(())
    }

    /// The address of a page or file.
    pub fn url(&self, path: &str) -> String {
        self.host.url(path)
    }

    /// What readers' browsers have asked for, but for what keeps pages for when there
    /// is no network: that comes by itself, some time after the app has started.
    pub fn requests(&self) -> Vec<String> {
        let is_for_keeping = |path: &String| {
            [files::WORKER, files::MANIFEST, files::PUBLICATION]
                .contains(&path.trim_start_matches('/'))
                || ["/offline-", "/icon-"]
                    .iter()
                    .any(|start| path.starts_with(start))
        };
        let mut requests = self.host.requests();
        requests.retain(|path| !is_for_keeping(path));
        requests
    }

    /// The path of the program's JavaScript.
    pub fn script(&self) -> String {
        format!("/{}", self.app.script)
    }

    /// The path of the program.
    pub fn wasm(&self) -> String {
        format!("/{}", self.app.wasm)
    }

    /// The path of the script that puts on the reader's colors.
    pub fn scheme_script(&self) -> String {
        format!("/{}", self.app.scheme_script)
    }

    /// The path of the script that keeps pages.
    pub fn offline_script(&self) -> String {
        format!("/{}", self.app.offline_script)
    }

    /// From now on, what pages wait for by a timer comes almost at once: what they do then
    /// can be seen without waiting as long as a reader would.
    ///
    /// # Errors
    /// Where the script in which the timers are shortened was not published.
    pub fn shorten_timers(&self) -> Result<()> {
        let script = self.text(&self.scheme_script())?;
        let body = format!(
            "const wait = setTimeout;
            setTimeout = (act, delay, ...rest) => wait(act, Math.min(delay, 50), ...rest);
            {script}"
        );
        let fault = Fault::Replace {
            content_type: "text/javascript".to_owned(),
            body: body.into_bytes(),
        };
        self.host.fail(&self.scheme_script(), fault);
        Ok(())
    }

    /// The folder that the host serves.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The paths of all published pages, as files: `/about/index.html`.
    ///
    /// # Errors
    /// Where the folder cannot be read.
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

    /// What is in a published file; a folder's is its `index.html`.
    ///
    /// # Errors
    /// Where there is no such file.
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
    /// As [`Site::file`].
    pub fn text(&self, path: &str) -> Result<String> {
        Ok(String::from_utf8(self.file(path)?)?)
    }

    /// A page's document as it was published.
    ///
    /// # Errors
    /// As [`Site::file`].
    pub fn document(&self, page: &str) -> Result<Value> {
        Ok(serde_json::from_slice(&self.file(&document_of(page))?)?)
    }

    /// From now on, the host sends this document for a page.
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

/// Starts a host at a port that no other has had in this test process: browsers keep what they
/// know of a site by its port, and serve one test after another.
///
/// # Errors
/// As [`Host::start_with`].
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

/// Where sites are published for tests: on the disk of the build, so that files can be
/// linked to.
const SITES: &str = "target/sites";

/// A site that this process has published, which tests get copies of: publishing takes
/// seconds, and each test wants a site that it can change.
#[derive(Clone)]
struct Original {
    newsroom: Newsroom,
    folder: PathBuf,
}

/// Those that there are, by name.
static ORIGINALS: Mutex<BTreeMap<String, Original>> = Mutex::new(BTreeMap::new());

impl Original {
    /// That of some content, for a base; published when it is asked for first.
    fn of(content: &str, path: &str) -> Result<Self> {
        let name = format!("{content}{path}").replace('/', "-");
        // A list is whole even where a test failed while it held the lock.
        let mut originals = ORIGINALS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(original) = originals.get(&name) {
            return Ok(original.clone());
        }
        let base = Base::new(path);
        let newsroom = press::load(&project(content), &base, content::Today::Now)
            .map_err(|faults| anyhow!("{faults}"))?;
        fs::create_dir_all(project(SITES))?;
        let folder = project(SITES).join(&name);
        let parts = parts(project("dist"));
        publish_into(&folder, &newsroom, &read_app(&base)?, &parts)?;
        let original = Self { newsroom, folder };
        originals.insert(name, original.clone());
        Ok(original)
    }
}

fn publish_into(
    folder: &Path,
    newsroom: &Newsroom,
    app: &AppBuild,
    parts: &PublishOptions,
) -> Result<()> {
    let site = SiteFolder::open(folder, &[project("content")], Disk::default())?;
    publish::publish(newsroom, app, parts, site, None)?;
    Ok(())
}

fn read_app(base: &Base) -> Result<AppBuild> {
    AppBuild::read(&project("target/app/release"), base)
        .context("the tests need the release build: cargo xtask build")
}

/// Links to all files of a folder from another one. What is published there again
/// takes the place of the whole folder, and changes no file.
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

/// What is published beside the content, and a site whose search index is used again.
fn parts(last: PathBuf) -> PublishOptions {
    PublishOptions {
        flags: project("node_modules/flag-icons/flags/4x3"),
        map: project("node_modules/world-atlas"),
        last,
        compress: false,
    }
}

/// The path of a page's document.
pub fn document_of(page: &str) -> String {
    format!("{page}index.json")
}

/// The path of a file in the site's folder, as the host has it.
fn at_root(file: &str) -> String {
    format!("/{file}")
}
