//! `cargo xtask test`

use std::process::Command;

use anyhow::Result;
use lexopt::prelude::*;

use crate::build;
use crate::setup::Toolbox;
use crate::step::{self, Step};

const WASM: &str = "wasm32-unknown-unknown";

/// How much is tested.
#[derive(Debug, PartialEq)]
enum Scope {
    Everything,
    /// What needs neither the release build nor a browser.
    Fast,
    /// The tests whose names contain this.
    Matching(String),
}

impl Scope {
    fn parse(mut arguments: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut scope = Self::Everything;
        while let Some(argument) = arguments.next()? {
            scope = match (argument, scope) {
                (Long("fast"), Self::Everything) => Self::Fast,
                (Value(filter), Self::Everything) => Self::Matching(filter.string()?),
                (other, _) => return Err(other.unexpected()),
            };
        }
        Ok(scope)
    }
}

pub(crate) fn run(arguments: lexopt::Parser) -> Result<()> {
    let steps = match Scope::parse(arguments)? {
        Scope::Everything => {
            let toolbox = Toolbox::for_testing()?;
            let mut steps = checks(&toolbox);
            steps.push(site(&toolbox));
            steps.extend(tests(&toolbox, None));
            steps
        }
        Scope::Fast => {
            let toolbox = Toolbox::for_checking()?;
            let mut steps = checks(&toolbox);
            let mut tests = cargo(&toolbox, &["test", "--workspace"]);
            tests.args(["--exclude", "tests"]);
            steps.push(Step::new("Tests outside browsers", tests));
            steps
        }
        Scope::Matching(filter) => {
            let toolbox = Toolbox::for_testing()?;
            let mut steps = vec![site(&toolbox)];
            steps.extend(tests(&toolbox, Some(&filter)));
            steps
        }
    };
    step::run_all(steps)
}

fn checks(toolbox: &Toolbox) -> Vec<Step> {
    let lints = ["--all-targets", "--", "-D", "warnings"];

    let mut native = cargo(toolbox, &["clippy", "--workspace"]);
    native.args(lints);
    let mut steps = vec![
        Step::new("Form", cargo(toolbox, &["fmt", "--all", "--check"])),
        Step::new("Lints", native),
    ];

    if toolbox.can_lint_wasm() {
        let mut wasm = cargo(toolbox, &["clippy", "--package", "newswire"]);
        wasm.args(["--target", WASM]).args(lints);
        steps.push(Step::new("Lints of the app in the browser", wasm));
    } else {
        println!(
            "Debian's compiler has no Clippy: the lints of the app in the browser are left out."
        );
    }
    steps
}

fn site(toolbox: &Toolbox) -> Step {
    let command = build::command(toolbox, &build::Options::default());
    Step::new("Release build", command)
}

fn tests(toolbox: &Toolbox, filter: Option<&str>) -> [Step; 2] {
    let mut workspace = cargo(toolbox, &["test", "--workspace"]);
    workspace.args(filter);

    let mut app = toolbox.wasm_command("cargo");
    app.args(["test", "--package", "newswire", "--tests"])
        .args(["--target", WASM])
        .args(filter)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        );

    [
        Step::new("Tests", workspace),
        Step::new("Tests of the app in the browser", app),
    ]
}

fn cargo(toolbox: &Toolbox, arguments: &[&str]) -> Command {
    let mut command = toolbox.command("cargo");
    command.args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::Scope;

    fn parse(arguments: &[&str]) -> Result<Scope, lexopt::Error> {
        Scope::parse(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn everything_is_tested_unless_told_otherwise() {
        assert_eq!(
            parse(&[]).expect("no arguments are fine"),
            Scope::Everything
        );
    }

    #[test]
    fn a_name_or_fast_narrow_the_tests() {
        assert_eq!(parse(&["--fast"]).expect("it is an option"), Scope::Fast);
        assert_eq!(
            parse(&["search"]).expect("it is a filter"),
            Scope::Matching("search".to_owned())
        );
    }

    #[test]
    fn a_name_and_fast_exclude_each_other() {
        assert!(parse(&["--fast", "search"]).is_err());
        assert!(parse(&["search", "--fast"]).is_err());
        assert!(parse(&["search", "feed"]).is_err());
    }
}
