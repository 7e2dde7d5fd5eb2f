//! Inserts the names that Rust and JavaScript share into scripts.

use anyhow::{Context, Result};
use model::contract;

/// How a script refers to a shared name: `contract.events.SHOWN`.
const BEGINNING: &str = "contract.";

/// A script with each `contract.MODULE.NAME` replaced by that name of
/// [`model::contract`], as a JavaScript string.
///
/// # Errors
/// If the script uses a name that the contract does not have; `file` is the script to
/// name in the message.
pub(super) fn fill(script: &str, file: &str) -> Result<String> {
    let mut pieces = script.split(BEGINNING);
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_of_name = |it: char| it.is_ascii_alphanumeric() || "._".contains(it);
        let end = piece.find(|it| !is_of_name(it)).unwrap_or(piece.len());
        let (asked, rest) = piece.split_at(end);
        let mut names = asked.splitn(3, '.');
        let (module, name) = (names.next(), names.next());
        let value = contract::value(module.unwrap_or_default(), name.unwrap_or_default());
        let value = value.with_context(|| {
            format!(
                "{file} asks for {BEGINNING}{asked}, which is not in \
                 model/src/contract.rs"
            )
        })?;
        filled.push_str(&serde_json::to_string(value)?);
        if let Some(method) = names.next() {
            filled.push('.');
            filled.push_str(method);
        }
        filled.push_str(rest);
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn names_are_put_in_as_strings() {
        let script = "on(contract.events.SHOWN);find(`.${contract.classes.SAVING} a`);\
                      contract.files.WORKER.length";
        let filled = fill(script, "page.js").expect("known names");
        let expected = "on(\"newswire:shown\");find(`.${\"saving\"} a`);\"sw.js\".length";
        assert_eq!(filled, expected);
    }

    #[test]
    fn a_name_that_is_not_in_the_contract_is_refused() {
        for script in [
            "contract.events.SHOWED",
            "contract.event.SHOWN",
            "contract.ids",
        ] {
            let error = fill(script, "page.js").expect_err("an unknown name");
            assert!(error.to_string().contains(script), "{error}");
        }
    }
}
