//! `cargo xtask test`

use std::process::Command;

use anyhow::Result;

use crate::build;
use crate::cli::{Build, Test};
use crate::setup::{Engine, Toolbox, WASM_TARGET};
use crate::step::{self, Step};
use crate::test_runner::Outcomes;

/// The packages that run in the browser.
const IN_THE_BROWSER: [&str; 3] = ["model", "newswire", "search"];

/// Which tests to run.
#[derive(Debug, PartialEq)]
enum Scope {
    Everything,
    /// Those that need neither the release build nor a browser.
    Fast,
    /// The end-to-end tests, in one engine.
    In(Engine),
}

/// What to test.
#[derive(Debug, PartialEq)]
struct Options {
    scope: Scope,
    /// Only tests whose names contain this.
    filter: Option<String>,
}

impl Options {
    fn new(arguments: Test) -> Self {
        let scope = match (arguments.fast, arguments.engine) {
            (true, _) => Scope::Fast,
            (false, Some(engine)) => Scope::In(engine),
            (false, None) => Scope::Everything,
        };
        let filter = arguments.filter;
        Self { scope, filter }
    }
}

pub(crate) fn run(arguments: Test) -> Result<()> {
    let Options { scope, filter } = Options::new(arguments);
    let filter = filter.as_deref();
    let outcomes = Outcomes::start()?;
    let steps = match scope {
        Scope::Everything => {
            let mut toolbox = Toolbox::for_testing(&Engine::ALL)?;
            let mut steps = Vec::new();
            if filter.is_none() {
                toolbox.lint();
                steps.extend(checks(&toolbox));
            }
            steps.push(site(&toolbox)?);
            steps.push(links(&toolbox));
            steps.push(tests(&toolbox, &outcomes, filter)?);
            let others = [Engine::Firefox, Engine::WebKit];
            for engine in others {
                steps.push(end_to_end(&toolbox, &outcomes, engine, filter)?);
            }
            steps.push(app_tests(&toolbox, filter));
            steps
        }
        Scope::Fast => {
            let mut toolbox = Toolbox::for_fast_tests()?;
            toolbox.lint();
            let mut steps = checks(&toolbox);
            let mut tests = outcomes.cargo_test(cargo(&toolbox, &[]))?;
            tests.args(["--workspace", "--exclude", "tests"]);
            steps.push(Step::new("Tests outside browsers", tests));
            steps
        }
        Scope::In(engine) => {
            let toolbox = Toolbox::for_testing(&[engine])?;
            vec![
                site(&toolbox)?,
                end_to_end(&toolbox, &outcomes, engine, filter)?,
            ]
        }
    };
    let result = step::run_all(steps);
    outcomes.print()?;
    result
}

fn checks(toolbox: &Toolbox) -> Vec<Step> {
    // Clippy compiles. Report all that it finds in one run.
    let build = ["build", "--all-targets", "--keep-going"];

    let mut native = cargo(toolbox, &build);
    native.arg("--workspace");
    let mut steps = vec![
        Step::new("Form", cargo(toolbox, &["fmt", "--all", "--check"])),
        Step::new("Spelling", toolbox.command("typos")),
        Step::new("Lints and compilation", native),
    ];

    if toolbox.can_lint_wasm() {
        let mut wasm = cargo(toolbox, &build);
        wasm.args(in_the_browser());
        let what = "Lints and compilation of the app in the browser";
        steps.push(Step::new(what, wasm));
    } else {
        println!("Debian's compiler has no Clippy: skipping the lints of the WebAssembly code.");
    }
    steps
}

/// Selects the packages that run in the browser: the same ones in each command, so that their
/// dependencies are compiled with the same features.
fn in_the_browser() -> impl Iterator<Item = String> {
    let packages = IN_THE_BROWSER.map(|package| format!("--package={package}"));
    packages
        .into_iter()
        .chain([format!("--target={WASM_TARGET}")])
}

fn site(toolbox: &Toolbox) -> Result<Step> {
    let command = build::command(toolbox, &Build::default())?;
    Ok(Step::new("Release build", command))
}

/// Checks every link of the built site.
fn links(toolbox: &Toolbox) -> Step {
    let press = ["run", "--quiet", "--package", "press", "--"];
    let mut links = cargo(toolbox, &press);
    links.args(["check", "--links", "--out", "dist"]);
    Step::new("Links", links)
}

/// All tests of the workspace; browser tests run in Chromium.
fn tests(toolbox: &Toolbox, outcomes: &Outcomes, filter: Option<&str>) -> Result<Step> {
    let mut tests = outcomes.cargo_test(cargo(toolbox, &[]))?;
    // Report all failures in one run.
    tests.args(["--workspace", "--no-fail-fast"]);
    tests.args(filter).env("ENGINE", Engine::Chromium.id());
    Ok(Step::new("Tests", tests))
}

/// The end-to-end tests, in one engine.
fn end_to_end(
    toolbox: &Toolbox,
    outcomes: &Outcomes,
    engine: Engine,
    filter: Option<&str>,
) -> Result<Step> {
    let mut tests = outcomes.cargo_test(cargo(toolbox, &[]))?;
    // With the whole workspace's features, so that everything is compiled only once.
    tests.args(["--workspace", "--test", "end_to_end"]);
    tests.args(filter).env("ENGINE", engine.id());
    let what = match engine {
        Engine::Chromium => "Tests in Chromium",
        Engine::Firefox => "Tests in Firefox",
        Engine::WebKit => "Tests in WebKit",
    };
    Ok(Step::new(what, tests))
}

/// The app's own tests, in Chromium.
fn app_tests(toolbox: &Toolbox, filter: Option<&str>) -> Step {
    let mut app = toolbox.wasm_command("cargo");
    app.args(["test", "--lib"])
        .args(in_the_browser())
        .args(filter)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        );
    Step::new("Tests of the app in the browser", app)
}

fn cargo(toolbox: &Toolbox, arguments: &[&str]) -> Command {
    let mut command = toolbox.command("cargo");
    // A failing test reports expected and actual values, which is enough.
    command.args(arguments).env("RUST_BACKTRACE", "0");
    command
}

#[cfg(test)]
mod tests {
    use super::{Engine, Options, Scope, Test};
    use clap::{Args, Command, FromArgMatches};

    fn parse(arguments: &[&str]) -> Result<(Scope, Option<String>), clap::Error> {
        let command = Test::augment_args(Command::new("test").no_binary_name(true));
        let matches = command.try_get_matches_from(arguments)?;
        let options = Options::new(Test::from_arg_matches(&matches)?);
        Ok((options.scope, options.filter))
    }

    #[test]
    fn everything_is_tested_by_default() {
        let everything = parse(&[]).expect("no arguments are fine");
        assert_eq!(everything, (Scope::Everything, None));
    }

    #[test]
    fn a_name_an_engine_or_fast_narrow_the_tests() {
        let search = Some("search".to_owned());
        for (arguments, expected) in [
            (["--fast"].as_slice(), (Scope::Fast, None)),
            (&["search"], (Scope::Everything, search.clone())),
            (&["--engine", "webkit"], (Scope::In(Engine::WebKit), None)),
            (
                &["--engine", "firefox", "search"],
                (Scope::In(Engine::Firefox), search.clone()),
            ),
            (
                &["search", "--engine", "firefox"],
                (Scope::In(Engine::Firefox), search.clone()),
            ),
        ] {
            assert_eq!(parse(arguments).expect("it is allowed"), expected);
        }
    }

    #[test]
    fn conflicting_options_are_rejected() {
        for arguments in [
            ["--fast", "search"].as_slice(),
            &["search", "--fast"],
            &["search", "feed"],
            &["--fast", "--engine", "webkit"],
            &["--engine", "webkit", "--engine", "firefox"],
        ] {
            assert!(parse(arguments).is_err(), "{arguments:?}");
        }
    }

    #[test]
    fn an_unknown_engine_is_rejected_with_the_valid_ones() {
        let error = parse(&["--engine", "blink"]).expect_err("an unknown engine");
        let error = error.to_string();
        assert!(error.contains("'blink' for '--engine <ENGINE>'"), "{error}");
        assert!(error.contains("chromium, firefox, webkit"), "{error}");
    }
}
