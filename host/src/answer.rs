//! Logs requests, then serves the file or the fault.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::sync::watch;

use crate::fault::{self, Fault};
use crate::manner::Manner;
use crate::{files, lock};

/// A site, its faults, and the requests it received.
#[derive(Debug)]
pub(crate) struct Site {
    root: PathBuf,
    /// The base without its trailing slash.
    prefix: String,
    manner: Manner,
    /// Headers added to every response.
    pub(crate) headers: Mutex<HeaderMap>,
    /// Whether all requests are refused.
    pub(crate) refuses: AtomicBool,
    pub(crate) faults: watch::Sender<HashMap<String, Fault>>,
    pub(crate) requests: Mutex<Vec<String>>,
    pub(crate) strays: Mutex<Vec<String>>,
}

impl Site {
    pub(crate) fn new(root: PathBuf, base: &str, manner: Manner) -> Self {
        let folder = base.trim_matches('/');
        Self {
            root,
            prefix: if folder.is_empty() {
                String::new()
            } else {
                format!("/{folder}")
            },
            manner,
            headers: Mutex::default(),
            refuses: AtomicBool::new(false),
            faults: watch::Sender::new(HashMap::new()),
            requests: Mutex::default(),
            strays: Mutex::default(),
        }
    }

    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The path within the site, if it is inside the base.
    fn path_within<'a>(&self, on_host: &'a str) -> Option<&'a str> {
        let path = on_host.strip_prefix(&self.prefix)?;
        path.starts_with('/').then_some(path)
    }

    /// The fault for a path, once it is no longer held.
    async fn fault_at(&self, path: &str) -> Option<Fault> {
        if self.refuses.load(Ordering::Relaxed) {
            return Some(Fault::Refuse);
        }
        let mut faults = self.faults.subscribe();
        loop {
            let fault = faults.borrow_and_update().get(path).cloned();
            if fault != Some(Fault::Hold) || faults.changed().await.is_err() {
                return fault;
            }
        }
    }

    async fn file(&self, request: Request<Body>) -> Response {
        if let Some(location) = self.manner.redirect(request.uri().path()) {
            let location = format!("{}{location}", self.prefix);
            return Redirect::permanent(&location).into_response();
        }
        let path = self.manner.file(&self.root, request.uri().path());
        let request = within_site(request, &path);
        let answer = files::serve(&self.root, &self.prefix, request).await;
        self.manner.rewrite(&self.prefix, answer).await
    }

    /// The whole file, even if the browser has a copy: it must not avoid a broken
    /// response that way.
    async fn whole_file(&self, request: Request<Body>, path: &str) -> Response {
        self.file(unconditional(within_site(request, path))).await
    }
}

/// Responds to a request for any path.
pub(crate) async fn answer(State(site): State<Arc<Site>>, request: Request<Body>) -> Response {
    let Some(path) = site.path_within(request.uri().path()).map(str::to_owned) else {
        lock(&site.strays).push(request.uri().path().to_owned());
        return outside(&site);
    };
    lock(&site.requests).push(path.clone());

    let mut answer = match site.fault_at(&path).await {
        None | Some(Fault::Hold) => site.file(within_site(request, &path)).await,
        Some(Fault::Status(code)) => fault::status(code),
        Some(Fault::Replace { content_type, body }) => fault::replaced(content_type, body),
        Some(Fault::CutOff) => fault::cut_off(site.whole_file(request, &path).await).await,
        Some(Fault::Truncate) => fault::truncated(site.whole_file(request, &path).await).await,
        Some(Fault::Stall) => fault::stalled(site.whole_file(request, &path).await).await,
        Some(Fault::Redirect(to)) => fault::redirected(&format!("{}{to}", site.prefix())),
        Some(Fault::Refuse) => fault::refused(),
    };
    answer.headers_mut().extend(lock(&site.headers).clone());
    answer
}

/// The same request with its path within the site.
fn within_site(mut request: Request<Body>, path: &str) -> Request<Body> {
    if let Ok(uri) = path.parse::<Uri>() {
        *request.uri_mut() = uri;
    }
    request
}

fn unconditional(mut request: Request<Body>) -> Request<Body> {
    request.headers_mut().clear();
    request
}

fn outside(site: &Site) -> Response {
    let hint = format!("The site is at {}/\n", site.prefix);
    (StatusCode::NOT_FOUND, hint).into_response()
}
