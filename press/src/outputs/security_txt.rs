//! `/.well-known/security.txt`, which says where to report security vulnerabilities (RFC
//! 9116).

use super::{Output, Site};
use crate::catalog::Catalog;
use crate::content::{Newsroom, SecurityContact};
use crate::site_paths::SECURITY_TXT;
use anyhow::Result;

/// The number of days before the expiration date from which the press warns about it.
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

/// The text of the file. `None` if no contact is given, if the file has expired, because
/// finders must not use it then (section 2.5.5), and if the site is below a base, because
/// the file belongs to the host (section 3).
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

/// A warning to editors if the contact is about to expire or has expired. It is not a
/// fault, because it must not hold up the news.
pub fn warning(newsroom: &Newsroom) -> Option<String> {
    let SecurityContact { expires, .. } = newsroom.security.as_ref()?;
    let days = newsroom.today.until(*expires).ok()?.get_days();
    let what = match days {
        ..=0 => format!("expired on {expires} and is no longer published"),
        1..=NOTICE => format!("expires on {expires}"),
        _ => return None,
    };
    Some(format!(
        "The [security] contact in site.toml {what}. Check that it is still correct, and set \
         “expires” to a later date, within a year."
    ))
}
