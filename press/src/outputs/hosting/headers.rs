//! `_headers` and `_redirects`, which Netlify and Cloudflare Pages read from the root
//! of a site.

use super::{IMMUTABLE, moves, policies};
use crate::content::Redirect;
use crate::hashed::is_hashed;
use crate::media_types::content_type;
use crate::outputs::feeds;
use model::routes::Base;
use std::path::Path;
use std::{fs, io};

/// The headers of all files, and of those that never change.
///
/// `hashed` are the paths of such files and folders, for neither host reads regular
/// expressions. Of all others both say by themselves that they are to be revalidated;
/// saying it here would join both sentences where a file is one of either.
pub fn headers(base: &Base, hashed: &[String]) -> String {
    let mut lines = vec![base.href("*")];
    lines.extend(
        policies()
            .iter()
            .map(|(name, value)| format!("  {name}: {value}")),
    );
    for path in hashed {
        let all = if path.ends_with('/') { "*" } else { "" };
        lines.push(base.href(format!("{path}{all}")));
        lines.push(format!("  Cache-Control: {IMMUTABLE}"));
    }
    // Their type is not that of their ending.
    for feed in feeds::patterns(":country", ":section", feeds::Format::Json) {
        lines.push(base.href(&feed));
        lines.push(format!("  Content-Type: {}", content_type(&feed)));
    }
    lines.join("\n") + "\n"
}

/// The pages that have moved, a line for each spelling of an old address.
pub fn redirects(moved: &[Redirect], base: &Base) -> String {
    let lines = moves(moved, base).map(|(from, to)| format!("{from} {to} 301\n"));
    lines.collect()
}

/// Of the files and folders in the root of a site and in that of search those that
/// never change, a folder for all that is in it; in order.
///
/// # Errors
/// Where the site cannot be read.
pub fn hashed_files(site: &Path) -> io::Result<Vec<String>> {
    let mut hashed = Vec::new();
    for folder in ["", "search/"] {
        for entry in fs::read_dir(site.join(folder))? {
            let entry = entry?;
            let slash = if entry.file_type()?.is_dir() { "/" } else { "" };
            hashed.push(format!(
                "{folder}{}{slash}",
                entry.file_name().to_string_lossy()
            ));
        }
    }
    hashed.retain(|path| is_hashed(path));
    hashed.sort_unstable();
    Ok(hashed)
}
