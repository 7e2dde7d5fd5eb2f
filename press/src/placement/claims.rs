//! Tracks which paths on the site are taken, so that nothing published collides with
//! anything else: no file may replace another file, or have the path of a folder.

use std::collections::BTreeMap;

/// The kind of thing that is published at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A file that the press writes.
    Press,
    /// A file from `public/`.
    Public,
    /// A page that redirects from an old URL.
    Redirect,
}

/// The path of a file, and its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The path below the site's root.
    pub(super) path: String,
    pub(super) owner: Owner,
}

/// How two files collide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// The paths are equal, except possibly for case, which some hosts and systems
    /// ignore.
    Same,
    /// The other path is a file where this one needs a folder.
    Within,
    /// The other path needs a folder where this one is a file.
    Around,
}

/// The taken paths, keyed by their lowercase form.
#[derive(Debug, Default)]
pub(super) struct Claims(BTreeMap<String, Claim>);

impl Claims {
    /// Claims the path of a file, unless it collides with an earlier claim.
    pub(super) fn add(&mut self, path: &str, owner: Owner) -> Result<(), (Clash, Claim)> {
        if let Some((clash, claim)) = self.clash(path) {
            return Err((clash, claim.clone()));
        }
        let path = path.to_owned();
        self.0.insert(path.to_lowercase(), Claim { path, owner });
        Ok(())
    }

    /// The claim that a file collides with.
    pub(super) fn clash(&self, path: &str) -> Option<(Clash, &Claim)> {
        let key = path.to_lowercase();
        if let Some(claim) = self.0.get(&key) {
            return Some((Clash::Same, claim));
        }
        let folders = key.match_indices('/').map(|(slash, _)| &key[..slash]);
        if let Some(claim) = folders.filter_map(|folder| self.0.get(folder)).next() {
            return Some((Clash::Within, claim));
        }
        let folder = format!("{key}/");
        let (_, claim) = self.0.range(folder.clone()..).next()?;
        let is_within = claim.path.to_lowercase().starts_with(&folder);
        is_within.then_some((Clash::Around, claim))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_is_claimed_once() {
        let mut claims = Claims::default();
        for path in ["sw.js", "about/index.html", "about/index.json", "a/b/c.txt"] {
            assert_eq!(claims.add(path, Owner::Press), Ok(()), "{path}");
        }
        for (path, expected) in [
            ("sw.js", Some((Clash::Same, "sw.js"))),
            ("SW.js", Some((Clash::Same, "sw.js"))),
            ("sw.js/index.html", Some((Clash::Within, "sw.js"))),
            ("Sw.js/a/b.html", Some((Clash::Within, "sw.js"))),
            ("about", Some((Clash::Around, "about/index.html"))),
            ("A/b", Some((Clash::Around, "a/b/c.txt"))),
            ("a", Some((Clash::Around, "a/b/c.txt"))),
            ("about/picture.png", None),
            ("about.html", None),
            ("ab", None),
            ("a/b/d.txt", None),
        ] {
            let clash = claims.clash(path);
            let clash = clash.map(|(clash, claim)| (clash, claim.path.as_str()));
            assert_eq!(clash, expected, "{path}");
        }
    }
}
