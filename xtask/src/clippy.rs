//! Clippy in place of the compiler: test runs compile and lint the workspace at once
//! (decision 50).

use std::process::Command;

/// The program that compiles like the compiler, and lints what it compiles.
pub(crate) const DRIVER: &str = "clippy-driver";

/// The variables that make Cargo compile the workspace with it, as `cargo clippy` sets them, too.
/// It separates options like this.
const VARIABLES: [(&str, &str); 2] = [
    ("RUSTC_WORKSPACE_WRAPPER", DRIVER),
    (
        "CLIPPY_ARGS",
        "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
    ),
];

/// Makes a command that runs Cargo compile the workspace with Clippy, and fail at each warning.
/// What the workspace depends on is compiled as usual.
pub(crate) fn compile(command: &mut Command) {
    command.envs(VARIABLES);
}

/// Makes the command compile everything as usual again.
pub(crate) fn leave_out(command: &mut Command) {
    for (name, _) in VARIABLES {
        command.env_remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Whether Clippy compiles this code as a library.
    fn compiles(code: &str) -> bool {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("lib.rs");
        fs::write(&file, code).expect("a file");
        let mut driver = Command::new(DRIVER);
        driver
            .args(["rustc", "--crate-type=lib", "--out-dir"])
            .arg(folder.path())
            .arg(file);
        compile(&mut driver);
        let output = driver.output().expect("Clippy is installed");
        output.status.success()
    }

    #[test]
    fn lints_are_errors() {
        assert!(compiles("pub fn half(it: u32) -> u32 { it / 2 }"));
        assert!(!compiles("pub fn half(it: u32) -> u32 { return it / 2; }"));
        assert!(!compiles("fn half(it: u32) -> u32 { it / 2 }"));
    }
}
