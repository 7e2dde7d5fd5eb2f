//! The command line: commands, their options, and how they run.

mod check;
mod completions;
mod hosts;
mod publish;
mod trunk_hook;
mod values;

#[cfg(test)]
mod tests;

use anyhow::{Result, ensure};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use jiff::civil::Date;
use model::routes::Base;
use press::content::{Audience, Edition, GivenTime, Today};
use press::outputs::security_txt;
use press::publish::PublishOptions;
use press::terminal::{Shown, visible_lines};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The exit code for invalid arguments. Nothing has been read or written at that point.
const MISUSED: u8 = 2;

/// Checks the content of a newswire and publishes its site.
#[derive(Debug, Parser)]
#[command(name = "press", version, max_term_width = 100)]
#[command(after_help = "“press help COMMAND” describes a command, its options and an example.")]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(Check),
    Publish(Publish),
    Hosts(Hosts),
    TrunkHook(TrunkHook),
    Completions(Completions),
}

/// Check the content and, with --links, the links of the published site
///
/// Reads everything and lists every error with its file, line and column, and how to fix
/// it. Publishes nothing. Exits with 1 on any error or broken link.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  press check
  press check --links --out dist
  press check --links --out dist --base /newswire/")]
struct Check {
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    base: AtBase,
    /// Also check that every internal link of the published site resolves
    #[arg(long)]
    links: bool,
    /// The folder of the published site
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "site", requires = "links")]
    out: PathBuf,
}

/// Check the content and publish the site
///
/// Writes the new site next to the current one and swaps the two in one step. If anything
/// fails, the current site stays as it was, and the press exits with 1. It replaces only
/// sites that it published itself: see docs/publishing.md.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  press publish --out site
  press publish --out site --base /newswire/ --keep CNAME --keep .git
  press publish --out site --changes changes.txt
  press publish --preview
  press publish --print-next")]
struct Publish {
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    base: AtBase,
    /// The folder of the app built by Trunk
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "target/app/release")]
    app: PathBuf,
    #[command(flatten)]
    drawn: Drawn,
    /// The folder of the site [default: site, or preview with --preview]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "site")]
    #[arg(
        default_value_if("preview", "true", "preview"),
        hide_default_value = true
    )]
    out: PathBuf,
    /// Publish a preview for editors, with drafts and other held articles, each marked
    /// “[held]”; search engines are asked to leave it out
    #[arg(long)]
    preview: bool,
    /// Publish nothing; only print the next time at which an article becomes due or
    /// expires, in RFC 3339 format, or nothing if there is no such time
    #[arg(long)]
    print_next: bool,
    /// Do not record new versions of articles in content/history/, for sites that readers
    /// will not see; only matters if site.toml has history = true
    #[arg(long)]
    no_record: bool,
    /// Keep a file or folder of the site that the press did not write, such as CNAME; may
    /// be repeated
    #[arg(long, value_name = "PATH", value_parser = values::kept)]
    keep: Vec<String>,
    /// Publish even if more than half of the articles or country profiles of the current
    /// site would be removed
    #[arg(long)]
    allow_removals: bool,
    /// Write the differences from the current site: one line per file, “+ PATH” if new,
    /// “~ PATH” if changed, “- PATH” if removed
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    changes: Option<PathBuf>,
}

/// Write web server configuration for the published site
///
/// Writes configuration for nginx and Caddy, and a list of objects for storage like S3:
/// nginx.conf, Caddyfile and objects.tsv. See docs/deployment.md.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  press hosts --out site --root /srv/newswire --to hosting")]
struct Hosts {
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    base: AtBase,
    /// The folder of the published site
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "site")]
    out: PathBuf,
    /// The folder to write the files into
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "hosting")]
    to: PathBuf,
    /// The path of the site's folder on its host
    #[arg(long, value_name = "DIR", default_value = "/srv/newswire")]
    root: String,
}

/// Publish into the folder that Trunk is building; run by Trunk
///
/// Trunk sets environment variables to say where it builds and under which path the site
/// will live: TRUNK_STAGING_DIR, TRUNK_DIST_DIR, TRUNK_PUBLIC_URL and TRUNK_PROFILE. If
/// PRESS_ALLOW_REMOVALS is set, more than half of the current site's articles may be
/// removed.
#[derive(Debug, Args)]
#[command(after_help = "\
Example, in Trunk.toml:
  [[hooks]]
  stage = \"post_build\"
  command = \"press\"
  command_arguments = [\"trunk-hook\"]")]
struct TrunkHook {
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    drawn: Drawn,
    /// The program that minifies scripts in release builds
    #[arg(long, value_name = "FILE", value_hint = ValueHint::ExecutablePath)]
    #[arg(default_value = "node_modules/.bin/esbuild")]
    esbuild: PathBuf,
    /// The program that shortens the names in the app's programs in release builds
    #[arg(long, value_name = "FILE", value_hint = ValueHint::ExecutablePath)]
    #[arg(default_value = "node_modules/.bin/wasm-opt")]
    wasm_opt: PathBuf,
}

/// Print shell completions
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  press completions bash > ~/.local/share/bash-completion/completions/press
  press completions fish > ~/.config/fish/completions/press.fish")]
struct Completions {
    /// The shell
    shell: Shell,
}

/// Content options, shared by all commands that read it.
#[derive(Debug, Args)]
struct Content {
    /// The content folder; public/ is next to it
    #[arg(long = "content", value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "content")]
    folder: PathBuf,
    /// The day to publish for, YYYY-MM-DD; no date may be later, articles' ages count to it,
    /// and what is held for a part of it is held [default: today in the site's time zone]
    #[arg(long, value_name = "DAY", value_parser = values::day)]
    today: Option<Date>,
    /// The time to publish for: YYYY-MM-DDTHH:MM in the site's time zone, with an offset
    /// (+01:00 or Z), or a day, which means its beginning [default: now]
    #[arg(long, value_name = "TIME", value_parser = values::time, conflicts_with = "today")]
    as_of: Option<GivenTime>,
}

/// Where a site will live on its host.
#[derive(Debug, Args)]
struct AtBase {
    /// The path that the site will live under
    #[arg(long, value_name = "PATH", value_parser = values::base, default_value = "/")]
    base: Base,
}

/// What pages are drawn with, and how files are written.
#[derive(Debug, Args)]
struct Drawn {
    /// The folder with the flags
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "node_modules/flag-icons/flags/4x3")]
    flags: PathBuf,
    /// The folder with the map
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "node_modules/world-atlas")]
    map: PathBuf,
    /// Do not write compressed copies (.br, .gz) of text files
    #[arg(long)]
    no_compressed: bool,
}

impl Content {
    /// Reads and checks the content.
    fn load(&self, base: &Base, audience: Audience) -> Result<Edition> {
        let today = match (self.today, self.as_of) {
            (Some(day), _) => Today::On(day),
            (None, Some(time)) => Today::At(time),
            (None, None) => Today::Now,
        };
        let edition = press::load_for(audience, &self.folder, base, today)
            .map_err(|faults| anyhow::anyhow!("the content has errors\n\n{faults}"))?;
        if let Some(warning) = security_txt::warning(&edition.newsroom) {
            eprintln!("{warning}");
        }
        Ok(edition)
    }
}

impl Drawn {
    /// The inputs of a site other than the content; `last` is the folder of the current
    /// site.
    fn parts(self, previous: PathBuf) -> PublishOptions {
        PublishOptions {
            flags: self.flags,
            map: self.map,
            previous,
            compress: !self.no_compressed,
            cache: None,
        }
    }
}

impl Command {
    fn run(self) -> Result<()> {
        match self {
            Self::Check(options) => check::run(&options),
            Self::Publish(options) => publish::run(options),
            Self::Hosts(options) => hosts::run(&options),
            Self::TrunkHook(options) => trunk_hook::run(options),
            Self::Completions(options) => completions::run(&options),
        }
    }
}

/// Runs the command given on the command line.
pub(crate) fn run() -> ExitCode {
    let done = match CommandLine::try_parse() {
        Ok(line) => line.command.run(),
        Err(error) => return answer(&error),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell_error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Prints the requested help, or what is wrong with the command line.
fn answer(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Whoever closed the pipe has read enough, which is not an error.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = CommandLine::command().print_help();
            ExitCode::SUCCESS
        }
        _ => {
            tell_error(&fault(error));
            ExitCode::from(MISUSED)
        }
    }
}

/// What is wrong with the command line. Invalid values come with their own message.
fn fault(error: &clap::Error) -> String {
    match error.source() {
        Some(fault) if error.kind() == ErrorKind::ValueValidation => fault.to_string(),
        _ => {
            let text = error.to_string();
            text.trim_start_matches("error: ").trim_end().to_owned()
        }
    }
}

fn tell_error(error: &str) {
    eprintln!("press: {}", visible_lines(error));
}

/// The folder of the published site, if it exists.
fn published(out: &Path) -> Result<&Path> {
    ensure!(
        out.is_dir(),
        "there is no site in {}. Publish it first: press publish. If it is elsewhere, name its \
         folder: --out DIR",
        out.shown()
    );
    Ok(out)
}
