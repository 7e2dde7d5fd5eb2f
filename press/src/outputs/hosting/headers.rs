//! `_headers` and `_redirects`, which Netlify and Cloudflare Pages read from a site's
//! root folder.

use super::{IMMUTABLE, Policy, moves};
use crate::content::Redirect;
use crate::hashed::is_hashed;
use crate::media_types::content_type;
use model::contract::search::FOLDER;
use model::routes::Base;
use std::collections::BTreeSet;

/// The headers for all files and for those that never change.
///
/// `hashed` lists the paths of those files and folders, because neither host supports
/// regular expressions; `feeds` lists those of JSON Feed, with placeholders. Both hosts
/// send the header for revalidation by default; setting it here would combine both values
/// for a file that matches two rules.
pub fn headers(
    base: &Base,
    policies: &[Policy],
    hashed: &BTreeSet<String>,
    feeds: &[String],
) -> String {
    let mut lines = vec![base.href("*")];
    lines.extend(
        policies
            .iter()
            .map(|(name, value)| format!("  {name}: {value}")),
    );
    for path in hashed {
        let all = if path.ends_with('/') { "*" } else { "" };
        lines.push(base.href(format!("{path}{all}")));
        lines.push(format!("  Cache-Control: {IMMUTABLE}"));
    }
    // Their media type does not follow from their extension.
    for feed in feeds {
        lines.push(base.href(feed));
        lines.push(format!("  Content-Type: {}", content_type(feed)));
    }
    lines.join("\n") + "\n"
}

/// The security headers in the `_headers` of a published site: those of its first rule,
/// which is for all files.
pub(super) fn policies_in(headers: &str) -> Vec<Policy> {
    let first = headers.lines().skip(1);
    let lines = first.map_while(|line| line.strip_prefix("  ")?.split_once(": "));
    lines
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The redirects of moved pages, with a line for each spelling of an old URL.
pub fn redirects(moved: &[Redirect], base: &Base) -> String {
    let lines = moves(moved, base).map(|(from, to)| format!("{from} {to} 301\n"));
    lines.collect()
}

/// Of the files of a site, those that never change, in its root and in the folder of search, in
/// order. A folder stands for everything inside.
pub fn hashed_files(files: &BTreeSet<String>) -> BTreeSet<String> {
    let named = files.iter().map(|file| {
        let start = if file.starts_with(FOLDER) {
            FOLDER.len()
        } else {
            0
        };
        let end = file[start..].find('/').map(|slash| start + slash + 1);
        &file[..end.unwrap_or(file.len())]
    });
    let hashed = named.filter(|path| is_hashed(path));
    hashed.map(str::to_owned).collect()
}
