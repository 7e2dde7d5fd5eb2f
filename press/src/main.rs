//! The command line of the press.

use anyhow::{Context, Result, bail, ensure};
use jiff::civil::Date;
use lexopt::{Arg, Parser, ValueExt};
use model::routes::Base;
use press::app_build::{self, AppBuild};
use press::changes::{Changes, ChangesFile};
use press::content::{self, Newsroom, Today};
use press::disk::Disk;
use press::hosting::{self, Server};
use press::links::{self, Checked};
use press::moved;
use press::output;
use press::publish::{self, Parts, Published};
use press::security_txt;
use press::site_folder::{self, PublishedSite, SiteFolder};
use press::terminal::{Shown, visible, visible_lines};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

const HELP: &str = "\
Checks the content of a newswire and publishes its site.

Usage: press COMMAND [OPTIONS]

Commands:
  check        Check the content, and with --links the links of the published
               site; publish nothing
  publish      Check the content and publish the site
  hosts        Write what hosts are told of the published site: configurations
               of nginx and Caddy, and a list of objects for storages like S3
  trunk-hook   Publish into the folder that Trunk is building

Options:
  --content DIR   The content [content]
  --app DIR       The app as Trunk built it [target/app/release]
  --flags DIR     The flags [node_modules/flag-icons/flags/4x3]
  --esbuild FILE  What minifies scripts [node_modules/.bin/esbuild]
  --map DIR       The map [node_modules/world-atlas]
  --out DIR       The site [site]
  --base PATH     The path that the site will live under [/]
  --links         Check also that every link of the site leads to something in it
  --today DAY     The day that the age of articles is told by, YYYY-MM-DD [today]
  --no-compressed Write no compressed copies (.br, .gz) beside texts
  --keep PATH     Keep a file or folder of the site that the press has not put
                  there, such as CNAME; may be given several times
  --allow-removals
                  Publish even if more than half of the articles, or of the
                  country profiles, of the last site are gone
  --changes FILE  Write what differs from the last site: a line for each file,
                  + PATH where it is new, ~ PATH where it changed, - PATH where
                  it is gone
  --to DIR        Where hosts are told to [hosting]
  --root DIR      The folder that the site stands in on its host [/srv/newswire]
";

/// Set by `cargo xtask build --allow-removals`: Trunk's hook gets no options.
const ALLOW_REMOVALS: &str = "PRESS_ALLOW_REMOVALS";

/// How many changed files the terminal is told of.
const MOST_SHOWN: usize = 20;

struct Options {
    content: PathBuf,
    app: PathBuf,
    parts: Parts,
    esbuild: PathBuf,
    out: PathBuf,
    base: Base,
    links: bool,
    today: Today,
    keep: Vec<String>,
    allow_removals: bool,
    changes: Option<PathBuf>,
    to: PathBuf,
    root: String,
}

/// See decision 17: an index is built in half the memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("press: {}", visible_lines(&format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let (command, options) = parse(Parser::from_env())?;
    match command.as_str() {
        "check" => {
            let newsroom = load(&options)?;
            println!(
                "No faults: {} articles, {} countries.",
                newsroom.articles.len(),
                newsroom.countries.len()
            );
            if options.links {
                check_links(&newsroom, &options)?;
            }
            Ok(())
        }
        "publish" => publish_site(options),
        "hosts" => tell_hosts(&options),
        "trunk-hook" => trunk_hook(options),
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command “{other}”. See: press --help"),
    }
}

fn parse(mut arguments: Parser) -> Result<(String, Options)> {
    let mut command = None;
    let mut options = Options {
        content: "content".into(),
        app: "target/app/release".into(),
        parts: Parts {
            flags: "node_modules/flag-icons/flags/4x3".into(),
            map: "node_modules/world-atlas".into(),
            last: PathBuf::new(),
            compress: true,
        },
        esbuild: "node_modules/.bin/esbuild".into(),
        out: "site".into(),
        base: Base::new("/"),
        links: false,
        today: Today::Now,
        keep: Vec::new(),
        allow_removals: false,
        changes: None,
        to: "hosting".into(),
        root: "/srv/newswire".to_owned(),
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("content") => options.content = arguments.value()?.into(),
            Arg::Long("app") => options.app = arguments.value()?.into(),
            Arg::Long("flags") => options.parts.flags = arguments.value()?.into(),
            Arg::Long("esbuild") => options.esbuild = arguments.value()?.into(),
            Arg::Long("map") => options.parts.map = arguments.value()?.into(),
            Arg::Long("out") => options.out = arguments.value()?.into(),
            Arg::Long("base") => options.base = Base::new(&arguments.value()?.string()?),
            Arg::Long("links") => options.links = true,
            Arg::Long("today") => options.today = day(&arguments.value()?.string()?)?.into(),
            Arg::Long("no-compressed") => options.parts.compress = false,
            Arg::Long("keep") => options.keep.push(arguments.value()?.string()?),
            Arg::Long("allow-removals") => options.allow_removals = true,
            Arg::Long("changes") => options.changes = Some(arguments.value()?.into()),
            Arg::Long("to") => options.to = arguments.value()?.into(),
            Arg::Long("root") => options.root = arguments.value()?.string()?,
            Arg::Long("help") | Arg::Short('h') => command = Some("help".to_owned()),
            Arg::Value(value) if command.is_none() => command = Some(value.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok((command.unwrap_or_else(|| "help".to_owned()), options))
}

fn day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| {
        anyhow::anyhow!("Invalid date “{text}”; expected YYYY-MM-DD: --today 2014-12-31")
    })
}

fn load(options: &Options) -> Result<Newsroom> {
    let newsroom = content::load(&options.content, &options.base, options.today)
        .map_err(|faults| anyhow::anyhow!("the content has faults\n\n{faults}"))?;
    if let Some(warning) = security_txt::warning(&newsroom) {
        eprintln!("{warning}");
    }
    Ok(newsroom)
}

/// The folder of the published site.
fn published(options: &Options) -> Result<&Path> {
    ensure!(
        options.out.is_dir(),
        "there is no site in {}. Publish it first: press publish. If it is elsewhere, name its \
         folder: --out DIR",
        options.out.shown()
    );
    Ok(&options.out)
}

/// Checks the links of the published site, and lists those that are broken.
fn check_links(newsroom: &Newsroom, options: &Options) -> Result<()> {
    let site = published(options)?.shown();
    let Checked {
        files,
        links,
        broken,
    } = links::check(&options.out, &newsroom.origin, &options.base)?;
    if broken.is_empty() {
        println!("No broken links: {links} links in {files} files.");
        return Ok(());
    }
    for broken in &broken {
        println!("{}", visible(&format!("{site}/{broken}")));
    }
    let mut faulty: Vec<_> = broken.iter().map(|broken| &broken.file).collect();
    faulty.dedup();
    bail!(
        "{} broken links in {} files, of {links} links in {files} files.",
        broken.len(),
        faulty.len()
    )
}

fn publish_site(mut options: Options) -> Result<()> {
    // First of all, what an interrupted run has left behind is put right.
    let mut site = SiteFolder::open(&options.out, &options.inputs(), Disk::default())?;
    let changes = options.changes.as_ref();
    let changes = changes.map(|file| ChangesFile::open(file, site.folder()));
    let changes = changes.transpose()?;
    let newsroom = load(&options)?;
    site.keep(&[&newsroom.keep[..], &options.keep].concat())?;
    if let Some(previous) = site.previous()
        && !options.allow_removals
    {
        previous.ensure_most_stay(&newsroom)?;
    }
    let app = AppBuild::read(&options.app, &options.base)?;
    options.parts.last = site.folder().to_owned();
    let published = publish::publish(&newsroom, &app, &options.parts, site, changes)?;
    tell(&published, options.changes.is_none());
    Ok(())
}

impl Options {
    /// The folders that a site is made from.
    fn inputs(&self) -> [PathBuf; 5] {
        [
            self.content.clone(),
            content::public_folder(&self.content),
            self.app.clone(),
            self.parts.flags.clone(),
            self.parts.map.clone(),
        ]
    }
}

/// Writes what hosts are told that do not read it out of the site.
fn tell_hosts(options: &Options) -> Result<()> {
    let newsroom = load(options)?;
    let objects = hosting::objects(&output::files(published(options)?)?, &options.base);
    let server = Server::new(&newsroom, &options.root);
    let files = [
        ("nginx.conf", hosting::nginx(&server)),
        ("Caddyfile", hosting::caddyfile(&server)),
        ("objects.tsv", objects),
    ];
    for (name, _) in &files {
        ensure_own_rules(&options.to.join(name))?;
    }
    let write = |name: &str, text: &str| {
        fs::create_dir_all(&options.to)?;
        fs::write(options.to.join(name), text)
    };
    for (name, text) in files {
        write(name, &text)
            .with_context(|| format!("cannot write {name} into {}", options.to.shown()))?;
        println!("{}", options.to.join(name).shown());
    }
    Ok(())
}

/// Refuses to replace a configuration that somebody else has written.
fn ensure_own_rules(file: &Path) -> Result<()> {
    let Ok(text) = fs::read_to_string(file) else {
        ensure!(
            file.symlink_metadata().is_err(),
            "cannot read {}, which would be replaced. Write into another folder: --to DIR",
            file.shown()
        );
        return Ok(());
    };
    let first = text.lines().next().unwrap_or_default();
    let is_own = first.contains("written by `press hosts`") || first.split('\t').count() == 4;
    ensure!(
        is_own,
        "{} was not written by the press, and would be replaced. Move it away, or write into \
         another folder: --to DIR",
        file.shown()
    );
    Ok(())
}

/// Trunk has built the app into its staging folder and will put that folder in
/// the place of the site if this succeeds. A copy of the app is kept, so that
/// later content can be published without building it again.
fn trunk_hook(mut options: Options) -> Result<()> {
    let variable = |name: &str| {
        env::var(name).with_context(|| {
            format!("{name} is not set: Trunk runs this command. To publish by hand: press publish")
        })
    };
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    options.base = Base::of_url(&variable("TRUNK_PUBLIC_URL")?);
    options.parts.last = variable("TRUNK_DIST_DIR")?.into();
    let newsroom = load(&options)?;
    let disk = Disk::default();
    let stays = kept_of_dist(&options, &newsroom, &staging)?;
    let profile = variable("TRUNK_PROFILE")?;
    // Who works on the site waits for every build, and reads it over no network.
    options.parts.compress &= profile == "release";
    let kept = Path::new("target/app").join(&profile);
    copy(&staging, &kept)?;
    if profile == "release" {
        app_build::minify(&kept, &options.esbuild)?;
    }
    let app = AppBuild::read(&kept, &options.base)?;
    disk.remove(&staging)?;
    let published = publish::write(&newsroom, &app, &options.parts, &staging, &disk)?;
    site_folder::link_kept(&stays, &options.parts.last, &staging, &disk)?;
    tell(&published, true);
    Ok(())
}

/// What Trunk is to keep of the folder that it replaces. As Trunk drops all that is in
/// it, the rules are those of [`SiteFolder`].
fn kept_of_dist(
    options: &Options,
    newsroom: &Newsroom,
    staging: &Path,
) -> Result<BTreeSet<String>> {
    let staging = fs::canonicalize(staging).ok();
    let Ok(dist) = fs::canonicalize(&options.parts.last) else {
        return Ok(BTreeSet::new());
    };
    let site = PublishedSite::of_folder(&dist)?;
    if env::var_os(ALLOW_REMOVALS).is_none() {
        site.ensure_most_stay(newsroom)?;
    }
    site.kept(&newsroom.keep, staging.as_deref())
}

/// Warns of addresses that readers may have kept and that lead nowhere now. That is no
/// fault: a text can have been withdrawn.
fn warn_of_gone(changes: &Changes) {
    let gone = moved::gone(changes);
    let Some(first) = gone.first() else {
        return;
    };
    let shown = gone.iter().take(MOST_SHOWN);
    let shown: String = shown
        .map(|address| format!("    {}\n", visible(address)))
        .collect();
    eprintln!(
        "Addresses of the last site that lead nowhere now: {}\n{shown}\
         If a page of these has another address, readers are led there by lines in site.toml:\n\
         \n    [[moved]]\n    from = \"{first}\"\n    to = \"/…/\"\n",
        gone.len()
    );
}

/// Tells what was published, and what of it has to be uploaded if that is in no file.
fn tell(published: &Published, lists_changes: bool) {
    let Published {
        pages,
        changes,
        warnings,
    } = published;
    for warning in warnings {
        eprintln!("{warning}");
    }
    warn_of_gone(changes);
    println!("Published {pages} pages: {changes}.");
    // Where everything is new, no list says more than that; copies go with their files.
    if !lists_changes || changes.kept == 0 {
        return;
    }
    let is_shown = |line: &String| output::original(line).is_none();
    for line in changes.lines().filter(is_shown).take(MOST_SHOWN) {
        println!("{}", visible(&line));
    }
    let hidden = changes.lines().filter(is_shown).skip(MOST_SHOWN).count();
    if hidden > 0 {
        println!("… and {hidden} more; --changes FILE writes them all.");
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("cannot remove {}", to.shown()))?;
    }
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.with_context(|| format!("cannot read {}", from.shown()))?;
        let place = to.join(entry.path().strip_prefix(from)?);
        let made = if entry.file_type().is_dir() {
            fs::create_dir_all(&place)
        } else {
            fs::copy(entry.path(), &place).map(|_| ())
        };
        made.with_context(|| format!("cannot write {}", place.shown()))?;
    }
    Ok(())
}
