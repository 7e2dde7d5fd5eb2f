//! `/.well-known/security.txt`, which tells finders of a hole in the site's security
//! whom to tell (RFC 9116).

use super::{Output, Site};
use crate::catalog::Catalog;
use crate::content::{Newsroom, SecurityContact};
use crate::site_paths::SECURITY_TXT;
use anyhow::Result;

/// From how many days before it expires the press says so.
const NOTICE: i32 = 30;

/// The file.
pub(super) struct SecurityTxt;

impl Output for SecurityTxt {
    /// Taken even on a day on which it is not published.
    fn paths(&self, catalog: &Catalog<'_>) -> Vec<String> {
        let security = catalog.newsroom().security.iter();
        security.map(|_| SECURITY_TXT.to_owned()).collect()
    }

    fn finish(&mut self, site: &Site<'_>) -> Result<()> {
        match file(site.catalog.newsroom()) {
            Some(text) => site.writer.write(SECURITY_TXT, text.as_bytes()),
            None => Ok(()),
        }
    }
}

/// What stands in the file. There is none where nobody is named or what is said has
/// expired, which finders would have to take for stale (section 2.5.5), and none for a
/// site below a base, for it is the host's (section 3).
pub fn file(newsroom: &Newsroom) -> Option<String> {
    let SecurityContact { contact, expires } = newsroom.security.as_ref()?;
    let is_at_root = newsroom.site.base().as_str() == "/";
    (is_at_root && newsroom.today < *expires).then(|| {
        format!(
            "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en\n\
             Canonical: {}/{SECURITY_TXT}\n",
            newsroom.origin
        )
    })
}

/// What the editors are to be told of it, where its day is near or has come. That is no
/// fault, for no news should wait for it.
pub fn warning(newsroom: &Newsroom) -> Option<String> {
    let SecurityContact { expires, .. } = newsroom.security.as_ref()?;
    let days = newsroom.today.until(*expires).ok()?.get_days();
    let what = match days {
        ..=0 => format!("has expired on {expires}, and is not published"),
        1..=NOTICE => format!("expires on {expires}"),
        _ => return None,
    };
    Some(format!(
        "What site.toml says under [security] {what}. See whether it still holds, and write a \
         later day at “expires”, within a year."
    ))
}
