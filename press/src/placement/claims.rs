//! Which places of the site are taken, so that nothing that is published takes that of
//! something else: neither a file that of another, nor a file that of a folder.

use std::collections::BTreeMap;

/// What is published at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A file that the press writes itself.
    Press,
    /// A file of `public/`.
    Public,
    /// The page that leads on from an address that a page had.
    Redirect,
}

/// The place of a file, and what is published there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    /// The path below the site's root.
    pub(super) path: String,
    pub(super) owner: Owner,
}

/// How two files get in each other's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// They have one path, but for upper and lower case, which some hosts and systems
    /// do not tell apart.
    Same,
    /// The other one is a file where this one needs a folder.
    Within,
    /// The other one is in a folder where this one is a file.
    Around,
}

/// The places that are taken, by their paths in lower case.
#[derive(Debug, Default)]
pub(super) struct Claims(BTreeMap<String, Claim>);

impl Claims {
    /// Takes the place of a file, unless it gets in the way of one that is there.
    pub(super) fn add(&mut self, path: &str, owner: Owner) -> Result<(), (Clash, Claim)> {
        if let Some((clash, claim)) = self.clash(path) {
            return Err((clash, claim.clone()));
        }
        let path = path.to_owned();
        self.0.insert(path.to_lowercase(), Claim { path, owner });
        Ok(())
    }

    /// What is in the way of a file.
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
    fn a_place_is_taken_once() {
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
