//! What Cargo runs in place of the compiler in a release build of the app.
//!
//! It adds what the app is compiled with, and passes everything else on. Trunk starts Cargo
//! for the app and for the press, so a variable for the compiler would reach both, and what
//! the press depends on would be compiled again.

use std::env;
use std::ffi::{OsStr, OsString};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::clippy;
use crate::setup::{WASM_TARGET, WITHOUT_PANIC_MESSAGES};

/// Set when Cargo runs this program as the compiler: the sysroot of the app.
pub(crate) const SYSROOT: &str = "NEWSWIRE_WASM_SYSROOT";

/// The sysroot of the app, if this program runs as the compiler.
pub(crate) fn sysroot() -> Option<OsString> {
    env::var_os(SYSROOT)
}

/// Runs the compiler, which the first argument names, with the other arguments.
pub(crate) fn run(sysroot: &OsStr, arguments: Vec<OsString>) -> Result<ExitCode> {
    let mut compiler = compiler(sysroot, arguments)?;
    let status = compiler
        .status()
        .with_context(|| format!("{} could not be started", compiler.get_program().display()))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn compiler(sysroot: &OsStr, arguments: Vec<OsString>) -> Result<Command> {
    let is_app = arguments.iter().any(|argument| argument == WASM_TARGET);
    let mut arguments = arguments.into_iter().peekable();
    if is_app {
        // Clippy leaves out some of the compiler's optimizations, and this is for readers.
        arguments.next_if(|program| program == clippy::DRIVER);
    }
    let program = arguments.next().context("Cargo names the compiler")?;
    let mut compiler = Command::new(program);
    compiler.args(arguments);
    if is_app {
        compiler
            .arg("--sysroot")
            .arg(sysroot)
            // Cargo passes them, too, unless RUSTFLAGS are set.
            .args(WITHOUT_PANIC_MESSAGES.split_whitespace())
            // Permits unstable options.
            .env("RUSTC_BOOTSTRAP", "1");
    }
    Ok(compiler)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The compiler and its arguments, and whether it accepts unstable options.
    fn words(arguments: &[&str]) -> (String, bool) {
        let arguments = arguments.iter().map(OsString::from).collect();
        let compiler = compiler(OsStr::new("our/sysroot"), arguments).expect("a compiler is named");
        let words = std::iter::once(compiler.get_program()).chain(compiler.get_args());
        let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
        let is_unstable = compiler
            .get_envs()
            .any(|(name, _)| name == "RUSTC_BOOTSTRAP");
        (words.join(" "), is_unstable)
    }

    #[test]
    fn the_app_is_compiled_with_its_standard_library() {
        let (words, is_unstable) = words(&["rustc", "a.rs", "--target", WASM_TARGET]);
        let added = format!("--sysroot our/sysroot {WITHOUT_PANIC_MESSAGES}");
        assert_eq!(words, format!("rustc a.rs --target {WASM_TARGET} {added}"));
        assert!(is_unstable);
    }

    #[test]
    fn clippy_compiles_the_press_and_not_the_app() {
        let (words_for_press, _) = words(&[clippy::DRIVER, "rustc", "--crate-name", "press"]);
        assert_eq!(words_for_press, "clippy-driver rustc --crate-name press");
        let (words_for_app, _) = words(&[clippy::DRIVER, "rustc", "--target", WASM_TARGET]);
        assert!(
            words_for_app.starts_with("rustc --target"),
            "{words_for_app}"
        );
    }

    #[test]
    fn the_press_is_compiled_as_ever() {
        let (words, is_unstable) = words(&["rustc", "a.rs", "--crate-name", "press"]);
        assert_eq!(words, "rustc a.rs --crate-name press");
        assert!(!is_unstable);
    }
}
