//! Whole addresses of what is on the site, and names that outlive them.

use crate::content::Newsroom;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use model::Html;
use model::routes::Route;
use std::fmt::Display;

/// The attributes that hold an address in a text that has been sanitised.
const ADDRESSES: [&str; 4] = ["href", "src", "poster", "cite"];

impl Newsroom {
    /// The whole address of a path below the base.
    pub fn address(&self, path: impl Display) -> String {
        format!("{}{}", self.origin, self.site.base().href(path))
    }

    /// The name of what is at a path below the base: a `tag` URI (RFC 4151). It stays
    /// when the site moves to another host or below another base, and when the page, or
    /// the one whose folder the path is in, gets another address.
    pub fn tag(&self, path: impl Display) -> String {
        let path = path.to_string();
        let ends = path.match_indices('/').map(|(slash, _)| slash + 1);
        let first = ends.rev().find_map(|end| {
            let (folder, file) = path.split_at(end);
            Some(format!("{}{file}", self.first_addresses.get(folder)?))
        });
        format!("tag:{}:{}", self.tagging_entity, first.unwrap_or(path))
    }

    /// A page's running text for other places than its page: every address in it is
    /// whole, and what only the page's own style and links know of is not there.
    pub fn detached(&self, html: &Html, route: &Route) -> String {
        let page = self.address(route);
        let settings =
            RewriteStrSettings::new().append_element_content_handler(element!("*", |element| {
                for name in ADDRESSES {
                    let Some(value) = element.get_attribute(name) else {
                        continue;
                    };
                    // The base is in it already.
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
        // Fails only where a handler does, or where memory is limited.
        rewrite_str(html.as_str(), settings).unwrap_or_default()
    }
}

/// The path of a file that belongs to a page, and stands beside its `index.html`.
pub fn beside(route: &Route, file: impl Display) -> String {
    format!("{route}{file}")
}
