//! Serves a site's files like a plain static host.

use std::path::Path;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LAST_MODIFIED, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Request};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

/// Serves the file, the folder's index, or `404.html`.
///
/// The request's path is without the site's prefix on the host.
pub(crate) async fn serve(root: &Path, prefix: &str, request: Request<Body>) -> Response {
    let not_found = ServeFile::new(root.join("404.html"));
    let files = ServeDir::new(root)
        .precompressed_br()
        .precompressed_gzip()
        .not_found_service(not_found);
    let mut answer = match files.oneshot(request).await {
        Ok(answer) => answer.into_response(),
        Err(never) => match never {},
    };
    put_under_prefix(answer.headers_mut(), prefix);
    name_the_encoding(answer.headers_mut());
    forbid_stale_copies(answer.headers_mut());
    answer
}

/// Folders without a trailing slash redirect to a path on the host.
fn put_under_prefix(headers: &mut HeaderMap, prefix: &str) {
    let path = headers.get(LOCATION).and_then(|path| path.to_str().ok());
    if let Some(Ok(location)) = path.map(|path| HeaderValue::try_from(format!("{prefix}{path}"))) {
        headers.insert(LOCATION, location);
    }
}

fn name_the_encoding(headers: &mut HeaderMap) {
    let content_type = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    if let Some(text) = content_type.filter(|it| it.starts_with("text/") && !it.contains(';'))
        && let Ok(with_encoding) = HeaderValue::try_from(format!("{text}; charset=utf-8"))
    {
        headers.insert(CONTENT_TYPE, with_encoding);
    }
}

/// A file may change twice within a second, which changes its ETag but not its date.
fn forbid_stale_copies(headers: &mut HeaderMap) {
    headers.remove(LAST_MODIFIED);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
}
