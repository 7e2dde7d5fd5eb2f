//! Absolute URLs on the site, and permanent ids that survive a change of URL.

use crate::content::Newsroom;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use model::Html;
use model::routes::Route;
use std::fmt::Display;

/// The attributes in sanitized text that hold a URL.
const ADDRESSES: [&str; 4] = ["href", "src", "poster", "cite"];

impl Newsroom {
    /// The absolute URL of a path below the base.
    pub fn address(&self, path: impl Display) -> String {
        format!("{}{}", self.origin, self.site.base().href(path))
    }

    /// A permanent id for a path below the base: a `tag` URI (RFC 4151). It stays the
    /// same when the site moves to another host or base, and when the page itself, or the
    /// page whose folder holds the path, gets a new URL.
    pub fn tag(&self, path: impl Display) -> String {
        let path = path.to_string();
        let ends = path.match_indices('/').map(|(slash, _)| slash + 1);
        let first = ends.rev().find_map(|end| {
            let (folder, file) = path.split_at(end);
            Some(format!("{}{file}", self.first_addresses.get(folder)?))
        });
        format!("tag:{}:{}", self.tagging_entity, first.unwrap_or(path))
    }

    /// A page's running text for use outside its page: every URL is absolute, and
    /// anything that depends on the page's own styles and links is removed.
    pub fn detached(&self, html: &Html, route: &Route) -> String {
        let page = self.address(route);
        let settings =
            RewriteStrSettings::new().append_element_content_handler(element!("*", |element| {
                for name in ADDRESSES {
                    let Some(value) = element.get_attribute(name) else {
                        continue;
                    };
                    // The base is already included.
                    match value.as_bytes() {
                        [b'/', b'/', ..] => {}
                        [b'/', ..] => {
                            element.set_attribute(name, &format!("{}{value}", self.origin))?;
                        }
                        [b'#', ..] => element.set_attribute(name, &format!("{page}{value}"))?,
                        _ => {}
                    }
                }
                for name in ["id", "class"] {
                    element.remove_attribute(name);
                }
                Ok(())
            }));
        // Fails only if a handler fails or memory is limited, and neither applies here.
        rewrite_str(html.as_str(), settings).unwrap_or_default()
    }
}

/// The path of a file that belongs to a page and sits next to its `index.html`.
pub fn beside(route: &Route, file: impl Display) -> String {
    format!("{route}{file}")
}
