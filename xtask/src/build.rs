//! `cargo xtask build`

use std::process::Command;

use anyhow::Result;
use lexopt::prelude::*;

use crate::setup::Toolbox;
use crate::step;

/// How the site is built.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Options {
    debug: bool,
    /// The path of the site on its host, `/` if none is given.
    base: Option<String>,
    /// Whether more than half of the articles of the last site may be gone.
    allow_removals: bool,
}

impl Options {
    fn parse(mut arguments: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Long("debug") => options.debug = true,
                Long("allow-removals") => options.allow_removals = true,
                Long("base") => options.base = Some(base(&arguments.value()?.string()?)?),
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }
}

/// A base path is one on the host, and ends as folders do.
fn base(given: &str) -> Result<String, lexopt::Error> {
    if !given.starts_with('/') {
        return Err(format!("--base takes a path that starts with a slash, not `{given}`.").into());
    }
    Ok(if given.ends_with('/') {
        given.to_owned()
    } else {
        format!("{given}/")
    })
}

pub(crate) fn run(arguments: lexopt::Parser) -> Result<()> {
    build(&Options::parse(arguments)?)
}

/// Builds the site, and first installs what that takes.
pub(crate) fn build(options: &Options) -> Result<()> {
    let toolbox = Toolbox::for_building()?;
    step::announce("Building the site into dist/ (a release build takes some minutes)");
    step::run(&mut command(&toolbox, options))
}

/// The command that builds the site.
pub(crate) fn command(toolbox: &Toolbox, options: &Options) -> Command {
    let mut trunk = toolbox.trunk("build");
    if !options.debug {
        trunk.arg("--release");
    }
    if let Some(base) = &options.base {
        trunk.args(["--public-url", base]);
    }
    if options.allow_removals {
        // Trunk passes it on to the press, which it runs without options of ours.
        trunk.env("PRESS_ALLOW_REMOVALS", "1");
    }
    trunk
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options, lexopt::Error> {
        Options::parse(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn the_site_is_built_for_release_at_the_root_unless_told_otherwise() {
        assert_eq!(parse(&[]).expect("no options are fine"), Options::default());
    }

    #[test]
    fn the_base_ends_as_folders_do() {
        for given in ["/newswire", "/newswire/"] {
            let options = parse(&["--base", given]).expect("it is a path");
            assert_eq!(options.base.as_deref(), Some("/newswire/"));
        }
    }

    #[test]
    fn a_base_that_is_no_path_is_refused() {
        assert!(parse(&["--base", "newswire"]).is_err());
        assert!(parse(&["--base"]).is_err());
    }
}
