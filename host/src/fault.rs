//! The ways in which a host or the network before it fails.

use std::io;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};

/// What goes wrong with the requests for a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The host answers with this status and a line of text.
    Status(u16),
    /// The connection ends after half of the content.
    CutOff,
    /// The host sends half of the content as if it were the whole, as do hosts that an
    /// upload was broken off to.
    Truncate,
    /// The host sends half of the content, and never the rest.
    Stall,
    /// The host redirects to another path of the site, for good.
    Redirect(String),
    /// The host answers with something else.
    Replace {
        /// The content type that it claims.
        content_type: String,
        /// What it sends.
        body: Vec<u8>,
    },
    /// The host does not answer until the path is mended, and then properly.
    Hold,
    /// The connection ends without an answer.
    Refuse,
}

/// An answer with a status that has no page of its own.
pub(crate) fn status(code: u16) -> Response {
    match StatusCode::from_u16(code) {
        Ok(status) => (status, format!("{status}\n")).into_response(),
        Err(_) => {
            let complaint = format!("The test asked for {code}, which is no HTTP status.\n");
            (StatusCode::INTERNAL_SERVER_ERROR, complaint).into_response()
        }
    }
}

/// Some other content than the true one.
pub(crate) fn replaced(content_type: String, body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, content_type)], body).into_response()
}

/// The answer's first half, which promises the whole.
pub(crate) async fn cut_off(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return refused();
    };
    parts.headers.insert(CONTENT_LENGTH, whole.len().into());
    Response::from_parts(parts, breaking_body(whole.slice(..whole.len() / 2)))
}

/// The answer's first half, which passes for the whole.
pub(crate) async fn truncated(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return refused();
    };
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, whole.slice(..whole.len() / 2).into())
}

/// The answer's first half, after which nothing comes and nothing ends.
pub(crate) async fn stalled(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return refused();
    };
    parts.headers.insert(CONTENT_LENGTH, whole.len().into());
    let sent = stream::iter([Ok::<_, io::Error>(whole.slice(..whole.len() / 2))]);
    Response::from_parts(parts, Body::from_stream(sent.chain(stream::pending())))
}

/// A redirection for good to a path on the host.
pub(crate) fn redirected(path: &str) -> Response {
    (StatusCode::PERMANENT_REDIRECT, [(LOCATION, path)]).into_response()
}

/// No answer at all: what breaks before its first byte is never sent.
pub(crate) fn refused() -> Response {
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, _>(closed())])))
}

/// A body that sends this much before its connection is closed.
fn breaking_body(sent: Bytes) -> Body {
    let end = stream::once(async {
        // Gives the server the time to send what came before the error.
        tokio::task::yield_now().await;
        Err(closed())
    });
    Body::from_stream(stream::iter([Ok(sent)]).chain(end))
}

fn closed() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}
