//! The names of files that the site has once, by their paths below its root.
//!
//! Those that scripts ask for, too, are in [`model::contract::files`]; those with a hash
//! in [`hashed`](crate::hashed).

/// What the press knows its own sites by: the list of all files that it has written.
pub const PRESS_MANIFEST: &str = ".press-manifest";
/// The headers that Netlify and Cloudflare Pages read.
pub const HEADERS: &str = "_headers";
/// The redirects that they read.
pub const REDIRECTS: &str = "_redirects";
/// What the licenses of others ask for.
pub const NOTICES: &str = "third-party-notices.txt";
/// The sitemap of all pages, or the index of its parts.
pub const SITEMAP: &str = "sitemap.xml";
/// The sitemap of the latest news.
pub const NEWS_SITEMAP: &str = "sitemap-news.xml";
/// What robots read first. A newswire can bring its own.
pub const ROBOTS: &str = "robots.txt";
/// Whom to tell of a hole in the site's security (RFC 9116).
pub const SECURITY_TXT: &str = ".well-known/security.txt";
