//! A script that pages contain themselves, because it must run before the first paint.

use anyhow::{Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// A classic script for the `script` element of every page. A file would delay the first
/// paint by a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineScript(String);

impl InlineScript {
    /// Checks that HTML can contain a script as it is.
    ///
    /// # Errors
    /// If the script would not end where its element ends (HTML, "Restrictions for contents
    /// of script elements").
    pub fn new(script: &str) -> Result<Self> {
        // Line endings that an HTML parser or an editor might change would change the hash.
        let script = script.replace("\r\n", "\n").trim().to_owned();
        let lower_case = script.to_ascii_lowercase();
        for text in ["<!--", "<script", "</script"] {
            ensure!(
                !lower_case.contains(text),
                "a script inside a page must not contain “{text}”"
            );
        }
        Ok(Self(script))
    }

    /// The contents of the `script` element.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The expression that allows this script, and no other one, in a content security
    /// policy (CSP3, section 2.3.1).
    pub fn source(&self) -> String {
        let hash = BASE64_STANDARD.encode(Sha256::digest(&self.0));
        format!("'sha256-{hash}'")
    }
}

#[cfg(test)]
mod tests {
    use super::InlineScript;

    #[test]
    fn its_source_is_a_hash_of_the_text_in_the_element() {
        let script = InlineScript::new("alert('Hello, world.');\n").expect("a script");
        assert_eq!(script.text(), "alert('Hello, world.');");
        // The example of CSP3, section 8.2.
        assert_eq!(
            script.source(),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn a_script_that_would_end_elsewhere_is_refused() {
        for script in ["a = '</SCRIPT>'", "a <!--b", "a = '<script>'"] {
            assert!(InlineScript::new(script).is_err(), "{script}");
        }
    }
}
