//! The app as Trunk built it: a document, the program, its style.

mod contract;
mod minify;
mod template;

use crate::hashed::{Hashed, fingerprint};
use crate::terminal::Shown;
use anyhow::{Context, Result, bail, ensure};
pub use minify::minify;
use model::contract::ids;
use model::routes::Base;
use std::fs;
use std::path::{Path, PathBuf};
pub use template::Template;
use walkdir::WalkDir;

/// The script that puts on the reader's colors, as it is called in `style/`.
const SCHEME_SCRIPT: &str = "scheme.js";

/// The service worker, as it is called in `offline/`.
const WORKER: &str = "worker.js";

/// The page's side of it, as it is called there.
const OFFLINE_SCRIPT: &str = "page.js";

/// The script that reloads pages under `trunk serve`, as it is called in the site.
const RELOAD_SCRIPT: &str = "reload.js";

/// What the app's script does where the app does not start: what needs the app goes, as
/// where no scripts run, and the page says so where it is asked for that.
const WITHOUT_APP: &str = "error=>{const root=document.documentElement;\
    root.removeAttribute(contract.attributes.SCRIPTS);\
    root.setAttribute(contract.attributes.FAILURE,error)}";

/// A file to publish: its path below the site's base, and what is in it.
pub struct File {
    /// With slashes, and without one at its beginning.
    pub path: String,
    /// What is in it.
    pub contents: Vec<u8>,
}

/// What Trunk left in its folder, ready to be published beside the pages.
pub struct AppBuild {
    /// What tells this build of the app from others: a hash of all that a page needs
    /// of it. Documents bear it, so that none is shown by the app of another build.
    pub id: String,
    /// The document around the pages.
    pub template: Template,
    /// The file name of the program's JavaScript.
    pub script: String,
    /// The file name of the program.
    pub wasm: String,
    /// The file name of the style.
    pub stylesheet: String,
    /// The file name of the script that puts on the reader's colors.
    pub scheme_script: String,
    /// The file name of the script that reloads pages under `trunk serve`.
    pub reload_script: Option<String>,
    /// The file name of the page's side of keeping pages.
    pub offline_script: String,
    /// The service worker's script, without what the press tells it.
    pub worker: String,
    /// The files of the program that searches, with their names in its own folder.
    pub search: Vec<File>,
    /// The files of the app that pages name, and what those bring.
    pub files: Vec<File>,
}

impl AppBuild {
    /// Reads what `trunk build` left, for a site under `base`.
    ///
    /// # Errors
    /// Where the folder is none, or what it needs is not in it.
    pub fn read(folder: &Path, base: &Base) -> Result<Self> {
        ensure!(
            folder.join("index.html").is_file(),
            "the app is not in {}. Build it: cargo xtask build. If it is elsewhere, name its \
             folder: --app DIR",
            folder.shown()
        );
        let mut built = read_all(folder)?;
        let document = take_named(&mut built, "index.html")?;
        let document = String::from_utf8(document.contents).context("index.html is not UTF-8")?;
        let template = Template::parse(&document)?;

        let search = search(&mut built)?;
        // Whatever else is there has come from elsewhere, such as the public files that
        // former versions had Trunk copy.
        let mut files: Vec<_> = built
            .extract_if(.., |file| is_of_program(&file.path))
            .collect();
        let wasm = name_of(&files, "_bg.wasm")?;
        let offline = take_script(&mut built, OFFLINE_SCRIPT)?;
        let offline_script = add_hashed(&mut files, Hashed::OfflineScript, offline.into_bytes());
        let script = script(&mut files, &wasm, &offline_script)?;
        // Pages are kept, and news is told, without the app as well.
        let without_app = contract::fill(WITHOUT_APP, "the app's script")?;
        let then = format!(".catch({without_app}).then(()=>import(\"./{offline_script}\"))");
        start_by_itself(&mut files, &script, &wasm, &then)?;

        let mut style = Vec::new();
        for name in &template.stylesheets {
            let sheet = take(&mut built, |path| path == name)
                .with_context(|| format!("the stylesheet {name} is not beside index.html"))?;
            style.extend(sheet.contents);
        }
        let stylesheet = add_hashed(&mut files, Hashed::Style, style);
        let scheme = take_script(&mut built, SCHEME_SCRIPT)?;
        let scheme_script = add_hashed(&mut files, Hashed::SchemeScript, scheme.into_bytes());
        let worker = take_script(&mut built, WORKER)?;
        let frame = template.fill("", "", "");
        let id = fingerprint(
            [
                &script,
                &offline_script,
                &wasm,
                &stylesheet,
                &scheme_script,
                &worker,
                &frame,
            ]
            .map(|text| text.as_bytes()),
        );
        let reload_script = (!template.inline_scripts.is_empty()).then(|| {
            let script = template.inline_scripts.join("\n");
            files.push(File {
                path: RELOAD_SCRIPT.to_owned(),
                contents: find_trunk(&script, base).into_bytes(),
            });
            RELOAD_SCRIPT.to_owned()
        });
        Ok(Self {
            id,
            template,
            script,
            wasm,
            stylesheet,
            scheme_script,
            reload_script,
            offline_script,
            worker,
            search,
            files,
        })
    }
}

/// Whether a file is one of the program's own: what wasm-bindgen wrote.
fn is_of_program(path: &str) -> bool {
    let is_program = path.ends_with("_bg.wasm") || path.ends_with(".js");
    (path.starts_with("newswire-") && is_program) || path.starts_with("snippets/")
}

/// Takes out the program that searches, which Trunk builds beside the app. It is
/// published in a folder that bears its hash, and so are its names without one.
fn search(files: &mut Vec<File>) -> Result<Vec<File>> {
    let names = ["search.js", "search_bg.wasm"];
    let files = names.map(|name| {
        take(files, |path| path == name).with_context(|| {
            format!("the program that searches has no {name}. Build it: trunk build")
        })
    });
    let mut files = files.into_iter().collect::<Result<Vec<_>>>()?;
    // As where the script itself does not come.
    let program = ids::SEARCH_PROGRAM;
    let then = format!(
        ".catch(()=>document.getElementById(\"{program}\").dispatchEvent(new Event(\"error\")))"
    );
    start_by_itself(&mut files, names[0], names[1], &then)?;
    Ok(files)
}

/// The app's JavaScript, under a name that also tells which script it brings when it
/// has started.
fn script(files: &mut [File], wasm: &str, brings: &str) -> Result<String> {
    let built = wasm.replace("_bg.wasm", ".js");
    let file = find(files, &built)?;
    let hash = fingerprint([file.contents.as_slice(), brings.as_bytes()]);
    file.path = Hashed::AppScript.name(&hash);
    Ok(file.path.clone())
}

fn find<'a>(files: &'a mut [File], script: &str) -> Result<&'a mut File> {
    files
        .iter_mut()
        .find(|file| file.path == script)
        .with_context(|| format!("the program's {script} is not beside its wasm"))
}

/// Makes the program's JavaScript start the program. Trunk would write an
/// inline script to do so, which the policy forbids; a second file would cost
/// the reader a request. A module may import itself, whatever its exports were
/// renamed to. It is told the program's name, for it only knows the one without
/// Trunk's hash. `then` is what follows when it has started.
fn start_by_itself(files: &mut [File], script: &str, wasm: &str, then: &str) -> Result<()> {
    let file = find(files, script)?;
    let line = format!(
        "\nimport start from\"./{script}\";\
         start({{module_or_path:new URL(\"{wasm}\",import.meta.url)}}){then};\n"
    );
    file.contents.extend(line.into_bytes());
    Ok(())
}

/// Tells Trunk's script where to find Trunk. Trunk fills these places itself,
/// but only in HTML.
fn find_trunk(script: &str, base: &Base) -> String {
    script
        .replace("'{{__TRUNK_ADDRESS__}}'", "location.host")
        .replace("{{__TRUNK_WS_BASE__}}", base.as_str())
}

fn read_all(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", folder.shown()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let contents = fs::read(entry.path())
            .with_context(|| format!("cannot read {}", entry.path().shown()))?;
        let path = entry
            .path()
            .strip_prefix(folder)
            .map_or_else(|_| entry.path().to_owned(), PathBuf::from);
        let path = path.to_string_lossy().replace('\\', "/");
        files.push(File { path, contents });
    }
    Ok(files)
}

/// Takes out one of our own scripts, and puts into it the names that it shares with Rust.
fn take_script(files: &mut Vec<File>, name: &str) -> Result<String> {
    let script = take_named(files, name)?.contents;
    let script = String::from_utf8(script).with_context(|| format!("{name} is not UTF-8"))?;
    contract::fill(&script, name)
}

/// Takes out a file that the build must have.
fn take_named(files: &mut Vec<File>, name: &str) -> Result<File> {
    take(files, |path| path == name).with_context(|| format!("{name} is not beside index.html"))
}

fn take(files: &mut Vec<File>, which: impl Fn(&str) -> bool) -> Option<File> {
    let index = files.iter().position(|file| which(&file.path))?;
    Some(files.remove(index))
}

fn name_of(files: &[File], ending: &str) -> Result<String> {
    let mut names = files
        .iter()
        .map(|file| &file.path)
        .filter(|path| path.ends_with(ending));
    match (names.next(), names.next()) {
        (Some(name), None) => Ok(name.clone()),
        (None, _) => bail!("the app's folder holds no program (*{ending})"),
        (Some(one), Some(other)) => {
            bail!("the app's folder holds two programs, {one} and {other}")
        }
    }
}

/// Adds a file that bears the hash of what is in it, so that browsers may keep
/// it for good.
fn add_hashed(files: &mut Vec<File>, kind: Hashed, contents: Vec<u8>) -> String {
    let path = kind.name(&fingerprint([contents.as_slice()]));
    files.push(File {
        path: path.clone(),
        contents,
    });
    path
}
