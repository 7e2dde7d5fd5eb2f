//! Files and folders with a content hash in their name, so that their contents never
//! change. This is the single list of them, used by host configuration, the service
//! worker and the check of public files.

use model::contract::search;
use sha2::{Digest, Sha256};

/// The minimum number of hexadecimal digits in a hash. Trunk drops leading zeros.
const DIGITS: usize = 8;

/// A kind of file or folder with a hash in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hashed {
    /// The app's JavaScript.
    AppScript,
    /// The app.
    AppProgram,
    /// The script that saves pages for offline reading.
    OfflineScript,
    /// The script that announces new posts of a live story.
    LiveScript,
    /// The style sheet.
    Style,
    /// The folder with the renditions of a picture.
    Picture,
    /// The folder of the search program.
    SearchEngine,
    /// The folder of a part of the search index.
    SearchPart,
    /// The list of the index parts and the filters.
    SearchSite,
}

impl Hashed {
    /// All of them.
    const ALL: [Self; 9] = [
        Self::AppScript,
        Self::AppProgram,
        Self::OfflineScript,
        Self::LiveScript,
        Self::Style,
        Self::Picture,
        Self::SearchEngine,
        Self::SearchPart,
        Self::SearchSite,
    ];

    /// The parts of the name before and after the hash. A folder ends with a slash.
    const fn affixes(self) -> (&'static str, &'static str) {
        match self {
            Self::AppScript => ("newswire-", ".js"),
            Self::AppProgram => ("newswire-", "_bg.wasm"),
            Self::OfflineScript => ("offline-", ".js"),
            Self::LiveScript => ("live-", ".js"),
            Self::Style => ("style-", ".css"),
            Self::Picture => ("picture-", "/"),
            Self::SearchEngine => (search::ENGINE_PREFIX, "/"),
            Self::SearchPart => ("part-", "/"),
            Self::SearchSite => (search::SITE_PREFIX, ".json"),
        }
    }

    /// The folder that it is in, below the site's root: empty, or with a trailing slash.
    const fn folder(self) -> &'static str {
        match self {
            Self::SearchEngine | Self::SearchPart | Self::SearchSite => search::FOLDER,
            Self::Picture => "pictures/",
            _ => "",
        }
    }

    /// The name in its folder, for a given hash.
    pub fn name(self, hash: &str) -> String {
        let (before, after) = self.affixes();
        format!("{before}{hash}{}", after.trim_end_matches('/'))
    }

    /// The path below the site's root, for a given hash.
    pub fn path(self, hash: &str) -> String {
        self.folder().to_owned() + &self.name(hash)
    }

    /// Whether a path below the site's root is a file of this kind or inside such a
    /// folder.
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

    /// A regular expression for paths of this kind below the site's root.
    fn pattern(self) -> String {
        let (before, after) = self.affixes();
        let end = if after.ends_with('/') { "" } else { "$" };
        let after = after.replace('.', "\\.");
        format!("{}{before}[0-9a-f]{{{DIGITS},}}{after}{end}", self.folder())
    }
}

/// Whether the file at a path below the site's root never changes.
pub fn is_hashed(path: &str) -> bool {
    Hashed::ALL.iter().any(|kind| kind.is(path))
}

/// A regular expression for all such paths below the site's root, with `before` as a
/// prefix. Its syntax is the same in nginx, Caddy and JavaScript.
pub fn pattern(before: &str) -> String {
    let kinds = Hashed::ALL.map(Hashed::pattern);
    format!("^{}({})", before.replace('.', "\\."), kinds.join("|"))
}

/// The name of a card in the folder of its page. It has a hash as well, but no host rule
/// matches it, because such rules do not cover files in arbitrary folders.
pub fn card(hash: &str) -> String {
    format!("{CARD_PREFIX}{hash}{CARD_SUFFIX}")
}

/// Whether a file is named like a card.
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

/// A hash of some byte strings: the first 64 bits of SHA-256, as 16 hexadecimal digits.
pub(crate) fn fingerprint<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    for bytes in contents {
        // Hash the length, so that `ab` and `c` differ from `a` and `bc`.
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
    fn only_files_with_a_hash_in_their_name_never_change() {
        for path in [
            "newswire-e3d2277ce830ddd3.js",
            "newswire-e3d2277ce830ddd3_bg.wasm",
            "style-0123456789abcdef.css",
            "search/engine-193a606d404cea81/search.js",
            "search/part-193a606d404cea81/w0.bin",
            "search/site-193a606d404cea81.json",
            "pictures/picture-193a606d404cea81/720.avif",
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
    fn every_kind_recognizes_its_own_names() {
        for kind in Hashed::ALL {
            let name = format!("{}{}", kind.folder(), kind.name("0123456789abcdef"));
            let inside = format!("{name}/index.json");
            assert!(kind.is(&name) || kind.is(&inside), "{name}");
        }
        assert!(is_card(&format!("a/b/{}", super::card("0123456789abcdef"))));
        assert!(!is_card("a/b/card-game.png"));
    }
}
