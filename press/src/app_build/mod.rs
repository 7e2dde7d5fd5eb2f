//! The app as built by Trunk: an HTML template, the program and its style sheet.

mod contract;
mod inline;
mod minify;
mod shorten;
mod style;
mod template;

use crate::hashed::{Hashed, fingerprint};
use crate::terminal::Shown;
use anyhow::{Context, Result, bail, ensure};
pub use inline::Inline;
pub use minify::minify;
use model::contract::{events, ids};
use model::routes::Base;
pub use shorten::shorten_names;
use std::fs;
use std::path::{Path, PathBuf};
pub use style::{Sheet, Style};
pub use template::Template;
use walkdir::WalkDir;

/// The script that applies the reader's color scheme; its name in `style/`.
const SCHEME_SCRIPT: &str = "scheme.js";

/// The service worker; its name in `offline/`.
const WORKER: &str = "worker.js";

/// The script in `offline/` that runs on the page and talks to the worker.
const OFFLINE_SCRIPT: &str = "page.js";

/// The script in `live/` that announces new posts of a live story.
const LIVE_SCRIPT: &str = "live.js";

/// The script that reloads pages under `trunk serve`; its name on the site.
const RELOAD_SCRIPT: &str = "reload.js";

/// When the app starts: after the first frame, because starting takes the processor that
/// painting needs, but at once in a hidden tab, which has no frames. A prerendered page has
/// none until it is shown, so nothing is announced or focused before. The timer is for
/// browsers that draw no frames for another reason.
const PAINTED: &str = "new Promise(then=>{\
    if(document.hidden&&!document.prerendering)then();\
    requestAnimationFrame(()=>setTimeout(then));\
    document.prerendering||setTimeout(then,1e3)})";

/// What the app's script does if the app fails to start: controls that need the app are
/// removed, as they are without scripts, and the page says so in their place.
const WITHOUT_APP: &str = "error=>{const root=document.documentElement;\
    root.removeAttribute(contract.attributes.SCRIPTS);\
    root.setAttribute(contract.attributes.FAILURE,error)}";

/// Loads the script for live stories on the first page that needs it. It tells nobody if it
/// does not come: the page can be read, and says itself that it can be reloaded.
const FOLLOW: &str = "()=>document.querySelector(`[${contract.attributes.LIVE}]`)\
    &&import(\"./NAME\").catch(()=>{})";

/// A file to publish.
pub struct File {
    /// The path below the site's base, with forward slashes and no leading slash.
    pub path: String,
    /// The contents.
    pub contents: Vec<u8>,
}

/// Trunk's output, ready to be published with the pages.
pub struct AppBuild {
    /// Identifies this build of the app: a hash of everything a page needs from it.
    /// Documents carry it so that a different build never displays them.
    pub id: String,
    /// The document that wraps each page.
    pub template: Template,
    /// The file name of the program's JavaScript.
    pub script: String,
    /// The file name of the program.
    pub wasm: String,
    /// The style that pages contain.
    pub style: Style,
    /// The file name of the sheet that pages link to, for what they do not show at first.
    pub stylesheet: String,
    /// The script that applies the reader's color scheme.
    pub scheme_script: Inline,
    /// The file name of the script that reloads pages under `trunk serve`.
    pub reload_script: Option<String>,
    /// The file name of the script that saves pages for offline reading.
    pub offline_script: String,
    /// The service worker's script, before the press inserts its settings.
    pub worker: String,
    /// The files of the search program, with paths relative to its own folder.
    pub search: Vec<File>,
    /// The app files that pages refer to, and the files that those load.
    pub files: Vec<File>,
}

impl AppBuild {
    /// Reads the output of `trunk build` for a site under `base`.
    ///
    /// # Errors
    /// If the folder does not exist or lacks a required file.
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
        // Anything else is not the app's, such as the public files that older versions
        // had Trunk copy.
        let mut files: Vec<_> = built
            .extract_if(.., |file| is_of_program(&file.path))
            .collect();
        let program = name_of(&files, "_bg.wasm")?;
        let wasm = name_by_contents(&mut files, &program, Hashed::AppProgram, &[])?;
        let offline = take_script(&mut built, OFFLINE_SCRIPT)?;
        let offline_script = add_hashed(&mut files, Hashed::OfflineScript, offline.into_bytes());
        let live = take_script(&mut built, LIVE_SCRIPT)?;
        let live_script = add_hashed(&mut files, Hashed::LiveScript, live.into_bytes());
        // Saving pages and announcing news must work even without the app.
        let without_app = contract::fill(WITHOUT_APP, "the app's script")?;
        let follow = contract::fill(FOLLOW, "the app's script")?.replace("NAME", &live_script);
        let then = format!(
            ".catch({without_app}).then(()=>{{const follow={follow};follow();\
             document.addEventListener(\"{}\",follow);return import(\"./{offline_script}\")}})",
            events::SHOWN
        );
        let script = name_by_contents(
            &mut files,
            &program.replace("_bg.wasm", ".js"),
            Hashed::AppScript,
            &[&wasm, PAINTED, &then],
        )?;
        start_by_itself(&mut files, &script, &wasm, PAINTED, &then)?;

        let mut sheets = Vec::new();
        for file in &template.stylesheets {
            let sheet = take(&mut built, |path| path == file)
                .with_context(|| format!("the style sheet {file} is not next to index.html"))?;
            let text = String::from_utf8(sheet.contents)
                .with_context(|| format!("{file} is not UTF-8"))?;
            // Trunk appends a hash.
            let name = file
                .rsplit_once('-')
                .map_or(file.as_str(), |(name, _)| name);
            sheets.push((name.to_owned(), text));
        }
        let (style, rest) = Style::divide(&sheets)?;
        let stylesheet = add_hashed(&mut files, Hashed::Style, rest.into_bytes());
        let scheme = take_script(&mut built, SCHEME_SCRIPT)?;
        let scheme_script = Inline::script(&scheme).context(SCHEME_SCRIPT)?;
        let worker = take_script(&mut built, WORKER)?;
        let frame = template.fill("", "", "");
        let parts = [
            script.as_str(),
            &offline_script,
            &live_script,
            &wasm,
            &stylesheet,
            scheme_script.text(),
            &worker,
            &frame,
        ];
        let styles = style.of(&Sheet::ALL).map(Inline::text);
        let id = fingerprint(parts.into_iter().chain(styles).map(str::as_bytes));
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
            style,
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

/// Whether wasm-bindgen wrote this file for the program.
fn is_of_program(path: &str) -> bool {
    let is_program = path.ends_with("_bg.wasm") || path.ends_with(".js");
    (path.starts_with("newswire-") && is_program) || path.starts_with("snippets/")
}

/// Takes out the search program, which Trunk builds along with the app. It is published
/// in a folder with a hash in its name, so its files need no hash of their own.
fn search(files: &mut Vec<File>) -> Result<Vec<File>> {
    let names = ["search.js", "search_bg.wasm"];
    let files = names.map(|name| {
        take(files, |path| path == name).with_context(|| {
            format!("the search program’s {name} is missing. Build it: trunk build")
        })
    });
    let mut files = files.into_iter().collect::<Result<Vec<_>>>()?;
    // Same handling as when the script itself fails to load.
    let program = ids::SEARCH_PROGRAM;
    let then = format!(
        ".catch(()=>document.getElementById(\"{program}\").dispatchEvent(new Event(\"error\")))"
    );
    start_by_itself(&mut files, names[0], names[1], "null", &then)?;
    Ok(files)
}

/// Names a file after its contents and what is added to them. Trunk's hash is of what the
/// program was before its names were shortened.
fn name_by_contents(
    files: &mut [File],
    built: &str,
    kind: Hashed,
    added: &[&str],
) -> Result<String> {
    let file = find(files, built)?;
    let added = added.iter().map(|text| text.as_bytes());
    let hash = fingerprint([file.contents.as_slice()].into_iter().chain(added));
    file.path = kind.name(&hash);
    Ok(file.path.clone())
}

fn find<'a>(files: &'a mut [File], script: &str) -> Result<&'a mut File> {
    files
        .iter_mut()
        .find(|file| file.path == script)
        .with_context(|| format!("the program's {script} is not next to its wasm file"))
}

/// Makes the program's JavaScript start the program. Trunk would use an inline script,
/// which the policy forbids, and a second file would cost the reader a request. A module
/// can import itself, whatever its exports were renamed to. The program's file name is
/// passed in because the script only knows the one without Trunk's hash.
///
/// The program is compiled at once, outside the page's own thread, and started after the
/// promise `when`. If it cannot be compiled as it arrives, as when a host sends the wrong
/// media type, wasm-bindgen's code has other ways to start from a response. `then` runs
/// after the program has started.
fn start_by_itself(
    files: &mut [File],
    script: &str,
    wasm: &str,
    when: &str,
    then: &str,
) -> Result<()> {
    let file = find(files, script)?;
    // In an async function, so that a browser without WebAssembly gets no exception here.
    let line = format!(
        "\nimport start from\"./{script}\";\
         const bring=()=>fetch(new URL(\"{wasm}\",import.meta.url)),\
         compile=async()=>WebAssembly.compileStreaming(bring());\
         Promise.all([compile().catch(bring),{when}])\
         .then(([program])=>start({{module_or_path:program}})){then};\n"
    );
    file.contents.extend(line.into_bytes());
    Ok(())
}

/// Tells Trunk's script where to find Trunk. Trunk fills in these placeholders itself,
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

/// Takes out one of our own scripts and inserts the names that it shares with Rust.
fn take_script(files: &mut Vec<File>, name: &str) -> Result<String> {
    let script = take_named(files, name)?.contents;
    let script = String::from_utf8(script).with_context(|| format!("{name} is not UTF-8"))?;
    contract::fill(&script, name)
}

/// Takes out a file that the build must contain.
fn take_named(files: &mut Vec<File>, name: &str) -> Result<File> {
    take(files, |path| path == name).with_context(|| format!("{name} is not next to index.html"))
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
        (None, _) => bail!("the app's folder contains no program (*{ending})"),
        (Some(one), Some(other)) => {
            bail!("the app's folder contains two programs, {one} and {other}")
        }
    }
}

/// Adds a file with a hash of its contents in its name, so that browsers can cache it
/// forever.
fn add_hashed(files: &mut Vec<File>, kind: Hashed, contents: Vec<u8>) -> String {
    let path = kind.name(&fingerprint([contents.as_slice()]));
    files.push(File {
        path: path.clone(),
        contents,
    });
    path
}
