//! Configuration for hosts: caching, media types, security policies and redirects.
//!
//! The rules are defined here, once. The other modules translate them into the syntax of
//! each host.

mod caddy;
mod headers;
mod nginx;
mod objects;

use super::{Output, Site};
use crate::app_build::{AppBuild, Sheet};
use crate::catalog::Catalog;
use crate::content::{Newsroom, Redirect};
use crate::feed;
use crate::hashed;
use crate::outputs::html::head::content_security_policy;
use crate::site_paths::{HEADERS, REDIRECTS};
use anyhow::Result;
pub use caddy::caddyfile;
pub use headers::{hashed_files, headers, redirects};
use model::routes::Base;
pub use nginx::nginx;
pub use objects::objects;
use std::fs;
use std::path::Path;

/// The files that Netlify and Cloudflare Pages read from the site itself.
pub(super) struct Hosting;

impl Output for Hosting {
    fn paths(&self, _: &Catalog<'_>) -> Vec<String> {
        vec![HEADERS.to_owned(), REDIRECTS.to_owned()]
    }

    fn finish(&mut self, site: &Site<'_>) -> Result<()> {
        let newsroom = site.catalog.newsroom();
        let base = newsroom.site.base();
        let mut policies = policies(site.app);
        if newsroom.is_preview() {
            policies.push(("X-Robots-Tag".to_owned(), "noindex".to_owned()));
        }
        let placeholders = [":country", ":section", ":topic", ":author", ":tag"];
        let feeds = feed::patterns(site.catalog, placeholders, feed::Format::Json);
        let hashed = hashed_files(&site.writer.files());
        site.writer.write(
            HEADERS,
            headers(&base, &policies, &hashed, &feeds).as_bytes(),
        )?;
        site.writer
            .write(REDIRECTS, redirects(&newsroom.redirects, &base).as_bytes())
    }
}

/// Lets browsers keep a file forever, because its name contains a hash of its contents
/// (RFC 8246).
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For all other files: revalidate before use (RFC 9111, section 5.2.2.4). This includes
/// `sw.js`, which controls what else is cached.
pub const REVALIDATED: &str = "no-cache";

/// A self-hosted web server for the site.
#[derive(Clone, Debug)]
pub struct Server<'a> {
    /// The security headers of the site in that folder.
    policies: &'a [Policy],
    /// The host name, with the port if the origin has one.
    host: &'a str,
    /// The path of the site's folder, without a trailing slash.
    root: &'a str,
    /// The pages that have moved.
    moved: &'a [Redirect],
    base: Base,
}

impl<'a> Server<'a> {
    /// A server for a newsroom's origin, with the site in the folder `root`.
    pub fn new(newsroom: &'a Newsroom, root: &'a str, policies: &'a [Policy]) -> Self {
        let host = newsroom.origin.split_once("://");
        Self {
            policies,
            host: host.map_or(newsroom.origin.as_str(), |(_, host)| host),
            root: root.trim_end_matches('/'),
            moved: &newsroom.redirects,
            base: newsroom.site.base(),
        }
    }
}

/// A header of every response: its name and its value.
pub type Policy = (String, String);

/// The security headers of every response: what Mozilla's HTTP Observatory
/// checks for.
///
/// The page itself contains most of the content security policy, for hosts that send no
/// headers; only a header can say who may frame it (CSP3, section 6.4.2).
pub fn policies(app: &AppBuild) -> Vec<Policy> {
    let content = content_security_policy(app, &Sheet::ALL);
    let policies = [
        (
            "Content-Security-Policy",
            format!("{content}; frame-ancestors 'none'"),
        ),
        // RFC 6797. Two years, for this host only: its subdomains are not ours to decide
        // about.
        ("Strict-Transport-Security", "max-age=63072000".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("X-Frame-Options", "DENY".to_owned()),
        (
            "Referrer-Policy",
            "strict-origin-when-cross-origin".to_owned(),
        ),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
                .to_owned(),
        ),
    ];
    policies
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

/// The security headers of a published site, as its `_headers` has them; none if that cannot be
/// read.
pub fn policies_of(site: &Path) -> Vec<Policy> {
    let headers = fs::read_to_string(site.join(HEADERS)).unwrap_or_default();
    headers::policies_in(&headers)
}

/// A warning for people who configure their own server: one that sends the policies of the
/// `previous` site would keep browsers from using what pages of this one contain.
pub fn warn_of_other_policies(previous: &Path, app: &AppBuild) -> Option<String> {
    let sent = policies_of(previous);
    (!sent.is_empty() && sent != policies(app)).then(|| {
        "The security policy has changed. If your server’s configuration is from `press hosts`, \
         write it again, or browsers will show pages without their style."
            .to_owned()
    })
}

/// The `Cache-Control` header of a file, from its path below the site's root.
pub fn cache_control(path: &str) -> &'static str {
    if hashed::is_hashed(path) {
        IMMUTABLE
    } else {
        REVALIDATED
    }
}

/// The spellings of each old URL with the page's current URL, both including the base.
/// The URL of a folder may lack its trailing slash.
fn moves<'a>(moved: &'a [Redirect], base: &'a Base) -> impl Iterator<Item = (String, String)> + 'a {
    moved.iter().flat_map(move |Redirect { from, to }| {
        let without_slash = from.strip_suffix('/');
        let spellings = [Some(from.as_str()), without_slash].into_iter().flatten();
        spellings.map(move |from| (base.href(from), base.href(to)))
    })
}
