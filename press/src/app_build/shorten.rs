//! Shortens the names by which the programs and their scripts know each other.

use super::minify::ensure_is_there;
use crate::terminal::Shown;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The module that imports come from after wasm-opt has shortened its name.
const MODULE: &str = "a";

/// What wasm-opt says it has renamed.
#[derive(Deserialize)]
struct Renamed {
    /// Module, name and new name of each.
    imports: Vec<(String, String, String)>,
    /// Name and new name of each.
    exports: Vec<(String, String)>,
}

/// Gives the imports and exports of the programs in a folder short names, in the programs
/// and in the scripts that wasm-bindgen wrote for them. Those names contain hashes, which
/// cannot be compressed, and each is in both files.
///
/// # Errors
/// If wasm-opt is missing or fails, or if a script does not define what its program imports.
pub fn shorten_names(folder: &Path, wasm_opt: &Path) -> Result<()> {
    ensure_is_there("wasm-opt", "--wasm-opt", wasm_opt)?;
    for entry in folder
        .read_dir()
        .with_context(|| format!("cannot read {}", folder.shown()))?
    {
        let program = entry?.path();
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        if let Some(name) = name.strip_suffix("_bg.wasm") {
            let script = program.with_file_name(format!("{name}.js"));
            let renamed = shorten_in_program(&program, wasm_opt)?;
            let text = fs::read_to_string(&script)
                .with_context(|| format!("cannot read {}", script.shown()))?;
            let text = rename(&text, &renamed).with_context(|| script.shown().to_string())?;
            fs::write(&script, text).with_context(|| format!("cannot write {}", script.shown()))?;
        }
    }
    Ok(())
}

fn shorten_in_program(program: &Path, wasm_opt: &Path) -> Result<Renamed> {
    let output = Command::new(wasm_opt)
        .arg("--minify-imports-and-exports-and-modules")
        .arg(program)
        .arg("-o")
        .arg(program)
        .output()
        .with_context(|| format!("cannot start {}", wasm_opt.shown()))?;
    ensure!(
        output.status.success(),
        "wasm-opt cannot rename the imports of {}: {}",
        program.shown(),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    serde_json::from_slice(&output.stdout).context("wasm-opt did not say what it renamed")
}

/// A script with the new names: of imports wherever they are, and of exports as properties
/// of `wasm`.
fn rename(script: &str, renamed: &Renamed) -> Result<String> {
    let names = renamed.imports.iter().map(|(_, name, new)| (name, new));
    let mut imports: HashMap<_, _> = names
        .map(|(name, new)| (name.as_str(), (new.as_str(), false)))
        .collect();
    let exports: HashMap<_, _> = renamed
        .exports
        .iter()
        .map(|(name, new)| (name.as_str(), new.as_str()))
        .collect();

    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut text = String::with_capacity(script.len());
    for part in script.split_inclusive(|c| !is_of_name(c)) {
        let name = part.trim_end_matches(|c| !is_of_name(c));
        let rest = part.strip_prefix(name).unwrap_or_default();
        let new = if let Some((new, is_defined)) = imports.get_mut(name) {
            *is_defined = true;
            *new
        } else {
            let is_export = text.ends_with("wasm.");
            let new = is_export.then(|| exports.get(name).copied()).flatten();
            new.unwrap_or(name)
        };
        text.push_str(new);
        text.push_str(rest);
    }
    for (name, (_, is_defined)) in imports {
        ensure!(is_defined, "it does not define {name}");
    }
    let modules: HashSet<_> = renamed.imports.iter().map(|(module, ..)| module).collect();
    for module in modules {
        text = text.replace(&format!("\"{module}\""), &format!("\"{MODULE}\""));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{Renamed, rename};

    fn renamed() -> Renamed {
        serde_json::from_str(
            r#"{
              "imports": [
                ["./app_bg.js", "__wbg_key_1b", "b"],
                ["./app_bg.js", "__wbg_key_1b2", "c"]
              ],
              "exports": [["memory", "d"], ["__wbindgen_start", "e"]]
            }"#,
        )
        .expect("as wasm-opt writes it")
    }

    #[test]
    fn a_script_gets_the_new_names() {
        let script = "const memory = { __wbg_key_1b: function() {}, __wbg_key_1b2() {} };\n\
            return { \"./app_bg.js\": memory };\n\
            wasm.__wbindgen_start(wasm.memory.buffer);";
        let expected = "const memory = { b: function() {}, c() {} };\n\
            return { \"a\": memory };\n\
            wasm.e(wasm.d.buffer);";
        assert_eq!(
            rename(script, &renamed()).expect("both are defined"),
            expected
        );
    }

    #[test]
    fn a_script_without_an_import_is_refused() {
        let error = rename("({ __wbg_key_1b() {} })", &renamed()).expect_err("one is missing");
        assert_eq!(error.to_string(), "it does not define __wbg_key_1b2");
    }
}
