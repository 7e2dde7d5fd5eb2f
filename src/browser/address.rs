//! Addresses inside the site, as far as the app answers to them.

use super::window;
use model::routes::{Base, Route};
use wasm_bindgen::JsCast;
use web_sys::{Element, Location, Node, Url};

/// Where a navigation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The page, as a path below the site's base.
    pub path: String,
    /// The query, with its question mark, or nothing.
    pub search: String,
    /// The fragment, with its hash, or nothing.
    pub hash: String,
}

impl Address {
    /// The address that the browser is at; `None` where that is none of the site's, as
    /// in an archive of the web.
    pub fn current(base: &Base) -> Option<Self> {
        let location = window().location();
        let part = |read: fn(&Location) -> Result<String, wasm_bindgen::JsValue>| {
            read(&location).unwrap_or_default()
        };
        Some(Self {
            path: current_route(base)?.to_string(),
            search: part(Location::search),
            hash: part(Location::hash),
        })
    }

    /// Where a link leads, if that is a page of the app's. Everything else is
    /// the browser's: other sites, files, downloads, other windows.
    pub fn of_link(link: &Element, base: &Base) -> Option<Self> {
        let attribute = |name| link.get_attribute(name).unwrap_or_default();
        let here = window().location();
        // The links of a map are SVG's, which have none of HTML's properties.
        let url = Url::new_with_base(&attribute("href"), &here.href().ok()?).ok()?;
        let elsewhere = url.origin() != here.origin().ok()?
            || !matches!(attribute("target").as_str(), "" | "_self")
            || link.has_attribute("download")
            || attribute("rel")
                .split_whitespace()
                .any(|relation| relation == "external")
            // Only a browser that loads a page looks for words in it (URL Fragment Text
            // Directives, "Allowing a text directive").
            || url.hash().contains(":~:");
        if elsewhere {
            return None;
        }
        Self::new(base, &url.pathname(), url.search(), url.hash())
    }

    /// An address by its parts; `None` where there is no page.
    pub fn new(base: &Base, pathname: &str, search: String, hash: String) -> Option<Self> {
        // Printed again, so that `/about`, `/about/` and `/about/index.html`
        // are one page to the store.
        let path = Route::parse(base.strip(pathname)?)?.to_string();
        Some(Self { path, search, hash })
    }

    /// What stands in the address bar.
    pub fn href(&self, base: &Base) -> String {
        format!("{}{}{}", base.href(&self.path), self.search, self.hash)
    }

    /// Whether two addresses differ in nothing but their fragments.
    pub fn is_same_page(&self, other: &Self) -> bool {
        self.path == other.path && self.search == other.search
    }
}

/// The route of the page that the browser is at, whatever its host calls it.
pub fn current_route(base: &Base) -> Option<Route> {
    let pathname = window().location().pathname().ok()?;
    // What cannot be decoded is none of the site's addresses.
    let pathname = String::from(js_sys::decode_uri_component(&pathname).ok()?);
    base.route(&pathname)
}

/// The link that an event happened in.
pub fn link_of(event: &web_sys::Event) -> Option<Element> {
    let node = event.target()?.dyn_into::<Node>().ok()?;
    let element = match node.dyn_into::<Element>() {
        Ok(element) => element,
        Err(node) => node.parent_element()?,
    };
    element.closest("a[href]").ok()?
}
