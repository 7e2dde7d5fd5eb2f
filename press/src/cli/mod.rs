//! The command line: every command and its options, and what becomes of them.

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
use press::content::{Newsroom, Today};
use press::outputs::security_txt;
use press::publish::PublishOptions;
use press::terminal::{Shown, visible_lines};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a mistake on the command line ends with. Nothing has been read or written then.
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

/// Check the content, and with --links the links of the published site
///
/// Reads everything and lists every fault with its file, line and column, and what to write
/// instead. Publishes nothing. Ends with 1 if there is a fault or a broken link.
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
    /// Check also that every link of the published site leads to something in it
    #[arg(long)]
    links: bool,
    /// The folder of the published site
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "site", requires = "links")]
    out: PathBuf,
}

/// Check the content and publish the site
///
/// Writes the new site beside the last one and exchanges the two in one step. If anything
/// fails, the last site stays as it was, and the press ends with 1. It replaces only sites
/// that it has published itself: see docs/publishing.md.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  press publish --out site
  press publish --out site --base /newswire/ --keep CNAME --keep .git
  press publish --out site --changes changes.txt")]
struct Publish {
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    base: AtBase,
    /// The app as Trunk built it
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "target/app/release")]
    app: PathBuf,
    #[command(flatten)]
    drawn: Drawn,
    /// The folder of the site
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = "site")]
    out: PathBuf,
    /// Keep a file or folder of the site that the press has not put there, such as CNAME; may
    /// be given several times
    #[arg(long, value_name = "PATH", value_parser = values::kept)]
    keep: Vec<String>,
    /// Publish even if more than half of the articles, or of the country profiles, of the last
    /// site are gone
    #[arg(long)]
    allow_removals: bool,
    /// Write what differs from the last site: a line for each file, “+ PATH” if it is new,
    /// “~ PATH” if it has changed, “- PATH” if it is gone
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    changes: Option<PathBuf>,
}

/// Write the configuration of hosts for the published site
///
/// Writes configurations of nginx and Caddy, and a list of objects for storages like S3:
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
    /// The folder that the files are written into
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "hosting")]
    to: PathBuf,
    /// The folder that holds the site on its host
    #[arg(long, value_name = "DIR", default_value = "/srv/newswire")]
    root: String,
}

/// Publish into the folder that Trunk is building; Trunk runs this
///
/// Trunk says by environment variables where it builds and under which path the site will
/// live: TRUNK_STAGING_DIR, TRUNK_DIST_DIR, TRUNK_PUBLIC_URL and TRUNK_PROFILE. If
/// PRESS_ALLOW_REMOVALS is set, more than half of the last site's articles may be gone.
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
    /// The program that minifies scripts in a release build
    #[arg(long, value_name = "FILE", value_hint = ValueHint::ExecutablePath)]
    #[arg(default_value = "node_modules/.bin/esbuild")]
    esbuild: PathBuf,
}

/// Print completions of commands and options for a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  press completions bash > ~/.local/share/bash-completion/completions/press
  press completions fish > ~/.config/fish/completions/press.fish")]
struct Completions {
    /// The shell
    shell: Shell,
}

/// The content, which every command reads that works on a site.
#[derive(Debug, Args)]
struct Content {
    /// The folder of the content; public/ is beside it
    #[arg(long = "content", value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "content")]
    folder: PathBuf,
    /// The day that articles' ages are counted to, YYYY-MM-DD; no date may be later [default:
    /// today in the site's time zone]
    #[arg(long, value_name = "DAY", value_parser = values::day)]
    today: Option<Date>,
}

/// Where a site will live on its host.
#[derive(Debug, Args)]
struct AtBase {
    /// The path that the site will live under
    #[arg(long, value_name = "PATH", value_parser = values::base, default_value = "/")]
    base: Base,
}

/// What pages are drawn with, and how they are written.
#[derive(Debug, Args)]
struct Drawn {
    /// The folder of the flags
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "node_modules/flag-icons/flags/4x3")]
    flags: PathBuf,
    /// The folder of the map
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    #[arg(default_value = "node_modules/world-atlas")]
    map: PathBuf,
    /// Write no compressed copies (.br, .gz) beside texts
    #[arg(long)]
    no_compressed: bool,
}

impl Content {
    /// Reads and checks the content.
    fn load(&self, base: &Base) -> Result<Newsroom> {
        let today = self.today.map_or(Today::Now, Today::On);
        let newsroom = press::load(&self.folder, base, today)
            .map_err(|faults| anyhow::anyhow!("the content has faults\n\n{faults}"))?;
        if let Some(warning) = security_txt::warning(&newsroom) {
            eprintln!("{warning}");
        }
        Ok(newsroom)
    }
}

impl Drawn {
    /// What a site is made from besides the content, given the folder of the last one.
    fn parts(self, last: PathBuf) -> PublishOptions {
        PublishOptions {
            flags: self.flags,
            map: self.map,
            last,
            compress: !self.no_compressed,
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

/// Does what the process is told on its command line.
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

/// Shows the help that was asked for, or says what is wrong with the command line.
fn answer(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Who closes the pipe has read enough.
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

/// What is wrong with the command line. Values say that in their own words.
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

/// The folder of the published site, if there is one.
fn published(out: &Path) -> Result<&Path> {
    ensure!(
        out.is_dir(),
        "there is no site in {}. Publish it first: press publish. If it is elsewhere, name its \
         folder: --out DIR",
        out.shown()
    );
    Ok(out)
}
