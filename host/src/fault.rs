//! Ways in which a host or the network fails.

use std::io;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};

/// A fault in the responses for a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Responds with this status and a line of text.
    Status(u16),
    /// Closes the connection after half of the content.
    CutOff,
    /// Sends half of the content as if it were all of it, as after an interrupted upload.
    Truncate,
    /// Sends half of the content, then nothing.
    Stall,
    /// Permanently redirects to another path of the site.
    Redirect(String),
    /// Responds with something else.
    Replace {
        /// Its content type.
        content_type: String,
        /// Its content.
        body: Vec<u8>,
    },
    /// Does not respond until the path is repaired, then responds normally.
    Hold,
    /// Closes the connection without a response.
    Refuse,
}

/// A response with a status that has no page of its own.
pub(crate) fn status(code: u16) -> Response {
    match StatusCode::from_u16(code) {
        Ok(status) => (status, format!("{status}\n")).into_response(),
        Err(_) => {
            let complaint = format!("The test requested {code}, which is not an HTTP status.\n");
            (StatusCode::INTERNAL_SERVER_ERROR, complaint).into_response()
        }
    }
}

/// A response with other content.
pub(crate) fn replaced(content_type: String, body: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, content_type)], body).into_response()
}

/// The first half of a response that promises all of it.
pub(crate) async fn cut_off(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return refused();
    };
    parts.headers.insert(CONTENT_LENGTH, whole.len().into());
    Response::from_parts(parts, breaking_body(whole.slice(..whole.len() / 2)))
}

/// The first half of a response, passed off as all of it.
pub(crate) async fn truncated(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return refused();
    };
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, whole.slice(..whole.len() / 2).into())
}

/// The first half of a response that then neither continues nor ends.
pub(crate) async fn stalled(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return refused();
    };
    parts.headers.insert(CONTENT_LENGTH, whole.len().into());
    let sent = stream::iter([Ok::<_, io::Error>(whole.slice(..whole.len() / 2))]);
    Response::from_parts(parts, Body::from_stream(sent.chain(stream::pending())))
}

/// A permanent redirect to a path on the host.
pub(crate) fn redirected(path: &str) -> Response {
    (StatusCode::PERMANENT_REDIRECT, [(LOCATION, path)]).into_response()
}

/// No response: an error before the first byte closes the connection.
pub(crate) fn refused() -> Response {
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, _>(closed())])))
}

/// A body that breaks off after this data.
fn breaking_body(sent: Bytes) -> Body {
    let end = stream::once(async {
        // Lets the server send the data that precedes the error.
        tokio::task::yield_now().await;
        Err(closed())
    });
    Body::from_stream(stream::iter([Ok(sent)]).chain(end))
}

fn closed() -> io::Error {
    io::ErrorKind::ConnectionReset.into()
}
