//! The paths of special files below the site's root.
//!
//! Those that scripts also use are in [`model::contract::files`], and those with a hash
//! in [`hashed`](crate::hashed).

/// The manifest that identifies a site published by the press: it lists all files that
/// the press wrote.
pub const PRESS_MANIFEST: &str = ".press-manifest";
/// The headers for Netlify and Cloudflare Pages.
pub const HEADERS: &str = "_headers";
/// The redirects for Netlify and Cloudflare Pages.
pub const REDIRECTS: &str = "_redirects";
/// Third-party license notices.
pub const NOTICES: &str = "third-party-notices.txt";
/// The sitemap of all pages, or the index of its parts.
pub const SITEMAP: &str = "sitemap.xml";
/// The sitemap of the latest news.
pub const NEWS_SITEMAP: &str = "sitemap-news.xml";
/// The rules for crawlers. A newswire can provide its own.
pub const ROBOTS: &str = "robots.txt";
/// Where to report security vulnerabilities (RFC 9116).
pub const SECURITY_TXT: &str = ".well-known/security.txt";
/// The icon of the site; a newswire brings its own.
pub const FAVICON: &str = "favicon.svg";
/// The icon for home screens; a newswire brings its own.
pub const TOUCH_ICON: &str = "touch-icon.png";
