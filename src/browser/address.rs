//! Addresses inside the site that the app handles.

use super::window;
use model::routes::{Base, Route};
use wasm_bindgen::JsCast;
use web_sys::{Element, Location, Node, Url};

/// The target of a navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The page's path below the site's base.
    pub path: String,
    /// The query including `?`, or empty.
    pub search: String,
    /// The fragment including `#`, or empty.
    pub hash: String,
}

impl Address {
    /// The browser's current address; `None` if it is not one of the site's, as in a web
    /// archive.
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

    /// The target of a link, if the app has a page for it. The browser handles everything
    /// else: other sites, files, downloads, other windows.
    pub fn of_link(link: &Element, base: &Base) -> Option<Self> {
        let attribute = |name| link.get_attribute(name).unwrap_or_default();
        let here = window().location();
        // Links in the map are SVG elements, which lack the HTML link properties.
        let url = Url::new_with_base(&attribute("href"), &here.href().ok()?).ok()?;
        let elsewhere = url.origin() != here.origin().ok()?
            || !matches!(attribute("target").as_str(), "" | "_self")
            || link.has_attribute("download")
            || attribute("rel")
                .split_whitespace()
                .any(|relation| relation == "external")
            // Browsers handle text fragments only when they load a page (URL Fragment
            // Text Directives, "Allowing a text directive").
            || url.hash().contains(":~:");
        if elsewhere {
            return None;
        }
        Self::new(base, &url.pathname(), url.search(), url.hash())
    }

    /// Builds an address from its components; `None` if no page matches.
    pub fn new(base: &Base, pathname: &str, search: String, hash: String) -> Option<Self> {
        // Normalized, so that `/about`, `/about/` and `/about/index.html` are the same
        // page to the store.
        let path = Route::parse(base.strip(pathname)?)?.to_string();
        Some(Self { path, search, hash })
    }

    /// The URL shown in the address bar.
    pub fn href(&self, base: &Base) -> String {
        format!("{}{}{}", base.href(&self.path), self.search, self.hash)
    }

    /// Whether two addresses differ only in their fragments.
    pub fn is_same_page(&self, other: &Self) -> bool {
        self.path == other.path && self.search == other.search
    }
}

/// The route of the current page, whichever spelling of its URL the host uses.
pub fn current_route(base: &Base) -> Option<Route> {
    let pathname = window().location().pathname().ok()?;
    // An address that cannot be decoded is not one of the site's.
    let pathname = String::from(js_sys::decode_uri_component(&pathname).ok()?);
    base.route(&pathname)
}

/// The link in which an event occurred.
pub fn link_of(event: &web_sys::Event) -> Option<Element> {
    let node = event.target()?.dyn_into::<Node>().ok()?;
    let element = match node.dyn_into::<Element>() {
        Ok(element) => element,
        Err(node) => node.parent_element()?,
    };
    element.closest("a[href]").ok()?
}
