//! Scripts and styles that pages contain themselves, because the first paint waits for them.

use anyhow::{Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// The contents of a `script` or `style` element of pages. A file would delay the first
/// paint by a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    text: String,
    /// A hash of the text, made once because every page has it in its policy.
    source: String,
}

impl Inline {
    /// Checks that HTML can contain a classic script as it is.
    ///
    /// # Errors
    /// If the script would not end where its element ends (HTML, "Restrictions for contents
    /// of script elements").
    pub fn script(script: &str) -> Result<Self> {
        Self::without(&["<!--", "<script", "</script"], script, "script")
    }

    /// Checks that HTML can contain a style sheet as it is.
    ///
    /// # Errors
    /// If the sheet would not end where its element ends (HTML, "Writing raw text").
    pub fn style(sheet: &str) -> Result<Self> {
        Self::without(&["</style"], sheet, "style sheet")
    }

    fn without(forbidden: &[&str], text: &str, what: &str) -> Result<Self> {
        // Line endings that an HTML parser or an editor might change would change the hash.
        let text = text.replace("\r\n", "\n").trim().to_owned();
        let lower_case = text.to_ascii_lowercase();
        for part in forbidden {
            ensure!(
                !lower_case.contains(part),
                "a {what} inside a page must not contain “{part}”"
            );
        }
        let hash = BASE64_STANDARD.encode(Sha256::digest(&text));
        let source = format!("'sha256-{hash}'");
        Ok(Self { text, source })
    }

    /// The contents of the element.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The expression that allows this text, and no other one, in a content security
    /// policy (CSP3, section 2.3.1).
    pub fn source(&self) -> &str {
        &self.source
    }
}

#[cfg(test)]
mod tests {
    use super::Inline;

    #[test]
    fn its_source_is_a_hash_of_the_text_in_the_element() {
        let script = Inline::script("alert('Hello, world.');\n").expect("a script");
        assert_eq!(script.text(), "alert('Hello, world.');");
        // The example of CSP3, section 8.2.
        assert_eq!(
            script.source(),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn what_would_end_elsewhere_is_refused() {
        for script in ["a = '</SCRIPT>'", "a <!--b", "a = '<script>'"] {
            assert!(Inline::script(script).is_err(), "{script}");
        }
        assert!(Inline::style("a{content:'</Style>'}").is_err());
        assert!(Inline::style("a{content:'<script>'}").is_ok());
    }
}
