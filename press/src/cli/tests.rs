use super::*;
use clap::Parser;

/// Every option, with a value if it takes one, and the commands that accept it.
const OPTIONS: [(&[&str], &[&str]); 18] = [
    (
        &["--content", "c"],
        &["check", "publish", "hosts", "trunk-hook"],
    ),
    (
        &["--today", "2014-12-31"],
        &["check", "publish", "hosts", "trunk-hook"],
    ),
    (
        &["--as-of", "2014-12-31T06:00"],
        &["check", "publish", "hosts", "trunk-hook"],
    ),
    (&["--preview"], &["publish"]),
    (&["--print-next"], &["publish"]),
    (&["--base", "/newswire/"], &["check", "publish", "hosts"]),
    (&["--links"], &["check"]),
    (&["--out", "o"], &["publish", "hosts"]),
    (&["--app", "a"], &["publish"]),
    (&["--flags", "f"], &["publish", "trunk-hook"]),
    (&["--map", "m"], &["publish", "trunk-hook"]),
    (&["--no-compressed"], &["publish", "trunk-hook"]),
    (&["--keep", "CNAME"], &["publish"]),
    (&["--allow-removals"], &["publish"]),
    (&["--changes", "c"], &["publish"]),
    (&["--esbuild", "e"], &["trunk-hook"]),
    (&["--wasm-opt", "w"], &["trunk-hook"]),
    (&["--to", "t"], &["hosts"]),
];

fn parse(arguments: &[&str]) -> Result<Command, clap::Error> {
    let line = CommandLine::try_parse_from([&["press"], arguments].concat());
    line.map(|line| line.command)
}

fn names() -> Vec<String> {
    let commands = CommandLine::command();
    let names = commands.get_subcommands();
    names.map(|command| command.get_name().to_owned()).collect()
}

#[test]
fn the_command_line_is_valid() {
    CommandLine::command().debug_assert();
}

#[test]
fn each_command_accepts_only_its_own_options() {
    for command in names().iter().filter(|name| *name != "completions") {
        for (option, commands) in OPTIONS {
            let parsed = parse(&[&[command.as_str()], option].concat());
            assert_eq!(
                parsed.is_ok(),
                commands.contains(&command.as_str()),
                "{command} {option:?}"
            );
        }
    }
    assert!(parse(&["hosts", "--root", "/srv/site"]).is_ok());
    assert!(parse(&["check", "--root", "/srv/site"]).is_err());
}

#[test]
fn check_takes_a_site_only_with_links() {
    assert!(parse(&["check", "--links", "--out", "dist"]).is_ok());
    let error = parse(&["check", "--out", "dist"]).expect_err("--out without --links");
    assert!(error.to_string().contains("--links"), "{error}");
}

#[test]
fn the_help_of_each_command_names_its_options_and_gives_an_example() {
    for name in names() {
        let error = parse(&["help", &name]).expect_err("clap returns help as an error");
        let help = error.to_string();
        assert_eq!(error.kind(), ErrorKind::DisplayHelp);
        for (option, commands) in OPTIONS {
            let is_named = help.contains(&format!("{} ", option[0]))
                || help.contains(&format!("{}\n", option[0]));
            let belongs =
                commands.contains(&name.as_str()) || (name == "check" && option[0] == "--out");
            assert_eq!(is_named, belongs, "{option:?}:\n{help}");
        }
        assert!(help.contains("Example"), "{help}");
    }
}

#[test]
fn every_option_has_a_description() {
    for command in CommandLine::command().get_subcommands() {
        let options = command.get_arguments();
        for option in options.filter(|option| !option.is_hide_set()) {
            assert!(
                option.get_help().is_some(),
                "{} {option}",
                command.get_name()
            );
        }
    }
}

#[test]
fn invalid_values_have_their_own_messages() {
    for (arguments, expected) in [
        (
            ["publish", "--today", "x"],
            "Invalid date “x”; expected YYYY-MM-DD: --today 2014-12-31",
        ),
        (
            ["check", "--base", "x"],
            "Invalid base “x”; expected a path that starts with a slash: --base /newswire/",
        ),
        (
            ["publish", "--keep", ".."],
            "Invalid path “..”; expected the path of a file or folder in the site: --keep CNAME",
        ),
    ] {
        let error = parse(&arguments).expect_err("an invalid value");
        assert_eq!(fault(&error), expected);
    }
}

#[test]
fn completions_cover_all_commands_in_each_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let command = parse(&["completions", shell]).expect("a known shell");
        let Command::Completions(completions) = command else {
            panic!("{command:?}");
        };
        let script = String::from_utf8(completions.script()).expect("text");
        for name in names() {
            assert!(script.contains(&name), "{shell}: {name}");
        }
        assert!(script.contains("allow-removals"), "{shell}");
    }
}
