//! The `cargo xtask` commands and their options.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand};

use crate::setup::Engine;

/// The newswire's commands
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
#[command(after_help = "`cargo xtask help COMMAND` describes a command and its options.")]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the newswire on this machine and rebuild it when a file changes
    Serve(At),
    Test(Test),
    /// Build the site into dist/
    Build(Build),
    /// Serve dist/ as a plain static host would; build it first if it is missing
    Preview(At),
    /// Check the licenses and sources of all dependencies
    Audit,
    Bench(Bench),
    /// Write third-party-notices.txt after dependencies have changed
    Notices,
    /// Only install what the commands need; each of them also does so itself
    Setup(Setup),
    /// Cargo runs test programs through this when started by `test`
    #[command(name = crate::test_runner::COMMAND, hide = true)]
    RunTests(TestProgram),
}

/// Where to serve the site.
#[derive(Debug, Args)]
pub(crate) struct At {
    /// The port on this machine
    #[arg(long, default_value_t = DEFAULT_PORT)]
    pub(crate) port: u16,
}

/// The port of the development server, as in Trunk.toml.
pub(crate) const DEFAULT_PORT: u16 = 8080;

/// Check everything: formatting, lints, the release build and all tests
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cargo xtask test
  cargo xtask test --fast
  cargo xtask test --engine firefox search")]
pub(crate) struct Test {
    /// Skip what needs the release build or a browser
    #[arg(long, conflicts_with_all = ["engine", "filter"])]
    pub(crate) fast: bool,
    /// Run only the end-to-end tests, in one engine
    #[arg(long)]
    pub(crate) engine: Option<Engine>,
    /// Run only tests whose names contain this
    pub(crate) filter: Option<String>,
}

/// How to build the site.
#[derive(Debug, Default, PartialEq, Args)]
#[command(after_help = "\
Example:
  cargo xtask build --base /newswire/")]
pub(crate) struct Build {
    /// Build quickly without optimization instead of for release
    #[arg(long)]
    pub(crate) debug: bool,
    /// The path that the site will live under [default: /]
    #[arg(long, value_name = "PATH", value_parser = base)]
    pub(crate) base: Option<String>,
    /// Build even if more than half of the last site's articles or country profiles are
    /// gone
    #[arg(long)]
    pub(crate) allow_removals: bool,
}

/// Measure what readers wait for, on the release build
#[derive(Debug, Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    pub(crate) what: Measured,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Measured {
    /// Measure what readers of a page wait for, next to plain HTML, and print the table
    /// of docs/performance.md
    Pages {
        /// How often to visit each page
        #[arg(default_value_t = 5)]
        rounds: usize,
    },
    /// Measure the press, and write the table of docs/performance.md
    Press {
        /// How many articles to generate, each number in turn [default: 100 1000 10000]
        #[arg(value_name = "SIZE")]
        sizes: Vec<usize>,
    },
    /// Measure the quality and speed of search, and print the tables of docs/search.md
    Search {
        /// How many articles to generate, each number in turn [default: 1000 10000
        /// 100000]
        #[arg(value_name = "SIZE")]
        sizes: Vec<usize>,
    },
}

/// What to install.
#[derive(Debug, Args)]
pub(crate) struct Setup {
    /// Also install the browsers and everything else the tests need
    #[arg(long)]
    pub(crate) browsers: bool,
}

/// A test program and its arguments.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct TestProgram {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    pub(crate) program: Vec<OsString>,
}

/// A base path is absolute and ends in a slash.
fn base(given: &str) -> Result<String, String> {
    if !given.starts_with('/') {
        return Err(format!(
            "Invalid base “{given}”; expected a path that starts with a slash: --base /newswire/"
        ));
    }
    Ok(if given.ends_with('/') {
        given.to_owned()
    } else {
        format!("{given}/")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(arguments: &[&str]) -> Result<Command, clap::Error> {
        let line = CommandLine::try_parse_from([&["cargo xtask"], arguments].concat());
        line.map(|line| line.command)
    }

    fn build(arguments: &[&str]) -> Build {
        match parse(&[&["build"], arguments].concat()) {
            Ok(Command::Build(options)) => options,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_command_line_is_valid() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn the_help_lists_every_command_and_each_has_help() {
        let help = |arguments: &[&str]| parse(arguments).expect_err("it is help").to_string();
        let all = help(&["help"]);
        let commands = CommandLine::command();
        for command in commands.get_subcommands().filter(|it| !it.is_hide_set()) {
            let name = command.get_name();
            assert!(command.get_about().is_some(), "{name}");
            assert!(all.contains(&format!("\n  {name} ")), "{all}");
            let own = help(&["help", name]);
            assert!(own.contains(&format!("Usage: cargo xtask {name}")), "{own}");
        }
    }

    #[test]
    fn commands_reject_the_options_of_others() {
        for arguments in [
            ["audit", "--debug"],
            ["notices", "--fast"],
            ["setup", "--debug"],
            ["build", "--port=8080"],
            ["serve", "--debug"],
            ["preview", "dist"],
            ["bench", "loading"],
        ] {
            assert!(parse(&arguments).is_err(), "{arguments:?}");
        }
    }

    #[test]
    fn the_site_is_built_for_release_at_the_root_by_default() {
        assert_eq!(build(&[]), Build::default());
    }

    #[test]
    fn the_base_ends_in_a_slash() {
        for given in ["/newswire", "/newswire/"] {
            let options = build(&["--base", given]);
            assert_eq!(options.base.as_deref(), Some("/newswire/"));
        }
    }

    #[test]
    fn an_invalid_base_is_rejected() {
        for arguments in [&["build", "--base", "newswire"][..], &["build", "--base"]] {
            assert!(parse(arguments).is_err());
        }
    }

    #[test]
    fn the_port_comes_from_the_arguments() {
        let port = |arguments: &[&str]| match parse(arguments) {
            Ok(Command::Serve(at) | Command::Preview(at)) => Some(at.port),
            _ => None,
        };
        assert_eq!(port(&["serve"]), Some(DEFAULT_PORT));
        assert_eq!(port(&["preview", "--port", "9000"]), Some(9000));
        assert_eq!(port(&["serve", "--port", "70000"]), None);
        assert_eq!(port(&["serve", "9000"]), None);
    }
}
