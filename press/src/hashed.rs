//! Files and folders whose names have a hash of what is in them, so that what is under
//! such a name never changes: the one table of them, which hosts, the service worker and
//! the check of public files ask.

use model::contract::search;
use sha2::{Digest, Sha256};

/// How many hexadecimal digits a hash has at least. Trunk leaves leading zeros out.
const DIGITS: usize = 8;

/// A kind of file, or of folder, whose name has a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hashed {
    /// The app's JavaScript.
    AppScript,
    /// The app.
    AppProgram,
    /// The page's side of keeping pages.
    OfflineScript,
    /// The style.
    Style,
    /// The script that puts the reader's colors on.
    SchemeScript,
    /// The folder of the search program.
    SearchEngine,
    /// The folder of a part of the index of search.
    SearchPart,
    /// What there is to search.
    SearchSite,
    /// The words that can be searched.
    SearchWords,
}

impl Hashed {
    /// All of them.
    const ALL: [Self; 9] = [
        Self::AppScript,
        Self::AppProgram,
        Self::OfflineScript,
        Self::Style,
        Self::SchemeScript,
        Self::SearchEngine,
        Self::SearchPart,
        Self::SearchSite,
        Self::SearchWords,
    ];

    /// What is before the hash, in the site's folder or in that of search, and what is
    /// after it. A folder ends with a slash.
    const fn affixes(self) -> (&'static str, &'static str) {
        match self {
            Self::AppScript => ("newswire-", ".js"),
            Self::AppProgram => ("newswire-", "_bg.wasm"),
            Self::OfflineScript => ("offline-", ".js"),
            Self::Style => ("style-", ".css"),
            Self::SchemeScript => ("scheme-", ".js"),
            Self::SearchEngine => (search::ENGINE_PREFIX, "/"),
            Self::SearchPart => ("part-", "/"),
            Self::SearchSite => (search::SITE_PREFIX, ".json"),
            Self::SearchWords => ("words-", ".txt"),
        }
    }

    /// The folder that it is in, below the site's root: empty, or with a slash at its end.
    const fn folder(self) -> &'static str {
        match self {
            Self::SearchEngine | Self::SearchPart | Self::SearchSite | Self::SearchWords => {
                search::FOLDER
            }
            _ => "",
        }
    }

    /// The name that it has in its folder, with a hash.
    pub fn name(self, hash: &str) -> String {
        let (before, after) = self.affixes();
        format!("{before}{hash}{}", after.trim_end_matches('/'))
    }

    /// Whether a path below the site's root is that of such a file, or is in such a folder.
    fn is(self, path: &str) -> bool {
        let (before, after) = self.affixes();
        let name = path.strip_prefix(self.folder());
        has_hash(name.unwrap_or_default(), before, |rest| {
            if after.ends_with('/') {
                rest.starts_with(after)
            } else {
                rest == after
            }
        })
    }

    /// A regular expression for the paths of such files below the site's root.
    fn pattern(self) -> String {
        let (before, after) = self.affixes();
        let end = if after.ends_with('/') { "" } else { "$" };
        let after = after.replace('.', "\\.");
        format!("{}{before}[0-9a-f]{{{DIGITS},}}{after}{end}", self.folder())
    }
}

/// Whether what is at a path below the site's root never changes.
pub fn is_hashed(path: &str) -> bool {
    Hashed::ALL.iter().any(|kind| kind.is(path))
}

/// A regular expression for the paths of all such files below the site's root, of which
/// `before` is at the beginning. Nginx, Caddy and JavaScript read it alike.
pub fn pattern(before: &str) -> String {
    let kinds = Hashed::ALL.map(Hashed::pattern);
    format!("^{}({})", before.replace('.', "\\."), kinds.join("|"))
}

/// The name of a card in the folder of its page. It has a hash, too, but hosts have no
/// rule for it: none of theirs is for files in any folder.
pub fn card(hash: &str) -> String {
    format!("{CARD_PREFIX}{hash}{CARD_SUFFIX}")
}

/// Whether a file has the name of a card.
pub fn is_card(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    has_hash(name, CARD_PREFIX, |rest| rest == CARD_SUFFIX)
}

const CARD_PREFIX: &str = "card-";
const CARD_SUFFIX: &str = ".png";

fn has_hash(name: &str, before: &str, fits: impl Fn(&str) -> bool) -> bool {
    name.strip_prefix(before).is_some_and(|rest| {
        let is_digit = |it: char| it.is_ascii_digit() || ('a'..='f').contains(&it);
        let after = rest.trim_start_matches(is_digit);
        rest.len() - after.len() >= DIGITS && fits(after)
    })
}

/// A hash over some bytes: the first 64 bits of SHA-256, as 16 hexadecimal digits.
pub(crate) fn fingerprint<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    for bytes in contents {
        // The length keeps `ab` and `c` from being `a` and `bc`.
        digest.update(bytes.len().to_le_bytes());
        digest.update(bytes);
    }
    let digest = digest.finalize();
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Hashed, is_card, is_hashed};

    #[test]
    fn only_what_has_a_hash_in_its_name_never_changes() {
        for path in [
            "newswire-e3d2277ce830ddd3.js",
            "newswire-e3d2277ce830ddd3_bg.wasm",
            "style-0123456789abcdef.css",
            "scheme-0123456789abcdef.js",
            "search/engine-193a606d404cea81/search.js",
            "search/part-193a606d404cea81/index/en_1.pf_index",
            "search/site-193a606d404cea81.json",
            "search/words-193a606d404cea81.txt",
        ] {
            assert!(is_hashed(path), "{path}");
        }
        for path in [
            "index.html",
            "index.json",
            "sw.js",
            "style-guide.css",
            "newswire-feed.js",
            "newswire-e3d2277ce830ddd3.js.map",
            "gsn/article/style-0123456789abcdef.css",
            "search/index.html",
            "search/part-193a606d404cea81",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn every_kind_knows_the_names_that_it_gives() {
        for kind in Hashed::ALL {
            let name = format!("{}{}", kind.folder(), kind.name("0123456789abcdef"));
            let inside = format!("{name}/index.json");
            assert!(kind.is(&name) || kind.is(&inside), "{name}");
        }
        assert!(is_card(&format!("a/b/{}", super::card("0123456789abcdef"))));
        assert!(!is_card("a/b/card-game.png"));
    }
}
