//! The command line: messages and exit codes.

use crate::newsroom::{Newsroom, errors};
use std::io::Write;
use std::process::{Command, Output, Stdio};

const COMMANDS: [&str; 5] = ["check", "publish", "hosts", "trunk-hook", "completions"];

/// Runs the press in an empty folder.
fn press(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    Command::new(env!("CARGO_BIN_EXE_press"))
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("the press runs")
}

/// The output of a successful run.
fn printed(arguments: &[&str]) -> String {
    let output = press(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(errors(&output), "");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn help_is_printed_for_the_press_and_for_each_command() {
    let help = printed(&[]);
    assert_eq!(help, printed(&["--help"]));
    assert_eq!(help, printed(&["help"]));
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
        let own = printed(&[command, "--help"]);
        assert_eq!(own, printed(&["help", command]));
        assert!(own.contains(&format!("Usage: press {command}")), "{own}");
    }
}

#[test]
fn invalid_arguments_exit_with_2_before_anything_is_done() {
    let newsroom = Newsroom::new();
    for (arguments, said) in [
        (&["publsh"][..], "press: unrecognized subcommand 'publsh'"),
        (
            &["publish", "--links"],
            "press: unexpected argument '--links'",
        ),
        (
            &["check", "--root", "/srv"],
            "press: unexpected argument '--root'",
        ),
        (
            &["publish", "--today", "x"],
            "press: Invalid date “x”; expected",
        ),
        (
            &["publish", "--base", "x"],
            "press: Invalid base “x”; expected",
        ),
        (
            &["publish", "--keep", ".."],
            "press: Invalid path “..”; expected",
        ),
    ] {
        let output = newsroom.press(arguments);
        let told = errors(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.starts_with(said), "{told}");
        assert!(output.stdout.is_empty());
        assert!(!newsroom.path("site").exists());
    }
}

#[test]
fn arguments_are_escaped_in_messages() {
    for arguments in [
        &["check", "--a\u{1b}[31m\u{202e}b"][..],
        &["a\u{1b}[31m\u{202e}b"],
        &["check", "--base", "a\u{1b}[31m\u{202e}b"],
        &["completions", "a\u{1b}[31m\u{202e}b"],
    ] {
        let told = errors(&press(arguments));
        let is_hidden = |it: char| it != '\n' && (it.is_control() || it == '\u{202e}');
        assert!(!told.contains(is_hidden), "{told:?}");
    }
}

#[test]
fn the_completions_are_a_valid_bash_script() {
    let script = printed(&["completions", "bash"]);
    let bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn();
    let Ok(mut bash) = bash else {
        println!("Skipped: bash is not installed.");
        return;
    };
    let mut input = bash.stdin.take().expect("a pipe");
    input.write_all(script.as_bytes()).expect("written");
    drop(input);
    assert!(bash.wait().expect("an exit status").success());
}
