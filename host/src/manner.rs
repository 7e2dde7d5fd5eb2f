//! Ways in which hosts treat addresses that are not exactly file names.

use std::path::Path;

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use axum::response::Response;

use crate::fault::refused;

/// How a host treats addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Redirects folders to a trailing slash; case-sensitive.
    #[default]
    Plain,
    /// Ignores case, like hosts that run Windows. The site's own files have lowercase
    /// names.
    IgnoresCase,
    /// Redirects `/x.html` to `/x` and `/x/index.html` to `/x/`, like Cloudflare Pages.
    HidesHtml,
    /// Serves a folder's page without a trailing slash too, like object storage.
    KeysWithoutSlash,
    /// Serves pages at a base they do not know: rewrites addresses in their HTML and
    /// nothing else, like web archives.
    Archive,
}

impl Manner {
    /// The redirect target for a path.
    pub(crate) fn redirect(self, path: &str) -> Option<String> {
        let path = (self == Self::HidesHtml).then_some(path)?;
        let bare = path.strip_suffix(".html")?;
        Some(match bare.strip_suffix("/index") {
            Some(folder) => format!("{folder}/"),
            None => bare.to_owned(),
        })
    }

    /// The file for a path.
    pub(crate) fn file(self, root: &Path, path: &str) -> String {
        let on_disk = root.join(path.trim_start_matches('/'));
        match self {
            Self::IgnoresCase => path.to_ascii_lowercase(),
            Self::HidesHtml if !on_disk.exists() => {
                let html = format!("{path}.html");
                let is_there = root.join(html.trim_start_matches('/')).is_file();
                if is_there { html } else { path.to_owned() }
            }
            Self::KeysWithoutSlash if on_disk.is_dir() && !path.ends_with('/') => {
                format!("{path}/index.html")
            }
            _ => path.to_owned(),
        }
    }

    /// Rewrites a response.
    pub(crate) async fn rewrite(self, prefix: &str, answer: Response) -> Response {
        let is_html = answer
            .headers()
            .get(CONTENT_TYPE)
            .is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
        if self != Self::Archive || !is_html {
            return answer;
        }
        let (mut parts, body) = answer.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return refused();
        };
        let mut html = String::from_utf8_lossy(&body).into_owned();
        for name in ["href", "src", "action"] {
            for quote in ["\"", ""] {
                let original = format!(" {name}={quote}/");
                html = html.replace(&original, &format!(" {name}={quote}{prefix}/"));
            }
        }
        parts.headers.remove(CONTENT_LENGTH);
        parts.headers.remove(ETAG);
        Response::from_parts(parts, Body::from(html))
    }
}
