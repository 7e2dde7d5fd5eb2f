use super::Pages;
use super::fields::{Fields, Located};
use model::routes::Route;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

/// A page that has moved to another URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old URL below the base: that of a folder, with its slash, or of an HTML file.
    /// No page uses it.
    pub from: String,
    /// The current URL of the page.
    pub to: String,
}

const LONGEST_ADDRESS: usize = 500;

/// The redirects in the tables `[[moved]]`.
pub(super) struct Redirects {
    /// Old URLs and the current ones.
    pub(super) all: Vec<Located<Redirect>>,
    /// The original URL of each renamed page, by its current one.
    pub(super) first_addresses: BTreeMap<String, String>,
}

/// Reads the tables `[[moved]]`. A page that has moved several times can have a table for
/// each move, each pointing to the next URL.
pub(super) fn read(fields: &mut Fields<'_>, pages: &Pages) -> Redirects {
    let tables = fields.optional("moved").tables().unwrap_or_default();
    let file = fields.file();
    let moves: Vec<_> = tables
        .into_iter()
        .filter_map(|mut table| {
            let from = table.required("from").text(LONGEST_ADDRESS);
            let to = table.required("to").text(LONGEST_ADDRESS);
            table.finish();
            Some((from?, to?))
        })
        .collect();

    let mut targets = BTreeMap::new();
    for (Located { value, offset }, to) in &moves {
        if !is_address(value) {
            let problem = format!("Invalid page address “{value}”.");
            let advice = "Write its path from the root, with a trailing slash or as the name of \
                          an HTML file: from = \"/gsn/article/old/\" or from = \"/old.html\"";
            file.fault(*offset, problem, advice);
        } else if pages.has(value) {
            let problem = format!("“{value}” has not moved: it is still an address of this site.");
            let advice = "Remove this redirect, or publish that page at another address.";
            file.fault(*offset, problem, advice);
        }
        if targets.insert(&value[..], &to.value[..]).is_some() {
            let problem = format!("“{value}” is listed twice.");
            file.fault(*offset, problem, "List each address once.");
        }
    }
    let mut resolved = Vec::new();
    for (from, to) in &moves {
        let Located { value, offset } = to;
        let Some(target) = end(value, &targets, pages) else {
            let problem = format!("“{value}” redirects to itself.");
            file.fault(*offset, problem, "Write the page’s current address.");
            continue;
        };
        match Route::parse(target).filter(|route| pages.contains(route)) {
            Some(route) if route.to_string() == target => {}
            // The redirect that points to it is at fault.
            _ if target != value => {}
            Some(route) => file.fault(
                *offset,
                format!("“{value}” is not the exact address of the page."),
                format!("Write “{route}”."),
            ),
            None => file.fault(
                *offset,
                format!("There is no page “{value}”."),
                pages.advice(value),
            ),
        }
        resolved.push(Located {
            offset: from.offset,
            value: Redirect {
                from: from.value.clone(),
                to: target.to_owned(),
            },
        });
    }
    let renames = targets.iter().filter(|(from, to)| is_rename(from, to));
    let later: BTreeSet<&str> = renames.map(|(_, to)| *to).collect();
    let mut first_addresses = BTreeMap::new();
    for Redirect { from, to } in resolved.iter().map(|moved| &moved.value) {
        if is_rename(from, to) && !later.contains(&from[..]) {
            let first = first_addresses.entry(to.clone());
            first.or_insert_with(|| from.clone());
        }
    }
    Redirects {
        all: resolved,
        first_addresses,
    }
}

/// Follows redirects to the final URL; `None` if they form a loop.
fn end<'a>(address: &'a str, targets: &BTreeMap<&str, &'a str>, pages: &Pages) -> Option<&'a str> {
    let mut end = address;
    // Without a loop, each URL is visited at most once.
    for _ in 0..=targets.len() {
        match targets.get(end) {
            Some(next) if !pages.has(end) => end = next,
            _ => return Some(end),
        }
    }
    None
}

/// Whether a URL is a former one of the same page. Redirects from another kind of URL are
/// not renames: an article that replaces a page of an older site never had that page's
/// slug.
fn is_rename(from: &str, to: &str) -> bool {
    let kind = |address: &str| Route::parse(address).map(|route| discriminant(&route));
    kind(from).is_some_and(|from| Some(from) == kind(to))
}

/// Whether a path can be published as a file and needs no quoting in hosts'
/// configuration: unreserved characters (RFC 3986, section 2.3) between slashes.
fn is_address(path: &str) -> bool {
    let is_folder = path.ends_with('/');
    let is_page = is_folder || path.ends_with(".html") || path.ends_with(".htm");
    let inner = path
        .strip_prefix('/')
        .map(|path| path.trim_end_matches('/'));
    let is_segment = |segment: &str| {
        let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        !segment.is_empty() && !segment.starts_with('.') && segment.bytes().all(is_unreserved)
    };
    is_page
        && !path.ends_with("//")
        && inner.is_some_and(|inner| inner.is_empty() || inner.split('/').all(is_segment))
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn old_addresses_are_folders_or_html_files() {
        for path in ["/", "/a/", "/gsn/Article_1.2/~a/", "/old.html", "/a/b.htm"] {
            assert!(is_address(path), "{path}");
        }
        for path in [
            "",
            "a/",
            "/a",
            "//",
            "//a/",
            "/a//",
            "/a//b/",
            "/../a/",
            "/.well-known/a/",
            "/a b/",
            "/a?b=c/",
            "/a;/",
            "/ä/",
            "https://newswire.example/a/",
        ] {
            assert!(!is_address(path), "{path}");
        }
    }
}
