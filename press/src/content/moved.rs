use super::fields::{Fields, Located};
use super::{Move, Pages};
use newswire::routes::Route;
use std::collections::BTreeMap;

const LONGEST_ADDRESS: usize = 500;

/// Reads the tables `[[moved]]`: addresses that pages had, and those that they have.
pub(super) fn read(fields: &mut Fields<'_>, pages: &Pages) -> Vec<Move> {
    let tables = fields.optional_tables("moved").unwrap_or_default();
    let file = fields.file();
    let moves: Vec<_> = tables
        .into_iter()
        .filter_map(|mut table| {
            let from = table.text("from", LONGEST_ADDRESS);
            let to = table.text("to", LONGEST_ADDRESS);
            table.finish();
            Some((from?, to?))
        })
        .collect();

    let mut targets = BTreeMap::new();
    for (Located { value, offset }, to) in &moves {
        if !is_address(value) {
            let problem = format!("“{value}” is no address that a page can have had.");
            let advice = "Write its path from the root, with a slash at its end or as the name of \
                          an HTML file: from = \"/gsn/article/old/\" or from = \"/old.html\"";
            file.fault(*offset, problem, advice);
        } else if pages.has(value) {
            let problem = format!("“{value}” has not moved: it is an address of this site.");
            let advice = "Take it out, or give what stands there another address.";
            file.fault(*offset, problem, advice);
        }
        if targets.insert(&value[..], &to.value[..]).is_some() {
            let problem = format!("“{value}” has moved twice.");
            file.fault(*offset, problem, "Write each address once.");
        }
    }
    for (_, Located { value, offset }) in &moves {
        if let Some(further) = targets.get(&value[..]) {
            let problem = format!("“{value}” has moved itself, to “{further}”.");
            let advice = "Write the address that the page has now.";
            file.fault(*offset, problem, advice);
            continue;
        }
        match Route::parse(value).filter(|route| pages.contains(route)) {
            Some(route) if route.to_string() == *value => {}
            Some(route) => file.fault(
                *offset,
                format!("“{value}” is not how the page’s address is spelled."),
                format!("Write “{route}”."),
            ),
            None => file.fault(
                *offset,
                format!("There is no page “{value}”."),
                pages.advice(value),
            ),
        }
    }
    moves
        .into_iter()
        .map(|(from, to)| Move {
            from: from.value,
            to: to.value,
        })
        .collect()
}

/// Whether a path can be published as a file, and needs no quoting in the languages of
/// hosts: unreserved characters (RFC 3986, section 2.3) between slashes.
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
    fn an_old_address_is_that_of_a_folder_or_an_html_file() {
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
