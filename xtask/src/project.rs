//! The project's paths and locked versions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The project's root folder.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// A file or folder of the project.
pub(crate) fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// The version of a dependency in Cargo.lock.
pub(crate) fn locked_version(dependency: &str) -> Result<String> {
    let lock = fs::read_to_string(path("Cargo.lock")).context("Cargo.lock could not be read")?;
    version_in_lock(&lock, dependency)
}

fn version_in_lock(lock: &str, dependency: &str) -> Result<String> {
    let lock: toml::Table = lock.parse().context("Cargo.lock is not valid TOML")?;
    lock.get("package")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(dependency))
        .and_then(|package| package.get("version")?.as_str())
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock does not name the dependency {dependency}"))
}

#[cfg(test)]
mod tests {
    use super::{path, version_in_lock};
    use std::fs;

    const LOCK: &str = r#"
        version = 4

        [[package]]
        name = "wasm-bindgen"
        version = "0.2.130"

        [[package]]
        name = "wasm-bindgen-futures"
        version = "0.4.80"
    "#;

    #[test]
    fn a_locked_version_is_found_by_the_exact_name() {
        assert_eq!(
            version_in_lock(LOCK, "wasm-bindgen").expect("the lock names it"),
            "0.2.130"
        );
    }

    #[test]
    fn a_dependency_that_is_not_locked_is_named_in_the_error() {
        let error = version_in_lock(LOCK, "wasm").expect_err("the lock does not name it");
        assert!(error.to_string().contains("the dependency wasm"));
    }

    /// The folders at the root that documents name files in.
    const FOLDERS: [&str; 14] = [
        "bench", "docs", "features", "fulltext", "fuzz", "host", "live", "model", "offline",
        "pictures", "press", "search", "src", "style",
    ];

    #[test]
    fn documents_name_existing_files() {
        let documents = fs::read_dir(path("docs")).expect("the documents");
        let documents = documents.map(|entry| entry.expect("an entry").path());
        let documents = documents.filter(|path| path.extension().is_some_and(|it| it == "md"));
        let documents = documents.chain(["README.md", "CONTRIBUTING.md"].map(path));
        for document in documents {
            let text = fs::read_to_string(&document).expect("a document");
            // Every second part is code.
            for code in text.split('`').skip(1).step_by(2) {
                let is_path = code.split_once('/').is_some_and(|(first, rest)| {
                    FOLDERS.contains(&first)
                        && !rest.contains([' ', '*', '{'])
                        && !rest.contains("NAME")
                });
                let exists = path(code).exists();
                assert!(!is_path || exists, "{}: {code}", document.display());
            }
        }
    }
}
