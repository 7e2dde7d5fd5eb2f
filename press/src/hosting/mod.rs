//! What hosts are told of the site: for how long browsers keep which file, of which
//! type it is, what a browser may do on a page, and where a page has moved.
//!
//! The rules stand here, once. The other modules say them in the words of each host.

mod caddy;
mod headers;
mod nginx;
mod objects;

use crate::content::{Move, Newsroom};
use crate::hashed;
use crate::head::CONTENT_SECURITY_POLICY;
pub use caddy::caddyfile;
pub use headers::{hashed_files, headers, redirects};
use model::routes::Base;
pub use nginx::nginx;
pub use objects::objects;

/// The file of headers that Netlify and Cloudflare Pages read.
pub const HEADERS: &str = "_headers";

/// The file of redirects that they read.
pub const REDIRECTS: &str = "_redirects";

/// Says of a file whose name bears the hash of what is in it that it is kept for
/// good (RFC 8246).
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Says of every other file that a browser asks whether its copy is still good
/// (RFC 9111, section 5.2.2.4). Of these is also `sw.js`, which decides what else is
/// kept.
pub const REVALIDATED: &str = "no-cache";

/// The types of files by their endings, the longest first (IANA, "Media Types"), where
/// hosts may not know them or say no character set.
const TYPES: [(&str, &str); 32] = [
    ("feed.json", "application/feed+json"),
    (".webmanifest", "application/manifest+json"),
    (".aac", "audio/aac"),
    (".atom", "application/atom+xml"),
    (".avif", "image/avif"),
    (".css", "text/css; charset=utf-8"),
    (".flac", "audio/flac"),
    (".gif", "image/gif"),
    (".html", "text/html; charset=utf-8"),
    (".ico", "image/vnd.microsoft.icon"),
    (".jpeg", "image/jpeg"),
    (".jpg", "image/jpeg"),
    (".js", "text/javascript; charset=utf-8"),
    (".json", "application/json"),
    (".m4a", "audio/mp4"),
    (".m4v", "video/mp4"),
    (".md", "text/markdown; charset=utf-8"),
    (".mp3", "audio/mpeg"),
    (".mp4", "video/mp4"),
    (".oga", "audio/ogg"),
    (".ogg", "audio/ogg"),
    (".ogv", "video/ogg"),
    (".opus", "audio/ogg"),
    (".png", "image/png"),
    (".svg", "image/svg+xml"),
    (".txt", "text/plain; charset=utf-8"),
    (".vtt", "text/vtt; charset=utf-8"),
    (".wasm", "application/wasm"),
    (".wav", "audio/wav"),
    (".webm", "video/webm"),
    (".webp", "image/webp"),
    (".xml", "application/xml"),
];

/// The type of all other files, such as those of Pagefind.
const OTHER_TYPE: &str = "application/octet-stream";

/// A server that somebody runs for the site.
#[derive(Clone, Debug)]
pub struct Server<'a> {
    /// The name of the host, with the port if the origin has one.
    host: &'a str,
    /// The folder that the site stands in, without a slash at its end.
    root: &'a str,
    /// The pages that have moved.
    moved: &'a [Move],
    base: Base,
}

impl<'a> Server<'a> {
    /// A server of a newsroom's origin that has the site in the folder `root`.
    pub fn new(newsroom: &'a Newsroom, root: &'a str) -> Self {
        let host = newsroom.origin.split_once("://");
        Self {
            host: host.map_or(newsroom.origin.as_str(), |(_, host)| host),
            root: root.trim_end_matches('/'),
            moved: &newsroom.moved,
            base: newsroom.site.base(),
        }
    }
}

/// The policies that every answer bears, by the names of their headers: what
/// Mozilla's HTTP Observatory asks for.
///
/// The page says most of the content policy itself, for hosts that send no headers;
/// who may frame it can be said in a header alone (CSP3, section 6.4.2).
pub fn policies() -> Vec<(&'static str, String)> {
    vec![
        (
            "Content-Security-Policy",
            format!("{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"),
        ),
        // RFC 6797. Two years, of this host alone: others of its domain are not ours.
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
    ]
}

/// For how long browsers keep a file, by its path below the site's root.
pub fn cache_control(path: &str) -> &'static str {
    if hashed::is_hashed(path) {
        IMMUTABLE
    } else {
        REVALIDATED
    }
}

/// The type of a file, by its path.
pub fn content_type(path: &str) -> &'static str {
    let known = TYPES.iter().find(|(ending, _)| path.ends_with(ending));
    known.map_or(OTHER_TYPE, |(_, content_type)| content_type)
}

/// The spellings of an old address, and the address that the page has now; the base
/// is in both. That of a folder may lack its slash.
fn moves<'a>(moved: &'a [Move], base: &'a Base) -> impl Iterator<Item = (String, String)> + 'a {
    moved.iter().flat_map(move |Move { from, to }| {
        let without_slash = from.strip_suffix('/');
        let spellings = [Some(from.as_str()), without_slash].into_iter().flatten();
        spellings.map(move |from| (base.href(from), base.href(to)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_type_of_its_longest_ending() {
        assert_eq!(content_type("gsn/feed.json"), "application/feed+json");
        assert_eq!(content_type("gsn/index.json"), "application/json");
        assert_eq!(content_type("a/en.pf_meta"), "application/octet-stream");
    }
}
